import type { ComponentChildren } from "preact";
import type { Seat } from "../connection/seat";
import { Deadline } from "../parts/Deadline";
import { OwnCamera } from "../parts/OwnCamera";
import { Title } from "../parts/Title";
import { pictogramAddress } from "../pictograms/pictogram";
import type * as scenes from "../protocol.gen";
import { animal, say } from "../words";
import { Conversation } from "../writing/Conversation";
import { Callback } from "./Callback";
import { Doubt } from "./Doubt";
import { Mirror, Renew } from "./Invitation";

/** Admission: the animal is asked for by voice or in writing, and only then is somebody let in. */
export function Admission({ seat, scene, back }: { seat: Seat; scene: scenes.Knocking; back: ComponentChildren }) {
  const { caller, desk, pictogram } = scene;
  return (
    <>
      <Title text={say("desk.knocking.title")} />
      {(desk?.others ?? 0) > 0 && <p class="notice notice--error">{say("desk.others")}</p>}
      <Doubt scene={scene} />
      <section class="card stack">
        <p>{say("desk.knocking.ask")}</p>
        <p class="knock__animal">
          <span class="pictogram">
            <img src={pictogramAddress(pictogram)} alt="" />
          </span>
          <strong class="knock__name">{animal(pictogram)}</strong>
        </p>
        <p>{described(caller.device)}</p>
        <div class="row row--apart">
          <button
            type="button"
            class="button button--primary button--large"
            aria-disabled={caller.doubt}
            onClick={() => !caller.doubt && seat.send({ type: "admit" })}
          >
            {say("desk.admit")}
          </button>
          <button type="button" class="button" onClick={() => seat.send({ type: "refuse" })}>
            {say("desk.refuse")}
          </button>
        </div>
      </section>
      <Mirror mirror={desk?.mirror ?? "waiting"} />
      <Deadline seat={seat} deadline={scene.deadline} words="desk.left.wait" button={say("desk.extend")} />
      <section class="card stack">
        <OwnCamera camera={seat.camera} />
        <Callback seat={seat} number={desk?.callback ?? ""} />
      </section>
      <Conversation seat={seat} scene={scene} />
      <div class="row row--apart">{back}</div>
    </>
  );
}

/** TurnedAway: a second thought lets them knock again, or a new code is drawn. */
export function TurnedAway({ seat, scene, back }: { seat: Seat; scene: scenes.TurnedAway; back: ComponentChildren }) {
  return (
    <>
      <Title text={say("desk.turnedAway.title")} />
      <p>{say("desk.turnedAway.what")}</p>
      <div class="row">
        <Renew seat={seat} primary />
        <button type="button" class="button" onClick={() => seat.send({ type: "knock-again" })}>
          {say("desk.knockAgain")}
        </button>
      </div>
      <Conversation seat={seat} scene={scene} />
      <div class="row row--apart">
        {back}
        <button type="button" class="button button--quiet" onClick={() => seat.send({ type: "leave" })}>
          {say("desk.end")}
        </button>
      </div>
    </>
  );
}

/** described says what the person sits at, and what can be expected of it. */
export function described({ kind, system, browser, canShow }: scenes.Device): string {
  if (kind === "unknown") return say("desk.device.unknown");
  const device = [say(`desk.device.${kind}`), system, browser].filter(Boolean).join(", ");
  return say(canShow ? "desk.device.shows" : "desk.device.cannot", { device });
}
