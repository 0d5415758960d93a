import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import { measure } from "../media/hearing";
import { say } from "../words";
import { type Hearing, told } from "./hearing";
import type { ClassSeat } from "./seat";

/** How long nobody may be heard before the page says so, in milliseconds. */
const patience = 8000;

interface Props {
  readonly seat: ClassSeat;
  /** The words of the button that opens the microphone. */
  readonly open: string;
}

/** OwnVoice opens one's microphone and says whether it hears; or leaves the voice to the telephone beside. */
export function OwnVoice({ seat, open }: Props) {
  const { microphone } = seat;
  const id = useId();
  const telephone = seat.telephone.value;
  const { mode, muted } = microphone.voice.value;
  const opened = mode === "device";
  const toggle = (): void => {
    if (opened) microphone.mute(!muted);
    else void microphone.speak();
  };
  return (
    <div class="stack stack--tight voice">
      {!telephone && (
        <>
          <div>
            <button type="button" class="button button--large" onClick={toggle}>
              {opened ? say(muted ? "class.mic.reopen" : "class.mic.close") : open}
            </button>
          </div>
          <Heard seat={seat} />
        </>
      )}
      <div>
        <button
          type="button"
          class="button"
          aria-pressed={telephone}
          aria-describedby={id}
          onClick={() => seat.listen(!telephone)}
        >
          {say("class.telephone")}
        </button>
      </div>
      <p id={id} role="status">
        {say(telephone ? "class.telephone.on" : "class.telephone.why")}
      </p>
    </div>
  );
}

/** Heard says in words what the bar shows: whether one is heard. */
function Heard({ seat: { microphone } }: { seat: ClassSeat }) {
  const level = useSignal(0);
  const waited = useSignal(false);
  const track = microphone.outgoing.value;
  const { mode, muted } = microphone.voice.value;
  useEffect(() => {
    level.value = 0;
    waited.value = false;
    if (!track) return undefined;
    const timer = setTimeout(() => {
      waited.value = true;
    }, patience);
    const stop = measure(track, (loudness) => {
      level.value = Math.min(1, loudness * 8);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [track]);
  const hearing: Hearing = {
    notice: microphone.notice.value,
    open: mode === "device" && track !== null,
    muted: mode === "device" && muted,
    heard: microphone.heard.value,
    waited: waited.value,
  };
  const words = told(hearing);
  return (
    <>
      {hearing.open && (
        <meter class="voice__level" min={0} max={1} value={level.value} aria-label={say("class.mic.level")} />
      )}
      <p role="status">{words ? say(words) : ""}</p>
    </>
  );
}
