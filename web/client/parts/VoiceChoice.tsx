import type { Microphone } from "../media/microphone";
import { say } from "../words";

/** VoiceChoice is where one's own voice goes: the telephone call that is already there, or this device. */
export function VoiceChoice({ microphone }: { microphone: Microphone }) {
  const { mode, muted } = microphone.voice.value;
  const notice = microphone.notice.value;
  const byDevice = mode === "device";
  return (
    <fieldset class="voice stack stack--tight">
      <legend class="eyebrow">{say("room.voice")}</legend>
      <div class="row">
        <button type="button" class="button" aria-pressed={!byDevice} onClick={() => microphone.phone()}>
          {say("room.voice.phone")}
        </button>
        <button type="button" class="button" aria-pressed={byDevice} onClick={() => void microphone.speak()}>
          {say("room.voice.device")}
        </button>
        {byDevice && (
          <button type="button" class="button" onClick={() => microphone.mute(!muted)}>
            {say(muted ? "room.voice.unmute" : "room.voice.mute")}
          </button>
        )}
      </div>
      <p role="status">{notice ? say(`room.voice.${notice}`) : muted ? say("room.voice.muted") : ""}</p>
    </fieldset>
  );
}
