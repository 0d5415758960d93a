import { useSignal } from "@preact/signals";
import { note } from "../media/note";
import { OwnCamera } from "../parts/OwnCamera";
import { say } from "../words";
import { OwnVoice } from "./OwnVoice";
import type { ClassSeat } from "./seat";

/** Check tries loudspeaker, microphone and camera. Whatever does not work stops nothing, and what works stays open. */
export function Check({ seat }: { seat: ClassSeat }) {
  return (
    <section class="stack" aria-labelledby="check">
      <h2 id="check">{say("class.check")}</h2>
      <p>{say("class.check.free")}</p>
      {!seat.telephone.value && <Loudspeaker />}
      <section class="card stack stack--tight" aria-labelledby="check-voice">
        <h3 id="check-voice">{say("class.mic")}</h3>
        <OwnVoice seat={seat} open={say("class.mic.try")} />
      </section>
      <section class="card stack stack--tight" aria-labelledby="check-camera">
        <h3 id="check-camera">{say("class.camera")}</h3>
        <p>{say("class.camera.free")}</p>
        <OwnCamera camera={seat.camera} />
      </section>
    </section>
  );
}

function Loudspeaker() {
  const tried = useSignal(false);
  const sound = (): void => {
    note();
    tried.value = true;
  };
  return (
    <section class="card stack stack--tight" aria-labelledby="check-sound">
      <h3 id="check-sound">{say("class.sound")}</h3>
      <div>
        <button type="button" class="button button--large" onClick={sound}>
          {say("class.sound.try")}
        </button>
      </div>
      <p role="status">{tried.value ? say("class.sound.heard") : ""}</p>
    </section>
  );
}
