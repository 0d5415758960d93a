// A receive slot's picture, decoded from the joining on: whoever is let in sees
// the picture that is already there.
import { reached } from "./timestamp";

/** What a browser tells of a presented frame; not every browser gives the RTP timestamp. */
type Frame = VideoFrameCallbackMetadata & { rtpTimestamp?: number };

export class Player {
  readonly video: HTMLVideoElement;
  /** The RTP timestamp of the frame on screen, "untold" where the browser has none, undefined before any. */
  #latest: number | "untold" | undefined;
  #waiting: (() => void) | undefined;

  constructor(stream: MediaStream) {
    const video = document.createElement("video");
    // Without sound a browser lets it play without a press (autoplay policy).
    video.muted = video.autoplay = video.playsInline = true;
    video.className = "video__picture";
    video.srcObject = stream;
    this.video = video;
    this.play();
    this.#watch();
  }

  /** play goes on after the element was taken from the page, which pauses it. */
  play(): void {
    // Refused or overtaken, it begins with the next frame by autoplay.
    this.video.play().catch(() => {});
  }

  /**
   * whenShown calls then once a frame at or after an RTP timestamp is on screen:
   * at once if it already is. It returns how to stop waiting; one waits at a time.
   */
  whenShown(from: number, then: () => void): () => void {
    const look = (): void => {
      if (this.#latest === undefined || (this.#latest !== "untold" && !reached(this.#latest, from))) return;
      this.#waiting = undefined;
      then();
    };
    this.#waiting = look;
    look();
    return () => {
      if (this.#waiting === look) this.#waiting = undefined;
    };
  }

  /** forget makes whoever shows it next wait for a fresh frame. */
  forget(): void {
    this.#latest = undefined;
  }

  #watch(): void {
    const { video } = this;
    if (!("requestVideoFrameCallback" in video)) {
      (video as HTMLVideoElement).ontimeupdate = () => this.#shown("untold");
      return;
    }
    const next = (_: number, frame: Frame): void => {
      this.#shown(frame.rtpTimestamp ?? "untold");
      video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
  }

  #shown(timestamp: number | "untold"): void {
    this.#latest = timestamp;
    this.#waiting?.();
  }
}
