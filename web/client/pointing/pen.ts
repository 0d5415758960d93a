// What the hand of whoever helps does on a picture: a mouse, a finger or the
// keyboard, turned into a pointer that moves and into marks that stay.
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Spot } from "../connection/pointing";
import type { Mark, MarkKind } from "../protocol.gen";
import { clamp } from "./geometry";

/** Tool is what the hand holds: nothing, the pointer, or what it draws. */
export type Tool = "none" | "point" | "arrow" | "circle";

/** How far one press of an arrow key moves the cursor, as a share of the picture, and with Shift. */
const step = 0.02;
const fineStep = 0.004;

/** A move shorter than this is no move, as a share of the picture. */
const still = 0.012;

const directions: Readonly<Record<string, Spot>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Paper is what the pen works on. */
export interface Paper {
  /** point says where the pointer is, undefined once it has left. */
  point(spot: Spot | undefined): void;
  mark(mark: Mark): void;
}

export class Pen {
  readonly #paper: Paper;
  readonly #tool = signal<Tool>("none");
  readonly #cursor = signal<Spot | undefined>(undefined);
  readonly #draft = signal<Mark | undefined>(undefined);
  /** Where the stroke that is being drawn began, and whether it goes on without a button held down. */
  #start: Spot | undefined;
  #free = false;
  /** Where a finger came down. */
  #touched: Spot | undefined;

  readonly tool: ReadonlySignal<Tool> = this.#tool;
  /** The cursor that the keyboard moves. */
  readonly cursor: ReadonlySignal<Spot | undefined> = this.#cursor;
  /** The mark that is being drawn. */
  readonly draft: ReadonlySignal<Mark | undefined> = this.#draft;

  constructor(paper: Paper) {
    this.#paper = paper;
  }

  take(tool: Tool): void {
    this.#tool.value = tool;
    this.#drop();
    this.#cursor.value = undefined;
    this.#paper.point(undefined);
  }

  /** down is a button or a finger that comes down; a finger marks only when it is lifted where it came down. */
  down(spot: Spot, finger: boolean): void {
    this.#cursor.value = undefined;
    if (this.#tool.value === "none") return;
    this.#paper.point(spot);
    if (this.#tool.value === "point") {
      if (finger) this.#touched = spot;
      else this.#ring(spot);
      return;
    }
    if (this.#free) this.#finish(spot);
    else this.#start = spot;
  }

  move(spot: Spot): void {
    if (this.#tool.value === "none") return;
    this.#cursor.value = undefined;
    if (this.#touched && far(this.#touched, spot)) this.#touched = undefined;
    this.#paper.point(spot);
    this.#follow(spot);
  }

  /** up ends a stroke; one that has not moved goes on until the next press, so that nobody has to drag (WCAG 2.5.7). */
  up(spot: Spot): void {
    if (this.#touched) this.#ring(this.#touched);
    this.#touched = undefined;
    if (!this.#start || this.#free) return;
    if (far(this.#start, spot)) this.#finish(spot);
    else this.#free = true;
  }

  leave(): void {
    this.#touched = undefined;
    if (!this.#cursor.value) this.#paper.point(undefined);
  }

  /** key says whether it was for the pen: arrows move a cursor, Enter marks, Escape gives the stroke up, then the tool. */
  key(key: string, shift: boolean): boolean {
    if (this.#tool.value === "none") return false;
    const direction = directions[key];
    if (direction) {
      const from = this.#cursor.value ?? { x: 0.5, y: 0.5 };
      const by = shift ? fineStep : step;
      const to = clamp({ x: from.x + direction.x * by, y: from.y + direction.y * by });
      this.#cursor.value = to;
      this.#paper.point(to);
      this.#follow(to);
      return true;
    }
    if (key === "Enter") {
      this.#press(this.#cursor.value ?? { x: 0.5, y: 0.5 });
      return true;
    }
    if (key !== "Escape") return false;
    if (this.#start) this.#drop();
    else this.take("none");
    return true;
  }

  /** #press is Enter: a ring, or the beginning and then the end of a stroke. */
  #press(spot: Spot): void {
    this.#cursor.value = spot;
    this.#paper.point(spot);
    if (this.#tool.value === "point") {
      this.#ring(spot);
    } else if (this.#start) {
      this.#finish(spot);
    } else {
      this.#start = spot;
      this.#free = true;
    }
  }

  #follow(spot: Spot): void {
    const kind = this.#tool.value;
    if (this.#start && (kind === "arrow" || kind === "circle")) this.#draft.value = stroke(kind, this.#start, spot);
  }

  #finish(spot: Spot): void {
    const kind = this.#tool.value;
    const start = this.#start;
    this.#drop();
    if (start && (kind === "arrow" || kind === "circle") && far(start, spot))
      this.#paper.mark(stroke(kind, start, spot));
  }

  #ring(spot: Spot): void {
    this.#paper.mark(stroke("ring", spot, spot));
  }

  #drop(): void {
    this.#start = undefined;
    this.#free = false;
    this.#touched = undefined;
    this.#draft.value = undefined;
  }
}

function stroke(kind: MarkKind, from: Spot, to: Spot): Mark {
  return { kind, x: from.x, y: from.y, toX: to.x, toY: to.y };
}

function far(a: Spot, b: Spot): boolean {
  return Math.hypot(a.x - b.x, a.y - b.y) > still;
}
