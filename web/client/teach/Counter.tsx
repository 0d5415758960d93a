import { say } from "../words";
import { type Tally, tally, told } from "./count";
import type { Teacher } from "./teacher";

/** Counter is how far the class is: in words, and as a bar that says the same to the eye. */
export function Counter({ teacher }: { teacher: Teacher }) {
  const scene = teacher.scene.value;
  if (!scene) return null;
  const counted = tally(scene);
  return (
    <div class="counter">
      <p class="counter__words">{told(counted)}</p>
      <Bar tally={counted} />
    </div>
  );
}

/** Bar has a pattern for each part besides its colour (WCAG 1.4.1); the words above say it all. */
function Bar({ tally: { all, done, stuck } }: { tally: Tally }) {
  const share = (n: number) => (all > 0 ? (100 * n) / all : 0);
  return (
    <svg class="counter__bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <defs>
        <pattern id="counter-stuck" width="1.6" height="2" patternUnits="userSpaceOnUse" patternTransform="rotate(30)">
          <rect class="counter__stuck" width="0.9" height="2" />
        </pattern>
      </defs>
      <rect class="counter__done" width={share(done)} height="4" />
      <rect fill="url(#counter-stuck)" x={share(done)} width={share(stuck)} height="4" />
    </svg>
  );
}

/** StepBar is what is pressed all the time: how far everyone is, and on to the next step. */
export function StepBar({ teacher }: { teacher: Teacher }) {
  const scene = teacher.scene.value;
  if (!scene) return null;
  const { step, steps } = scene;
  const title = teacher.steps[step]?.title ?? "";
  return (
    <section class="step-bar" aria-label={say("teach.step.bar")}>
      <div class="row row--apart">
        <h2>{say("teach.step.now", { step: step + 1, steps, title })}</h2>
        <div class="row step-bar__go">
          <Go teacher={teacher} to={step - 1} words={say("teach.step.back")} able={step > 0} />
          <Go teacher={teacher} to={step + 1} words={say("teach.step.next")} able={step + 1 < steps} main />
        </div>
      </div>
      <div class="row row--apart">
        <Counter teacher={teacher} />
        <Minute teacher={teacher} />
      </div>
    </section>
  );
}

interface GoProps {
  readonly teacher: Teacher;
  readonly to: number;
  readonly words: string;
  readonly able: boolean;
  readonly main?: boolean;
}

function Go({ teacher, to, words, able, main = false }: GoProps) {
  return (
    <button
      type="button"
      class={main ? "button button--primary" : "button"}
      aria-disabled={!able}
      onClick={() => able && teacher.seat.send({ type: "step", step: to })}
    >
      {words}
    </button>
  );
}

/** Minute asks those who have said nothing whether they need one more; while it is asked the button says so. */
function Minute({ teacher }: { teacher: Teacher }) {
  const asked = teacher.minuteAsked.value;
  return (
    <button
      type="button"
      class="button"
      aria-disabled={asked}
      aria-describedby="minute-what"
      onClick={() => !asked && teacher.seat.send({ type: "minute" })}
    >
      {say(asked ? "teach.minute.asked" : "teach.minute")}
      <span id="minute-what" hidden>
        {say("teach.minute.what")}
      </span>
    </button>
  );
}
