// The camera of this page's own machine.
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Memory } from "./memory";
import { type Notice, obstacle } from "./obstacle";

/** canFilm says whether this browser can ask for a camera at all. */
export function canFilm(): boolean {
  return typeof navigator.mediaDevices?.getUserMedia === "function" && typeof RTCPeerConnection !== "undefined";
}

export class Camera {
  readonly #lines: number;
  readonly #memory: Memory;
  readonly #track = signal<MediaStreamTrack | null>(null);
  readonly #notice = signal<Notice | undefined>(undefined);
  /** How often it was asked for or let go: what an earlier asking brings is not wanted any more. */
  #turn = 0;

  readonly outgoing: ReadonlySignal<MediaStreamTrack | null> = this.#track;
  readonly notice: ReadonlySignal<Notice | undefined> = this.#notice;

  /** lines is how large its picture is to be; the memory keeps whether it is on. */
  constructor(lines: number, memory: Memory) {
    this.#lines = lines;
    this.#memory = memory;
  }

  /** again turns it on if it was on before this page was loaded. */
  async again(): Promise<void> {
    if (this.#memory.read("camera") === "on") await this.on();
  }

  async on(): Promise<void> {
    if (this.#track.value) return;
    this.#turn += 1;
    const turn = this.#turn;
    this.#notice.value = "asked";
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        video: {
          width: { ideal: (this.#lines * 16) / 9 },
          height: { ideal: this.#lines },
          frameRate: { max: 30 },
          facingMode: "user",
        },
      });
      const track = stream.getVideoTracks()[0] ?? null;
      if (turn !== this.#turn) return track?.stop();
      if (track) {
        track.contentHint = "motion";
        track.onended = () => this.close();
      }
      this.#track.value = track;
      this.#notice.value = undefined;
      this.#memory.write("camera", "on");
    } catch (error) {
      if (turn === this.#turn) this.#notice.value = obstacle(error);
    }
  }

  off(): void {
    this.close();
    this.#memory.write("camera", "off");
  }

  /** close lets the camera go without changing whether it is wanted next time. */
  close(): void {
    this.#turn += 1;
    if (this.#notice.value === "asked") this.#notice.value = undefined;
    const track = this.#track.value;
    if (!track) return;
    track.onended = null;
    track.stop();
    this.#track.value = null;
  }
}
