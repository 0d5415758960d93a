import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Seat } from "../connection/seat";
import { Conversation } from "../parts/Conversation";
import { Deadline } from "../parts/Deadline";
import { Title } from "../parts/Title";
import { VoiceChoice } from "../parts/VoiceChoice";
import type * as scenes from "../protocol.gen";
import { say } from "../words";
import { described } from "./Admission";
import { Callback } from "./Callback";
import { Mirror } from "./Invitation";
import { OwnCamera } from "./OwnCamera";
import { PersonScreen } from "./PersonScreen";

/** Live: the person's screen takes the room; what is pressed often lies beside it, the end apart. */
export function Live({ seat, scene, back }: { seat: Seat; scene: scenes.Live; back: ComponentChildren }) {
  const { caller, desk, helper } = scene;
  const showing = caller.screen.state === "showing";
  const writing = useSignal(false);
  const read = useSignal(seat.writing.lines.value.length);
  const unread = writing.value ? 0 : seat.writing.lines.value.length - read.value;
  const toggle = (): void => {
    read.value = seat.writing.lines.value.length;
    writing.value = !writing.value;
  };
  return (
    <>
      <header class="row row--apart desk__head">
        <Title text={say("desk.live.title", { reference: scene.reference })} />
        <Mirror mirror={desk?.mirror ?? "reading"} />
      </header>
      {(desk?.others ?? 0) > 0 && <p class="notice notice--error">{say("desk.others.live")}</p>}
      <div class="desk__body">
        <PersonScreen seat={seat} caller={caller} />
        <aside class="desk__side" aria-label={say("desk.side")}>
          <div class="desk__tools stack">
            <button
              type="button"
              class="button"
              aria-disabled={!showing}
              onClick={() => showing && seat.send({ type: "pause-for-person" })}
            >
              {say("desk.pause")}
            </button>
            <Links scene={scene} />
            <OwnCamera camera={seat.camera} />
            <VoiceChoice microphone={seat.microphone} />
            <div class="row">
              <button type="button" class="button" aria-expanded={writing.value} onClick={toggle}>
                {say("room.write")}
              </button>
              <p role="status">{unread > 0 ? say("desk.write.unread") : ""}</p>
            </div>
            {writing.value && <Conversation seat={seat} own={helper.seat} otherName={say("desk.person")} />}
            <details class="more" open={(desk?.callback ?? "") !== ""}>
              <summary>{say("desk.callback")}</summary>
              <Callback seat={seat} number={desk?.callback ?? ""} />
            </details>
            <p class="small soft">{described(caller.device)}</p>
            <Deadline seat={seat} deadline={scene.deadline} button={say("desk.extend")} />
          </div>
          <div class="row row--apart apart">
            {back}
            <button type="button" class="button button--danger" onClick={() => seat.send({ type: "leave" })}>
              {say("desk.end")}
            </button>
          </div>
        </aside>
      </div>
    </>
  );
}

/** Links says how good either connection is, and whose voice goes by the device. */
function Links({ scene: { caller, helper } }: { scene: scenes.Live }) {
  return (
    <dl class="links small">
      <dt>{say("desk.link.person")}</dt>
      <dd>{caller.present ? say(`desk.link.${caller.link}`) : say("desk.link.lost")}</dd>
      <dt>{say("desk.link.own")}</dt>
      <dd>{say(`desk.link.${helper.link}`)}</dd>
      <dt>{say("desk.voice.person")}</dt>
      <dd>{say(caller.voice.muted ? "desk.voice.muted" : `desk.voice.${caller.voice.mode}`)}</dd>
    </dl>
  );
}
