import { say } from "../words";
import { usePart } from "./lesson";
import type { Step } from "./page";
import type { ClassSeat } from "./seat";

/** StepText is the current step, in big type. Its picture stands here while something else is shown large. */
export function StepText({ seat, steps }: { seat: ClassSeat; steps: readonly Step[] }) {
  const n = usePart(seat, (scene) => scene.step);
  const covered = usePart(seat, (scene) => scene.shows !== "");
  const step = steps[n];
  return (
    <section class="step stack stack--tight" aria-labelledby="step">
      <p class="eyebrow">{say("class.step", { n: n + 1, count: steps.length })}</p>
      <h2 id="step" class="step__title">
        {step?.title ?? ""}
      </h2>
      <div class="step__text stack stack--tight" dangerouslySetInnerHTML={{ __html: step?.html ?? "" }} />
      {covered && step?.picture && <img class="step__picture" src={step.picture} alt={step.alt} />}
    </section>
  );
}
