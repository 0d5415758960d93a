import type { ComponentChildren } from "preact";
import type { Seat } from "../connection/seat";
import { left } from "../parts/clock";
import { Summary } from "../parts/Summary";
import { Title } from "../parts/Title";
import type * as scenes from "../protocol.gen";
import { PostSteps } from "../stills/Keep";
import { say } from "../words";

/** Closing: half a minute to undo one's own press; the person's own leave is theirs to undo. */
export function Closing({ seat, scene, back }: { seat: Seat; scene: scenes.Closing; back: ComponentChildren }) {
  const own = scene.by === "mediator";
  const time = left(scene.until, () => seat.now());
  return (
    <>
      <Title text={say(own ? "desk.closing.own" : "desk.closing.person")} />
      {own && time > 0 && (
        <p>
          <button type="button" class="button button--large" onClick={() => seat.send({ type: "come-back" })}>
            {say("desk.comeBack")}
          </button>
        </p>
      )}
      {!own && <p>{say("desk.closing.wait")}</p>}
      <Summary screen={say("desk.screen")} facts={scene.summary} reference={scene.reference} />
      <p>{back}</p>
    </>
  );
}

/** Ended: what happened, to be copied into one's own notes. */
export function Ended({ seat, scene, back }: { seat: Seat; scene: scenes.Ended; back: ComponentChildren }) {
  return (
    <>
      <Title text={say("desk.ended.title")} />
      <p>{say(`desk.ended.${scene.reason}`)}</p>
      <PostSteps seat={seat} scene={scene} />
      <Summary screen={say("desk.screen")} facts={scene.summary} reference={scene.reference} />
      <p>{back}</p>
    </>
  );
}
