import type { Seat } from "../connection/seat";
import { Deadline } from "../parts/Deadline";
import { Face } from "../parts/Face";
import { OwnCamera } from "../parts/OwnCamera";
import { RemoteVideo } from "../parts/RemoteVideo";
import { Title } from "../parts/Title";
import { VoiceChoice } from "../parts/VoiceChoice";
import type { Live } from "../protocol.gen";
import { say } from "../words";
import { Conversation } from "../writing/Conversation";
import { capital } from "../writing/people";
import { guest } from "./names";
import { Present } from "./Present";

/** In the last minutes the page says how long is left. */
const lastMinutes = 10 * 60_000;

/** Interpreter is the page of whoever signs or translates: the faces large, the screen beside them, and what is written. */
export function Interpreter({ seat, scene }: { seat: Seat; scene: Live }) {
  const { caller, helper } = scene;
  const screen = scene.watched === "person" ? caller.screen : guest(scene, scene.watched)?.screen;
  const shown = screen?.state === "showing" ? seat.slots.of(scene.watched, "screen") : undefined;
  return (
    <>
      <header class="stack stack--tight">
        <Title text={say("guest.interpreter.title", { name: helper.firstName })} />
        <p>{say("guest.interpreter.promise")}</p>
      </header>
      <div class="interpreter">
        <div class="interpreter__faces">
          <Talker seat={seat} who={caller.seat} name={capital(say("writing.person"))} filmed={caller.camera} />
          <Talker seat={seat} who={helper.seat} name={helper.firstName} filmed={helper.camera} />
        </div>
        <div class="stack">
          <section class="interpreter__screen" aria-label={say("guest.screen")}>
            {shown ? (
              <RemoteVideo seen={shown} label={say("guest.screen")} />
            ) : (
              <p class="soft">{say("guest.screen.none")}</p>
            )}
          </section>
          <OwnCamera camera={seat.camera} />
          <VoiceChoice microphone={seat.microphone} />
        </div>
      </div>
      <Present seat={seat} scene={scene} />
      <Conversation seat={seat} scene={scene} />
      <Deadline
        seat={seat}
        deadline={scene.deadline}
        words="room.left.live"
        button={say("room.stay")}
        within={lastMinutes}
      />
      <footer class="apart">
        <button type="button" class="button" onClick={() => seat.send({ type: "leave" })}>
          {say("guest.leave")}
        </button>
      </footer>
    </>
  );
}

function Talker({ seat, who, name, filmed }: { seat: Seat; who: string; name: string; filmed: boolean }) {
  const seen = filmed ? seat.slots.of(who, "camera") : undefined;
  const speaking = seat.speaking.who.value.has(who);
  return (
    <figure class="talker">
      <Face name={name} seen={seen} speaking={speaking} />
      <figcaption>
        {name} {speaking && <span class="speaks">{say("guest.who.speaks")}</span>}
      </figcaption>
    </figure>
  );
}
