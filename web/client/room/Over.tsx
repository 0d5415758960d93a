import type { Seat } from "../connection/seat";
import { left } from "../parts/clock";
import { Summary } from "../parts/Summary";
import { Title } from "../parts/Title";
import type * as scenes from "../protocol.gen";
import { KeepSteps } from "../stills/Keep";
import { say } from "../words";

/** Closing: whoever left by mistake comes back with one large press. */
export function Closing({ seat, scene }: { seat: Seat; scene: scenes.Closing }) {
  const name = scene.helper.firstName;
  const own = scene.by === "person";
  const time = left(scene.until, () => seat.now());
  return (
    <>
      <Title text={own ? say("room.closing.own") : say("room.closing.other", { name })} />
      {own && time > 0 && (
        <section class="card stack">
          <p>{say("room.closing.nothing", { name })}</p>
          <button
            type="button"
            class="button button--primary button--large button--block"
            onClick={() => seat.send({ type: "come-back" })}
          >
            {say("room.comeBack")}
          </button>
          <p>{say("room.closing.until")}</p>
        </section>
      )}
      <KeepSteps seat={seat} scene={scene} />
      <Summary screen={say("room.screen")} facts={scene.summary} reference={scene.reference} />
      <Report reference={scene.reference} />
    </>
  );
}

/** Ended: what happened, and where to go on. */
export function Ended({ seat, scene }: { seat: Seat; scene: scenes.Ended }) {
  const name = scene.helper.firstName;
  if (scene.reason === "renewed") {
    return (
      <>
        <Title text={say("room.ended.renewed")} />
        <p class="lead">{say("room.ended.renewed.mend", { name })}</p>
        <Door />
      </>
    );
  }
  return (
    <>
      <Title text={say("room.ended.title")} />
      <p class="lead">{say(`room.ended.${scene.reason}`, { name })}</p>
      <KeepSteps seat={seat} scene={scene} />
      <Summary screen={say("room.screen")} facts={scene.summary} reference={scene.reference} />
      <Door />
      <Report reference={scene.reference} />
    </>
  );
}

function Door() {
  return (
    <p>
      <a class="button" href="/">
        {say("room.ended.door")}
      </a>
    </p>
  );
}

/** Report is the way to tell of a wrong, by the help's reference. */
function Report({ reference }: { reference: string }) {
  return (
    <p>
      <a href={`/signalement?reference=${encodeURIComponent(reference)}`}>{say("room.report")}</a>
    </p>
  );
}
