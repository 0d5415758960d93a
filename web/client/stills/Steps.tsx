import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { chime } from "../companion/chime";
import type { Seat } from "../connection/seat";
import type { Received } from "../sending/parcels";
import { count, say } from "../words";

/** stepsOf are the annotated pictures that came to a seat, oldest first. */
export function stepsOf(seat: Seat): Received[] {
  return seat.parcels.received.value.filter(({ kind }) => kind === "still").sort((a, b) => a.at - b.at);
}

/** Steps puts each annotated picture before the person as soon as it is there, large, and keeps them at hand. */
export function Steps({ seat, name }: { seat: Seat; name: string }) {
  const steps = stepsOf(seat);
  const dialog = useRef<HTMLDialogElement>(null);
  const at = useSignal(0);
  const last = steps.at(-1)?.key;

  useEffect(() => {
    if (last === undefined) return;
    at.value = steps.length - 1;
    if (!dialog.current?.open) dialog.current?.showModal();
    if (!document.hasFocus()) chime();
  }, [last]);

  const step = steps[at.value];
  return (
    <section class="stack" aria-label={say("still.steps")}>
      {steps.length > 0 && (
        <p>
          <button type="button" class="button" onClick={() => dialog.current?.showModal()}>
            {count("still.again", steps.length)}
          </button>
        </p>
      )}
      <dialog ref={dialog} class="step" aria-label={say("still.from", { name })}>
        {step && <Step step={step} number={at.value + 1} />}
        <div class="row row--apart">
          <form method="dialog">
            <button type="submit" class="button button--primary button--large">
              {say("still.close")}
            </button>
          </form>
          {steps.length > 1 && (
            <div class="row">
              <Turn to={at.value - 1} steps={steps} turn={(to) => (at.value = to)} words={say("still.before")} />
              <Turn to={at.value + 1} steps={steps} turn={(to) => (at.value = to)} words={say("still.after")} />
            </div>
          )}
        </div>
      </dialog>
    </section>
  );
}

function Step({ step, number }: { step: Received; number: number }) {
  const caption = step.title || say("still.untitled");
  return (
    <>
      <h2 class="step__caption">
        {number}. <bdi>{caption}</bdi>
      </h2>
      <figure class="step__picture">
        <img src={step.url} alt={caption} />
      </figure>
    </>
  );
}

interface TurnProps {
  readonly to: number;
  readonly steps: readonly Received[];
  readonly turn: (to: number) => void;
  readonly words: string;
}

function Turn({ to, steps, turn, words }: TurnProps) {
  const there = steps[to] !== undefined;
  return (
    <button type="button" class="button button--large" aria-disabled={!there} onClick={() => there && turn(to)}>
      {words}
    </button>
  );
}
