// A frame of the person's screen that the mediator holds still, to draw on it,
// to say in a few words what it shows, and to send it. It lives in this page.
import { type ReadonlySignal, signal } from "@preact/signals";
import { draw } from "../pointing/drawing";
import type { Size } from "../pointing/geometry";
import { Pen } from "../pointing/pen";
import type { Mark } from "../protocol.gen";

/** A picture that is sent is no wider than this, in pixels, and compressed so much (JPEG, 0 to 1). */
const widest = 1920;
const quality = 0.86;

/** Marks are drawn as large as on a picture this wide, whatever its own size. */
const drawnAt = 960;

export class Still {
  /** The frame, as it was when it was held. */
  readonly frame: HTMLCanvasElement;
  readonly #marks = signal<readonly Mark[]>([]);

  readonly marks: ReadonlySignal<readonly Mark[]> = this.#marks;
  readonly caption = signal("");
  readonly pen = new Pen({
    // Whoever is helped looks at their own screen, which goes on: nothing is pointed at there.
    point: () => {},
    mark: (mark) => {
      this.#marks.value = [...this.#marks.value, mark];
    },
  });

  private constructor(frame: HTMLCanvasElement) {
    this.frame = frame;
  }

  /** hold keeps the frame that a video shows; undefined before its first one. */
  static hold(video: HTMLVideoElement): Still | undefined {
    const { videoWidth: width, videoHeight: height } = video;
    return width === 0 ? undefined : Still.of(video, { width, height });
  }

  /** of keeps any picture, of its own size in pixels. */
  static of(picture: CanvasImageSource, { width, height }: Size): Still {
    const scale = Math.min(1, widest / width);
    const frame = blank(Math.round(width * scale), Math.round(height * scale));
    brushOf(frame).drawImage(picture, 0, 0, frame.width, frame.height);
    return new Still(frame);
  }

  undo(): void {
    this.#marks.value = this.#marks.value.slice(0, -1);
  }

  wipe(): void {
    this.#marks.value = [];
  }

  /** picture is what is sent: the frame with what was drawn on it. */
  async picture(): Promise<Blob> {
    const { width, height } = this.frame;
    const all = blank(width, height);
    const brush = brushOf(all);
    brush.drawImage(this.frame, 0, 0);
    draw(brush, { left: 0, top: 0, width, height }, { marks: this.#marks.value, pointers: [] }, width / drawnAt);
    return new Promise((resolve, reject) => {
      const done = (blob: Blob | null) =>
        blob ? resolve(blob) : reject(new Error("the picture cannot be compressed"));
      all.toBlob(done, "image/jpeg", quality);
    });
  }
}

function blank(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

function brushOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const brush = canvas.getContext("2d", { alpha: false });
  if (!brush) throw new Error("a canvas has no brush");
  return brush;
}
