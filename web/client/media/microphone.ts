// The voice by this device. The telephone is the voice until somebody chooses otherwise.
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Voice } from "../protocol.gen";
import { whenHeard } from "./hearing";
import type { Memory } from "./memory";
import { type Notice, obstacle } from "./obstacle";

export class Microphone {
  readonly #memory: Memory;
  readonly #voice = signal<Voice>({ mode: "phone", muted: false });
  readonly #track = signal<MediaStreamTrack | null>(null);
  readonly #notice = signal<Notice | undefined>(undefined);
  readonly #heard = signal(false);
  #deafen: () => void = () => {};

  readonly voice: ReadonlySignal<Voice> = this.#voice;
  /** What must be said of the microphone: that the browser is asking, or why it cannot be had. */
  readonly notice: ReadonlySignal<Notice | undefined> = this.#notice;
  /** Whether this device's microphone has heard a voice since it was opened. */
  readonly heard: ReadonlySignal<boolean> = this.#heard;
  readonly outgoing = computed(() => (this.#voice.value.muted ? null : this.#track.value));

  constructor(memory: Memory) {
    this.#memory = memory;
    const kept = memory.read("voice");
    if (kept !== "device" && kept !== "muted") return;
    const muted = kept === "muted";
    this.#set({ mode: "device", muted });
    void this.speak(muted);
  }

  /** speak takes this device's microphone; refused or absent, the voice stays on the telephone. */
  async speak(muted = false): Promise<void> {
    if (this.#track.value) return;
    this.#notice.value = "asked";
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      });
      const track = stream.getAudioTracks()[0] ?? null;
      if (track) {
        track.onended = () => this.#lose();
        track.enabled = !muted;
        this.#deafen = whenHeard(track, () => {
          this.#heard.value = true;
        });
      }
      // Muted first, so that not one sound leaves before.
      this.#set({ mode: "device", muted });
      this.#track.value = track;
      this.#notice.value = undefined;
    } catch (error) {
      this.#notice.value = obstacle(error);
      this.#set({ mode: "phone", muted: false });
    }
  }

  /** phone gives the voice back to the telephone and lets the microphone go. */
  phone(): void {
    this.#release();
    this.#notice.value = undefined;
    this.#set({ mode: "phone", muted: false });
  }

  /** mute keeps the microphone but lets nothing leave. */
  mute(muted: boolean): void {
    const track = this.#track.value;
    if (!track) return;
    track.enabled = !muted;
    this.#set({ mode: "device", muted });
  }

  /** close lets the microphone go without forgetting the choice. */
  close(): void {
    this.#release();
  }

  #lose(): void {
    this.#release();
    this.#notice.value = "busy";
    this.#set({ mode: "phone", muted: false });
  }

  #release(): void {
    const track = this.#track.value;
    if (!track) return;
    this.#deafen();
    this.#heard.value = false;
    track.onended = null;
    track.stop();
    this.#track.value = null;
  }

  #set(voice: Voice): void {
    this.#voice.value = voice;
    this.#memory.write("voice", voice.mode === "phone" ? "phone" : voice.muted ? "muted" : "device");
  }
}
