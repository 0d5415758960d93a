// Looks at the picture beneath the marks, now and then, in the page of whoever
// draws them, and takes away those whose picture is gone.
import { effect, type ReadonlySignal } from "@preact/signals";
import type { Mark } from "../protocol.gen";
import { type Blocks, columns, rows, Watch } from "./change";

/** How often the picture is looked at, in milliseconds. */
const every = 250;

/** Each block is the mean of so many pixels in a row and in a column. */
const grain = 4;

/** Two forms of a picture differ when the shares of their sides differ by more than this. */
const sameForm = 0.01;

export class Beneath {
  readonly #watch = new Watch();
  readonly #canvas = document.createElement("canvas");
  readonly #marks: ReadonlySignal<readonly Mark[]>;
  readonly #erase: (gone: Mark[]) => void;
  #video: HTMLVideoElement | undefined;
  #form = 0;

  /** erase is asked to take marks away, at each look until they are gone. */
  constructor(marks: ReadonlySignal<readonly Mark[]>, erase: (gone: Mark[]) => void) {
    this.#marks = marks;
    this.#erase = erase;
    this.#canvas.width = columns * grain;
    this.#canvas.height = rows * grain;
  }

  /** watch looks at the video that is shown at that moment, until the function it returns is called. */
  watch(video: () => HTMLVideoElement | null | undefined): () => void {
    const look = (): void => {
      const now = video() ?? undefined;
      if (now !== this.#video) this.#watch.forget();
      this.#video = now;
      this.#look();
    };
    look();
    const timer = setInterval(look, every);
    const follow = effect(() => this.#watch.keep(this.#marks.value));
    return () => {
      clearInterval(timer);
      follow();
    };
  }

  /** draw remembers what a mark is drawn on, before the server has heard of it. */
  draw(mark: Mark): void {
    this.#look();
    this.#watch.draw([...this.#marks.peek(), mark]);
  }

  #look(): void {
    const marks = this.#marks.peek();
    const blocks = this.#blocks();
    if (!blocks) return;
    this.#watch.see(blocks, performance.now());
    const gone = this.#reshaped() ? [...marks] : this.#watch.gone(marks);
    if (gone.length > 0) this.#erase(gone);
  }

  /** #reshaped says whether the window that is shown has another form by now: shares of it are other places then. */
  #reshaped(): boolean {
    const { videoWidth, videoHeight } = this.#video ?? { videoWidth: 0, videoHeight: 1 };
    const before = this.#form;
    this.#form = videoWidth / videoHeight;
    return before > 0 && Math.abs(this.#form - before) > sameForm * before;
  }

  #blocks(): Blocks | undefined {
    const { width, height } = this.#canvas;
    const brush = this.#canvas.getContext("2d", { willReadFrequently: true });
    if (!brush || !this.#video || this.#video.videoWidth === 0) return undefined;
    brush.imageSmoothingQuality = "medium";
    brush.drawImage(this.#video, 0, 0, width, height);
    return means(brush.getImageData(0, 0, width, height).data);
  }
}

/** means are the luminances of blocks (Rec. ITU-R BT.601), of a picture grain times as wide and as tall. */
export function means(pixels: Uint8ClampedArray): Blocks {
  const blocks = new Uint8Array(columns * rows);
  const width = columns * grain;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let y = 0; y < grain; y++) {
        let at = 4 * ((row * grain + y) * width + column * grain);
        for (let x = 0; x < grain; x++, at += 4) {
          sum += 299 * (pixels[at] ?? 0) + 587 * (pixels[at + 1] ?? 0) + 114 * (pixels[at + 2] ?? 0);
        }
      }
      blocks[row * columns + column] = sum / (1000 * grain * grain);
    }
  }
  return blocks;
}
