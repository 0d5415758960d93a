import { type Signal, signal } from "@preact/signals";
import type { Seat } from "../connection/seat";
import type { Closing, Ended } from "../protocol.gen";
import { count, say } from "../words";
import { albumOf } from "./album";
import { print, save } from "./output";
import { type Facts, Sheet } from "./Sheet";
import { stepsOf } from "./Steps";

interface Props {
  readonly seat: Seat;
  readonly scene: Closing | Ended;
}

/** Whether they were asked for: half a minute after the help was left the page is another, and still knows. */
const asked = new WeakMap<Seat, Signal<boolean>>();

function askedOf(seat: Seat): Signal<boolean> {
  const wanted = asked.get(seat) ?? signal(false);
  asked.set(seat, wanted);
  return wanted;
}

/** KeepSteps offers the person what they were sent, once the help is over: nothing of it is kept unless they say so. */
export function KeepSteps({ seat, scene }: Props) {
  const wanted = askedOf(seat);
  const facts = of(stepsOf(seat), scene);
  if (facts.steps.length === 0) return null;
  return (
    <section class="card stack" aria-label={say("still.steps")}>
      <p>{count("still.kept", facts.steps.length, { name: facts.name })}</p>
      {!wanted.value ? (
        <p>
          <button
            type="button"
            class="button button--primary button--large"
            onClick={() => {
              wanted.value = true;
            }}
          >
            {say("still.keep")}
          </button>
        </p>
      ) : (
        <>
          <div class="row">
            <button type="button" class="button button--primary button--large" onClick={() => void print(facts)}>
              {say("still.print")}
            </button>
            <button type="button" class="button button--large" onClick={() => void save(facts)}>
              {say("still.save")}
            </button>
          </div>
          <p class="small">{say("still.only")}</p>
          <article class="sheet">
            <Sheet {...facts} />
          </article>
        </>
      )}
    </section>
  );
}

/** PostSteps lets the mediator print what was sent, for whoever has no printer: it goes by post. */
export function PostSteps({ seat, scene }: Props) {
  const facts = of(albumOf(seat).sent.value, scene);
  if (facts.steps.length === 0) return null;
  return (
    <section class="stack stack--tight" aria-label={say("still.sheet")}>
      <p>{count("still.sent", facts.steps.length)}</p>
      <p>
        <button type="button" class="button" onClick={() => void print(facts)}>
          {say("still.post")}
        </button>
      </p>
    </section>
  );
}

function of(steps: Facts["steps"], { helper, now }: Closing | Ended): Facts {
  return { steps, name: helper.firstName, organization: helper.organization, at: now };
}
