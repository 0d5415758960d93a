import type { ComponentChildren } from "preact";
import type { Seat } from "../connection/seat";
import { left } from "../parts/clock";
import { Summary } from "../parts/Summary";
import { Title } from "../parts/Title";
import type * as scenes from "../protocol.gen";
import { PostSteps } from "../stills/Keep";
import { say } from "../words";
import { ActivityReport } from "./ActivityReport";

interface Props {
  readonly seat: Seat;
  readonly scene: scenes.Closing | scenes.Ended;
  /** What the person came with, as far as this page saw. */
  readonly device: scenes.DeviceKind;
  readonly back: ComponentChildren;
}

/** Over is a help that is ending or has ended: its report, which stays under the hand as the one becomes the other. */
export function Over({ seat, scene, device, back }: Props) {
  const { summary, reference } = scene;
  return (
    <>
      {scene.phase === "closing" ? <Closing seat={seat} scene={scene} /> : <Ended scene={scene} />}
      {summary.admitted > 0 && (
        <ActivityReport help={seat.help} reference={reference} summary={summary} device={device} />
      )}
      <PostSteps seat={seat} scene={scene} />
      <Summary screen={say("desk.screen")} facts={summary} reference={reference} />
      <p>{back}</p>
    </>
  );
}

/** Closing: half a minute to undo one's own press; the person's own leave is theirs to undo. */
function Closing({ seat, scene }: { seat: Seat; scene: scenes.Closing }) {
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
    </>
  );
}

function Ended({ scene }: { scene: scenes.Ended }) {
  return (
    <>
      <Title text={say("desk.ended.title")} />
      <p>{say(`desk.ended.${scene.reason}`)}</p>
    </>
  );
}
