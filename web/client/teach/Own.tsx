import { OwnCamera } from "../parts/OwnCamera";
import { say } from "../words";
import type { Teacher } from "./teacher";

/** Own is a mediator's own voice and picture. */
export function Own({ teacher }: { teacher: Teacher }) {
  return (
    <section class="own row" aria-label={say("teach.own")}>
      <Voice teacher={teacher} />
      <OwnCamera camera={teacher.seat.camera} />
    </section>
  );
}

/** Signing says that one's own hands are to be read: the picture is then never held back. */
export function Signing({ teacher: { seat, scene } }: { teacher: Teacher }) {
  const { you = "", helpers = [] } = scene.value ?? {};
  const signs = helpers.find((one) => one.seat === you)?.signs ?? false;
  if (!seat.camera.outgoing.value) return null;
  return (
    <button
      type="button"
      class="button"
      aria-pressed={signs}
      onClick={() => seat.send({ type: "signs", seat: you, on: !signs })}
    >
      {say("teach.do.signs.own")}
    </button>
  );
}

/** Voice opens and closes one's microphone; by a telephone beside, this page neither speaks nor listens. */
function Voice({ teacher: { seat } }: { teacher: Teacher }) {
  const { microphone } = seat;
  const telephone = seat.telephone.value;
  const { muted } = seat.voice.value;
  const notice = microphone.notice.value;
  const toggle = (): void => {
    if (microphone.voice.value.mode === "phone") void microphone.speak();
    else microphone.mute(!muted);
  };
  return (
    <>
      {!telephone && (
        <button type="button" class={muted ? "button button--primary" : "button"} onClick={toggle}>
          {say(muted ? "teach.mic.open" : "teach.mic.close")}
        </button>
      )}
      <button type="button" class="button" aria-pressed={telephone} onClick={() => seat.listen(!telephone)}>
        {say("teach.mic.telephone")}
      </button>
      <p role="status" class="small">
        {notice ? say(`teach.mic.${notice}`) : ""}
      </p>
    </>
  );
}
