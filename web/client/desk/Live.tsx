import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Seat } from "../connection/seat";
import { Bring } from "../guests/Bring";
import { Deadline } from "../parts/Deadline";
import { Face } from "../parts/Face";
import { OwnCamera } from "../parts/OwnCamera";
import { Title } from "../parts/Title";
import { VoiceChoice } from "../parts/VoiceChoice";
import type * as scenes from "../protocol.gen";
import { OwnScreen } from "../sending/OwnScreen";
import { SendTools } from "../sending/SendTools";
import { say } from "../words";
import { capital } from "../writing/people";
import { Write } from "../writing/Write";
import { described } from "./Admission";
import { Ask, mustCallBack } from "./Ask";
import { Board, BoardChoice } from "./Board";
import { Callback } from "./Callback";
import { Doubt } from "./Doubt";
import { Mirror } from "./Invitation";
import { films, LensInvitation, LensSwitch, watched } from "./LensSwitch";
import { PersonScreen } from "./PersonScreen";
import { Photos } from "./Photos";

/** Live: the person's screen takes the room; what is pressed often lies beside it, the end apart. */
export function Live({ seat, scene, back }: { seat: Seat; scene: scenes.Live; back: ComponentChildren }) {
  const { caller, desk } = scene;
  return (
    <>
      <header class="row row--apart desk__head">
        <Title text={say("desk.live.title")} page={say("desk.live.page", { reference: scene.reference })} />
        <Mirror mirror={desk?.mirror ?? "reading"} films={films(caller)} />
      </header>
      {(desk?.others ?? 0) > 0 && <p class="notice notice--error">{say("desk.others.live")}</p>}
      <Doubt scene={scene} />
      {desk?.note && scene.you === "mediator" && (
        <p class="notice">
          {say("guest.noted")} <bdi>{desk.note}</bdi>
        </p>
      )}
      <div class="desk__body">
        <Photos seat={seat}>
          <LensSwitch seat={seat} scene={scene} />
          {scene.board ? (
            <Board key={scene.board} seat={seat} board={scene.board} />
          ) : (
            <PersonScreen seat={seat} caller={watched(scene)} />
          )}
        </Photos>
        <aside class="desk__side" aria-label={say("desk.side")}>
          <div class="desk__tools stack">
            <NotLooking seat={seat} screen={watched(scene).screen} />
            <Ask seat={seat} scene={scene} />
            <Person seat={seat} caller={caller} />
            <Write seat={seat} scene={scene} />
            <SendTools seat={seat} scene={scene} />
            <More seat={seat} scene={scene} />
          </div>
          <End seat={seat} scene={scene} back={back} />
        </aside>
      </div>
    </>
  );
}

/** NotLooking puts the person's screen on pause at its source; only they resume. */
function NotLooking({ seat, screen }: { seat: Seat; screen: scenes.Screen }) {
  const showing = screen.state === "showing";
  return (
    <div class="stack stack--tight">
      <div>
        <button
          type="button"
          class="button"
          aria-disabled={!showing}
          aria-describedby="not-looking"
          onClick={() => showing && seat.lookAway()}
        >
          {say("desk.pause")}
        </button>
      </div>
      <p id="not-looking" class="small soft" role="status">
        {say(screen.state === "paused" ? "desk.pause.done" : "desk.pause.hint")}
      </p>
    </div>
  );
}

/** Person is their face, where their camera is on: whoever signs is seen. */
function Person({ seat, caller }: { seat: Seat; caller: scenes.Caller }) {
  const seen = caller.camera ? seat.slots.of(caller.seat, "camera") : undefined;
  const speaking = seat.speaking.who.value.has(caller.seat);
  if (!seen && !speaking) return null;
  return (
    <div class="row">
      <Face name={capital(say("writing.person"))} seen={seen} speaking={speaking} />
      {speaking && <p class="speaks">{say("desk.speaks")}</p>}
    </div>
  );
}

/** How long before its end a help says so, in milliseconds: it lasts two hours, and is prolonged by one press. */
const soon = 30 * 60_000;

/** More is what is set once, or looked at now and then. */
function More({ seat, scene }: { seat: Seat; scene: scenes.Live }) {
  const { caller, desk, you } = scene;
  const callback = desk?.callback ?? "";
  // What is heard or seen of one's own is never folded away.
  const own = seat.microphone.voice.value.mode === "device" || seat.screen.state.value.state !== "off";
  // Opened where a link is out already, as after a reload; whoever opens or closes it later decides.
  const [begun] = useState(scene.guests.length + scene.invitations.length > 0);
  return (
    <>
      <OwnCamera camera={seat.camera} />
      <BoardChoice seat={seat} scene={scene} />
      <details class="more" open={own}>
        <summary>{say("desk.own")}</summary>
        <VoiceChoice microphone={seat.microphone} />
        <OwnScreen seat={seat} />
      </details>
      {you === "mediator" && (
        <>
          <details class="more" open={begun}>
            <summary>{say("guest.title")}</summary>
            <Bring seat={seat} scene={scene} />
            <LensInvitation seat={seat} scene={scene} />
          </details>
          <details class="more" open={callback !== "" || mustCallBack(scene)}>
            <summary>{say("desk.callback")}</summary>
            <Callback seat={seat} number={callback} />
          </details>
        </>
      )}
      <Links scene={scene} />
      <p class="small soft">
        {say("desk.live.page", { reference: scene.reference })}. {described(caller.device)}
      </p>
      <Deadline
        seat={seat}
        deadline={scene.deadline}
        words="desk.left.live"
        button={say("desk.extend")}
        within={soon}
      />
    </>
  );
}

function End({ seat, scene, back }: { seat: Seat; scene: scenes.Live; back: ComponentChildren }) {
  const helps = scene.you === "mediator";
  return (
    <div class="row row--apart apart">
      {helps ? back : <span />}
      <button
        type="button"
        class={helps ? "button button--danger" : "button"}
        onClick={() => seat.send({ type: "leave" })}
      >
        {say(helps ? "desk.end" : "guest.leave")}
      </button>
    </div>
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
