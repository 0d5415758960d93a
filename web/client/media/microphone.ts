// The voice by this device. The telephone is the voice until somebody chooses otherwise.
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Voice } from "../protocol.gen";
import type { Memory } from "./memory";
import { type Obstacle, obstacle } from "./obstacle";

export class Microphone {
  readonly #memory: Memory;
  readonly #voice = signal<Voice>({ mode: "phone", muted: false });
  readonly #track = signal<MediaStreamTrack | null>(null);
  readonly #trouble = signal<Obstacle | undefined>(undefined);

  readonly voice: ReadonlySignal<Voice> = this.#voice;
  /** Why this device's microphone cannot be had, after it was asked for. */
  readonly trouble: ReadonlySignal<Obstacle | undefined> = this.#trouble;
  readonly outgoing = computed(() => (this.#voice.value.muted ? null : this.#track.value));

  constructor(memory: Memory) {
    this.#memory = memory;
    const kept = memory.read("voice");
    if (kept === "device" || kept === "muted") void this.speak(kept === "muted");
  }

  /** speak takes this device's microphone; refused or absent, the voice stays on the telephone. */
  async speak(muted = false): Promise<void> {
    if (this.#track.value) return;
    this.#trouble.value = undefined;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      });
      const track = stream.getAudioTracks()[0] ?? null;
      if (track) track.onended = () => this.#lose();
      this.#track.value = track;
      this.#set({ mode: "device", muted });
    } catch (error) {
      this.#trouble.value = obstacle(error);
      this.#set({ mode: "phone", muted: false });
    }
  }

  /** phone gives the voice back to the telephone and lets the microphone go. */
  phone(): void {
    this.#release();
    this.#trouble.value = undefined;
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
    this.#trouble.value = "busy";
    this.#set({ mode: "phone", muted: false });
  }

  #release(): void {
    const track = this.#track.value;
    if (!track) return;
    track.onended = null;
    track.stop();
    this.#track.value = null;
  }

  #set(voice: Voice): void {
    this.#voice.value = voice;
    this.#memory.write("voice", voice.mode === "phone" ? "phone" : voice.muted ? "muted" : "device");
  }
}
