import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Slots } from "../media/slots";
import { say } from "../words";

/** Browsers may refuse to play a voice before a press (autoplay policy). */
const blocked = signal(false);

/** Sound plays every voice that is in a slot. */
export function Sound({ slots }: { slots: Slots }) {
  const voices = slots.seen.value.filter(({ kind }) => kind === "microphone");
  return (
    <div class="sound">
      {voices.map(({ mid, stream }) => (
        <Voice key={mid} stream={stream} />
      ))}
      {blocked.value && (
        <button type="button" class="button button--primary" onClick={playAll}>
          {say("room.sound.play")}
        </button>
      )}
    </div>
  );
}

function Voice({ stream }: { stream: MediaStream }) {
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = audio.current;
    if (!element) return;
    element.srcObject = stream;
    void play(element);
  }, [stream]);
  // biome-ignore lint/a11y/useMediaCaption: a live voice has no captions to point to; the conversation is the way without sound.
  return <audio ref={audio} autoplay />;
}

async function play(audio: HTMLAudioElement): Promise<void> {
  try {
    await audio.play();
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotAllowedError") blocked.value = true;
  }
}

function playAll(): void {
  blocked.value = false;
  for (const audio of document.querySelectorAll("audio")) void play(audio);
}
