// Whoever is helped may doubt: « Attendiez-vous cet appel ? » is asked while
// they wait, and can be answered at any time. While the answer is no, nothing
// of theirs is shown, and they read what to do.
import { type Signal, useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Seat } from "../connection/seat";
import { toTitle } from "../parts/focus";
import type { Helper, Knocking, Live } from "../protocol.gen";
import { say } from "../words";
import { leave, Phone } from "./parts";

interface Props {
  readonly seat: Seat;
  readonly scene: Knocking | Live;
}

/** Threshold is the question, part of the waiting page: letting in does not wait for its answer. */
export function Threshold({ seat, scene }: Props) {
  const answered = useSignal(false);
  if (scene.caller.doubt) return <Doubt seat={seat} helper={scene.helper} />;
  return (
    <section class="card card--sand stack stack--tight" aria-label={say("threshold.question")}>
      <div role="status">{answered.value && <p>{say("threshold.thanks")}</p>}</div>
      {!answered.value && <Question seat={seat} answered={answered} />}
    </section>
  );
}

/** AnyDoubt opens the same question during the help. */
export function AnyDoubt({ seat }: { seat: Seat }) {
  const open = useSignal(false);
  const answered = useSignal(false);
  const card = useRef<HTMLDivElement>(null);
  // It opens below the last button of the page.
  useLayoutEffect(() => card.current?.scrollIntoView({ block: "nearest" }), [open.value]);
  return (
    <section class="stack stack--tight">
      <div>
        <button
          type="button"
          class="button button--quiet button--edge"
          aria-expanded={open.value}
          onClick={() => {
            open.value = !open.value;
          }}
        >
          {say("threshold.doubt")}
        </button>
      </div>
      {open.value && (
        <div ref={card} class="card card--sand stack stack--tight">
          <Question
            seat={seat}
            answered={answered}
            then={() => {
              open.value = false;
            }}
          />
        </div>
      )}
    </section>
  );
}

interface QuestionProps {
  readonly seat: Seat;
  readonly answered: Signal<boolean>;
  readonly then?: () => void;
}

function Question({ seat, answered, then }: QuestionProps) {
  const answer = (expected: boolean): void => {
    if (!expected) hide(seat);
    answered.value = seat.send({ type: "expect", expected }) && expected;
    then?.();
  };
  return (
    <>
      <p>
        <strong>{say("threshold.question")}</strong>
      </p>
      <div class="row">
        <button type="button" class="button" onClick={() => answer(true)}>
          {say("threshold.yes")}
        </button>
        <button type="button" class="button" onClick={() => answer(false)}>
          {say("threshold.no")}
        </button>
      </div>
    </>
  );
}

/** Doubt is what to do when the call was not expected, and the one way on. */
export function Doubt({ seat, helper }: { seat: Seat; helper: Helper }) {
  const { firstName: name, organization, phone } = helper;
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.focus(), []);
  const go = (): void => {
    if (seat.send({ type: "expect", expected: true })) toTitle();
  };
  return (
    <section class="card stack doubt" aria-label={say("threshold.title")}>
      <div class="notice notice--warn">
        <h2 ref={title} tabIndex={-1} class="lead">
          {say("threshold.title")}
        </h2>
        <p>{say("threshold.nothing", { name })}</p>
      </div>
      <ol class="stack stack--tight">
        <li>{say("threshold.hangUp")}</li>
        <li>
          {phone ? say("threshold.callBack", { organization }) : say("threshold.callBack.none", { organization })}
          {phone && (
            <p class="lead">
              <strong>
                <Phone number={phone} />
              </strong>
            </p>
          )}
        </li>
        <li>{say("threshold.never")}</li>
      </ol>
      <div class="row row--apart">
        <button type="button" class="button button--large" onClick={() => leave(seat)}>
          {say("room.leave")}
        </button>
        <button type="button" class="button" onClick={go}>
          {say("threshold.go")}
        </button>
      </div>
    </section>
  );
}

/** hide lets nothing leave this machine, within the press itself. */
function hide(seat: Seat): void {
  seat.screen.pause("person");
  seat.camera.close();
  seat.microphone.mute(true);
}
