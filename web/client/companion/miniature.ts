// One's own screen, small, with what is pointed at on it: the same in the
// companion, in the picture that floats where no window can, and in the page.
import { effect } from "@preact/signals";
import type { Station } from "../connection/station";
import { draw, type Sketch } from "../pointing/drawing";
import { type Box, contained, magnified, pointAt, type Size } from "../pointing/geometry";
import { Picture } from "./picture";
import { View } from "./view";

/** What is drawn where the companion itself is: it must not show itself within itself. */
const blank = "#f1e7d8";

/** Ground is what a miniature is drawn on. */
export interface Ground {
  /** begin gives a brush and where to draw; undefined while there is no room. */
  begin(): { brush: CanvasRenderingContext2D; box: Box; scale: number } | undefined;
  /** done is called once it is drawn. */
  done?(): void;
  /** The window that it is drawn for: frames are asked of it. */
  readonly window: Window;
  /** own is where what shows the miniature is within the picture of the screen, as shares; undefined if that is not known. */
  own(picture: Size): Box | undefined;
}

export class Miniature {
  readonly #ground: Ground;
  readonly #picture: Picture;
  readonly #view: View;
  readonly #stop: () => void;
  #sketch: Sketch = { pointers: [], marks: [] };
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** It is drawn at each change until close. Without glides, it needs no frames of the window. */
  constructor(seat: Station, ground: Ground, glides: boolean) {
    this.#ground = ground;
    this.#view = new View(glides);
    this.#picture = new Picture(seat.screen.outgoing, () => this.draw());
    this.#stop = effect(() => {
      const pointers = [...seat.pointing.pointers.value.values()];
      this.#sketch = { pointers, marks: seat.marks.value };
      this.#picture.lively = pointers.length > 0 || this.#sketch.marks.length > 0;
      this.draw();
    });
  }

  close(): void {
    this.#stop();
    this.#picture.close();
    this.#rest();
  }

  /** draw draws at once: what is pointed at is seen as soon as it is known. */
  draw(): void {
    if (!this.#picture) return;
    this.#rest();
    const wait = this.#view.at(performance.now(), this.#sketch.pointers[0]);
    const begun = this.#ground.begin();
    if (begun && this.#picture.there) {
      this.#paint(begun.brush, begun.box, begun.scale);
      this.#ground.done?.();
    }
    if (wait === 0) this.#frame = this.#ground.window.requestAnimationFrame(() => this.draw());
    else if (Number.isFinite(wait)) this.#timer = setTimeout(() => this.draw(), wait);
  }

  #rest(): void {
    this.#ground.window.cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
  }

  #paint(brush: CanvasRenderingContext2D, box: Box, scale: number): void {
    const { canvas } = this.#picture;
    const { zoom, middle } = this.#view;
    const frame = contained(canvas, box);
    const whole = magnified(canvas, box, middle, zoom);
    brush.save();
    brush.beginPath();
    brush.rect(frame.left, frame.top, frame.width, frame.height);
    brush.clip();
    brush.imageSmoothingQuality = "medium";
    brush.drawImage(canvas, whole.left, whole.top, whole.width, whole.height);
    this.#mask(brush, whole);
    draw(brush, whole, this.#sketch, scale);
    brush.restore();
  }

  #mask(brush: CanvasRenderingContext2D, whole: Box): void {
    const own = this.#ground.own(this.#picture.size);
    if (!own) return;
    const { x, y } = pointAt({ x: own.left, y: own.top }, whole);
    brush.fillStyle = blank;
    brush.fillRect(x, y, own.width * whole.width, own.height * whole.height);
  }
}
