// A receive slot's picture, decoded from the joining on: whoever is let in sees
// the picture that is already there.
import { reached } from "./timestamp";

/** What a browser tells of a presented frame; not every browser gives the RTP timestamp. */
type Frame = VideoFrameCallbackMetadata & { rtpTimestamp?: number };

/** How long to wait for a frame before looking at the one on screen, in milliseconds. */
const stillAfter = 300;

export class Player {
  readonly video: HTMLVideoElement;
  readonly #receiver: RTCRtpReceiver | undefined;
  /** The RTP timestamp of the last frame looked at, "untold" where the browser has none, undefined before any. */
  #latest: number | "untold" | undefined;
  #waiting: (() => void) | undefined;
  /** Somebody has been shown what they waited for: frames are looked at no longer, until somebody waits again. */
  #settled = false;
  #watching = false;

  /** The receiver that the stream comes of says what is on screen of a picture that stands still. */
  constructor(stream: MediaStream, receiver?: RTCRtpReceiver) {
    this.#receiver = receiver;
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
      this.#settled = true;
      then();
    };
    // Until anybody was shown anything every frame is looked at as it comes; afterwards one may stand there already.
    const stands = this.#settled;
    this.#waiting = look;
    look();
    if (!this.#waiting) return () => {};
    this.#watch();
    const late = setInterval(() => {
      if (this.#waiting === look && stands) this.#lookAtStill();
      else clearInterval(late);
    }, stillAfter);
    return () => {
      clearInterval(late);
      if (this.#waiting === look) this.#waiting = undefined;
    };
  }

  /** forget makes whoever shows it next wait for a fresh frame. */
  forget(): void {
    this.#latest = undefined;
  }

  /**
   * #watch looks at each frame until nobody waits. A page that looks at every
   * frame draws itself anew with every one, and on an old computer a press then
   * waits for that.
   */
  #watch(): void {
    const { video } = this;
    if (this.#watching || (this.#settled && !this.#waiting)) return;
    if (!("requestVideoFrameCallback" in video)) {
      (video as HTMLVideoElement).ontimeupdate = () => this.#shown("untold");
      return;
    }
    this.#watching = true;
    video.requestVideoFrameCallback((_, frame: Frame) => {
      this.#watching = false;
      this.#shown(frame.rtpTimestamp ?? "untold");
      this.#watch();
    });
  }

  /** #lookAtStill looks at what has been on screen since before anybody waited. */
  #lookAtStill(): void {
    const [last] = this.#receiver?.getSynchronizationSources() ?? [];
    if (last && this.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) this.#shown(last.rtpTimestamp);
  }

  #shown(timestamp: number | "untold"): void {
    this.#latest = timestamp;
    this.#waiting?.();
  }
}
