import { left } from "../parts/clock";
import type { Progress } from "../protocol.gen";
import { say } from "../words";
import { usePart } from "./lesson";
import type { ClassSeat } from "./seat";

/** Answers are the three buttons; pressed again, each takes back what it said. */
export function Answers({ seat }: { seat: ClassSeat }) {
  const step = usePart(seat, (scene) => scene.step);
  const pressed = seat.pressed.value;
  const own = pressed.get("do");
  const raised = pressed.get("hand");
  const told = usePart(seat, ({ me }) => me.progress);
  const seen = usePart(seat, ({ me }) => me.hand);
  const progress = own?.type === "do" && own.step === step ? own.progress : told;
  const hand = raised?.type === "hand" ? raised.up : seen;
  const toggle = (to: Progress): void =>
    seat.press({ type: "do", seat: "", step, progress: progress === to ? "none" : to });
  return (
    <section class="answers" aria-label={say("class.answers")}>
      <p class="answers__minute" role="status">
        <Minute seat={seat} waits={progress === "none"} />
      </p>
      {seen && hand && <Raised seat={seat} />}
      <div class="answers__row">
        <button
          type="button"
          class="button button--large answers__done"
          aria-pressed={progress === "done"}
          onClick={() => toggle("done")}
        >
          {say("class.done")}
        </button>
        <button
          type="button"
          class="button button--large answers__stuck"
          aria-pressed={progress === "stuck"}
          onClick={() => toggle("stuck")}
        >
          {say("class.stuck")}
        </button>
        <button
          type="button"
          class="button button--large answers__hand"
          aria-pressed={hand}
          onClick={() => seat.press({ type: "hand", seat: "", up: !hand })}
        >
          {say("class.hand")}
        </button>
      </div>
    </section>
  );
}

/** Raised says that the hand is seen, and how it comes down: whoever pressed by mistake looks for words. */
function Raised({ seat }: { seat: ClassSeat }) {
  const lower = (): void => {
    seat.press({ type: "hand", seat: "", up: false });
    document.querySelector<HTMLElement>(".answers__hand")?.focus();
  };
  return (
    <div class="row answers__raised">
      <p>{say("class.hand.up")}</p>
      <button type="button" class="button" onClick={lower}>
        {say("class.hand.down")}
      </button>
    </div>
  );
}

/** Minute is asked of whoever has said nothing, and hurries nobody. */
function Minute({ seat, waits }: { seat: ClassSeat; waits: boolean }) {
  const until = usePart(seat, (scene) => scene.minute);
  if (seat.keeps.value) return <>{say("class.kept")}</>;
  if (!waits || until === 0 || left(until, () => seat.now()) === 0) return null;
  return <>{say("class.minute")}</>;
}
