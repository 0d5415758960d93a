// The latest picture of one's own screen, as this machine captures it: never
// older than what the other side is shown.
import { effect, type ReadonlySignal } from "@preact/signals";
import type { Size } from "../pointing/geometry";

/** How often it is taken over at most, in milliseconds: often while somebody points, seldom otherwise. */
const often = 200;
const seldom = 1000;

/** It is kept no wider than this, in pixels: it is shown small. */
const widest = 1920;

/** What gives a track's frames even while the page is hidden (W3C mediacapture-transform); Chromium has it in pages. */
type Processor = new (init: { track: MediaStreamTrack }) => { readonly readable: ReadableStream<VideoFrame> };
const processor = (globalThis as { MediaStreamTrackProcessor?: Processor }).MediaStreamTrackProcessor;

interface Source {
  /** draw puts the latest frame on a brush. */
  draw(brush: CanvasRenderingContext2D, width: number, height: number): void;
  size(): Size;
  close(): void;
}

export class Picture {
  readonly canvas = document.createElement("canvas");
  readonly #whenNew: () => void;
  readonly #stop: () => void;
  #source: Source | undefined;
  #takenAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lively = false;

  /** It follows a track until close; whenNew is called after each picture taken over, and when there is none any more. */
  constructor(track: ReadonlySignal<MediaStreamTrack | null>, whenNew: () => void) {
    this.#whenNew = whenNew;
    this.#stop = effect(() => this.#follow(track.value));
  }

  /** size is the captured picture's own. */
  get size(): Size {
    return this.#source?.size() ?? { width: 0, height: 0 };
  }

  /** there says whether there is a picture at all. */
  get there(): boolean {
    return this.canvas.width > 0 && this.#takenAt > 0;
  }

  /** lively says whether somebody points, so that it must be fresh. */
  set lively(lively: boolean) {
    if (lively && !this.#lively) this.#changed();
    this.#lively = lively;
  }

  close(): void {
    this.#stop();
    this.#follow(null);
  }

  #follow(track: MediaStreamTrack | null): void {
    this.#source?.close();
    this.#source = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#takenAt = Number.NEGATIVE_INFINITY;
    if (track) this.#source = processor ? processed(processor, track, this.#changed) : played(track, this.#changed);
    this.#whenNew();
  }

  /** #changed takes the frame over now, or as soon as it may be. */
  #changed = (): void => {
    if (this.#timer !== undefined) return;
    const wait = this.#takenAt + (this.#lively ? often : seldom) - performance.now();
    if (wait > 0) {
      this.#timer = setTimeout(() => this.#take(), wait);
      return;
    }
    this.#take();
  };

  #take(): void {
    this.#timer = undefined;
    const { width, height } = this.size;
    if (width === 0) return;
    const scale = Math.min(1, widest / width);
    const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
    if (this.canvas.width !== w) this.canvas.width = w;
    if (this.canvas.height !== h) this.canvas.height = h;
    const brush = this.canvas.getContext("2d", { alpha: false });
    if (brush) this.#source?.draw(brush, w, h);
    this.#takenAt = performance.now();
    this.#whenNew();
  }
}

/** processed reads the track's frames as they come. */
function processed(Reader: Processor, track: MediaStreamTrack, changed: () => void): Source {
  const reader = new Reader({ track }).readable.getReader();
  let latest: VideoFrame | undefined;
  let closed = false;
  const read = async (): Promise<void> => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done || closed) {
        value?.close();
        return;
      }
      latest?.close();
      latest = value;
      changed();
    }
  };
  read().catch(() => {}); // the capture has ended
  return {
    draw: (brush, width, height) => latest && brush.drawImage(latest, 0, 0, width, height),
    size: () => ({ width: latest?.displayWidth ?? 0, height: latest?.displayHeight ?? 0 }),
    close: () => {
      closed = true;
      latest?.close();
      latest = undefined;
      void reader.cancel().catch(() => {});
    },
  };
}

/** played shows the track in a video that nobody sees. */
function played(track: MediaStreamTrack, changed: () => void): Source {
  const video = document.createElement("video");
  video.muted = video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  video.play().catch(() => {});
  let request = 0;
  const next = (): void => {
    changed();
    request = video.requestVideoFrameCallback(next);
  };
  if ("requestVideoFrameCallback" in video) request = video.requestVideoFrameCallback(next);
  else (video as HTMLVideoElement).ontimeupdate = changed;
  return {
    draw: (brush, width, height) => brush.drawImage(video, 0, 0, width, height),
    size: () => ({ width: video.videoWidth, height: video.videoHeight }),
    close: () => {
      if (request) video.cancelVideoFrameCallback(request);
      video.ontimeupdate = null;
      video.srcObject = null;
    },
  };
}
