// The camera of this page's own machine.
import { type ReadonlySignal, signal } from "@preact/signals";
import { attempt } from "./memory";
import { type Notice, obstacle } from "./obstacle";

const preference = "camera";

/** canFilm says whether this browser can ask for a camera at all. */
export function canFilm(): boolean {
  return typeof navigator.mediaDevices?.getUserMedia === "function" && typeof RTCPeerConnection !== "undefined";
}

export class Camera {
  readonly #lines: number;
  readonly #track = signal<MediaStreamTrack | null>(null);
  readonly #notice = signal<Notice | undefined>(undefined);

  readonly outgoing: ReadonlySignal<MediaStreamTrack | null> = this.#track;
  readonly notice: ReadonlySignal<Notice | undefined> = this.#notice;

  /** lines is how large its picture is to be. */
  constructor(lines: number) {
    this.#lines = lines;
  }

  /** wanted says whether it was on when this person last helped with this browser. */
  static wanted(): boolean {
    return attempt(() => localStorage.getItem(preference)) === "on";
  }

  async on(): Promise<void> {
    if (this.#track.value) return;
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
      if (track) {
        track.contentHint = "motion";
        track.onended = () => this.close();
      }
      this.#track.value = track;
      this.#notice.value = undefined;
      attempt(() => localStorage.setItem(preference, "on"));
    } catch (error) {
      this.#notice.value = obstacle(error);
    }
  }

  off(): void {
    this.close();
    attempt(() => localStorage.setItem(preference, "off"));
  }

  /** close lets the camera go without changing what is wanted next time. */
  close(): void {
    const track = this.#track.value;
    if (!track) return;
    track.onended = null;
    track.stop();
    this.#track.value = null;
  }
}
