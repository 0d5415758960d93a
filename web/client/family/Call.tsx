import { useComputed } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Face } from "../parts/Face";
import { Title } from "../parts/Title";
import type { FamilyScene, Relative } from "../protocol.gen";
import { Phone } from "../room/parts";
import { say } from "../words";
import { together } from "./names";
import { type FamilySeat, isIn } from "./seat";

/** Calling is while it rings at the others'. */
export function Calling({ seat, scene }: { seat: FamilySeat; scene: FamilyScene }) {
  const rung = seat.others.value.filter(({ state }) => state === "rung");
  return (
    <div class="page stack stack--loose">
      <Title text={say("family.live.calling")} />
      <div class="stack stack--tight" role="status">
        {rung.map((member) => (
          <p key={member.seat} class="lead">
            {say("family.live.calling.at", { name: member.name })}
          </p>
        ))}
        {rung.length === 0 && <p class="lead">{say("family.live.calling.nobody")}</p>}
      </div>
      {rung.length === 0 && scene.phone && (
        <p class="lead">
          {say("family.live.nobody.phone")} <Phone number={scene.phone} />
        </p>
      )}
      <Own seat={seat} />
      <button type="button" class="button button--danger button--large button--block" onClick={() => seat.hangUp()}>
        {say("family.live.give.up")}
      </button>
    </div>
  );
}

/** Call is the family together: faces as large as the window has room for. */
export function Call({ seat }: { seat: FamilySeat }) {
  const present = seat.others.value.filter(isIn);
  const names = together(present);
  return (
    <div class="page call stack">
      <Title text={names ? say("family.live.incall", { names }) : say("family.live.alone")} />
      <div class={`call__faces call__faces--${Math.min(present.length, 4)}`}>
        {present.map((member) => (
          <Somebody key={member.seat} seat={seat} member={member} />
        ))}
      </div>
      <div class="call__foot">
        <Own seat={seat} />
        <Controls seat={seat} />
      </div>
    </div>
  );
}

function Somebody({ seat, member }: { seat: FamilySeat; member: Relative }) {
  const { seat: who, name, state, voice } = member;
  const speaking = useComputed(() => seat.speaking.who.value.has(who));
  const seen = useComputed(() => seat.slots.of(who, "camera"));
  return (
    <figure class="call__one">
      <Face name={name} seen={seen.value} speaking={speaking.value} />
      <figcaption>
        <strong>{name}</strong>
        {state === "lost" && ` ${say("family.live.lost")}`}
        {state === "in" && !voice && ` (${say("family.live.silent")})`}
      </figcaption>
    </figure>
  );
}

/** Own is one's own face, small, as in a mirror; and why one is not heard, if one is not. */
function Own({ seat }: { seat: FamilySeat }) {
  const video = useRef<HTMLVideoElement>(null);
  const track = seat.camera.outgoing.value;
  const notice = seat.microphone.notice.value;
  const camera = seat.camera.notice.value;
  const silent = seat.voice.value.muted;
  useEffect(() => {
    if (video.current) video.current.srcObject = track ? new MediaStream([track]) : null;
  }, [track]);
  return (
    <div class="row call__own">
      {track && (
        <video ref={video} class="own-camera__picture" muted autoplay playsInline aria-label={say("family.live.me")} />
      )}
      <div role="status">
        {notice && <p class="notice notice--warn">{say(`family.live.mic.${notice}`)}</p>}
        {!notice && silent && <p class="notice notice--warn">{say("family.live.muted")}</p>}
        {camera && <p>{say(`desk.camera.${camera}`)}</p>}
      </div>
    </div>
  );
}

function Controls({ seat }: { seat: FamilySeat }) {
  const { mode, muted } = seat.microphone.voice.value;
  const opened = mode === "device";
  const heard = opened && !muted;
  const filming = seat.camera.outgoing.value !== null;
  return (
    <div class="row row--apart call__controls">
      <div class="row">
        <button
          type="button"
          class="button button--large"
          onClick={() => (opened ? seat.microphone.mute(!muted) : void seat.microphone.speak())}
        >
          {say(heard ? "family.live.mic.off" : "family.live.mic.on")}
        </button>
        <button type="button" class="button button--large" onClick={() => seat.film(!filming)}>
          {say(filming ? "family.live.camera.off" : "family.live.camera.on")}
        </button>
      </div>
      <button type="button" class="button button--danger button--large" onClick={() => seat.hangUp()}>
        {say("family.live.hang.up")}
      </button>
    </div>
  );
}
