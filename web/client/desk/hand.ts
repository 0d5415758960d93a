// What the mediator points and draws with: told to the person as it happens.
import type { Station } from "../connection/station";
import { Beneath } from "../pointing/beneath";
import type { Sketch } from "../pointing/drawing";
import { Pen } from "../pointing/pen";
import type { Mark } from "../protocol.gen";

export class Hand {
  readonly #seat: Station;
  /** The marks that stand, whoever drew them. */
  readonly marks: Station["marks"];
  readonly pen: Pen;
  readonly beneath: Beneath;

  constructor(seat: Station) {
    this.#seat = seat;
    this.marks = seat.marks;
    this.beneath = new Beneath(this.marks, (kept) => this.#wipe(kept));
    this.pen = new Pen({
      point: (spot) => seat.pointing.point(spot),
      mark: (mark) => {
        this.beneath.draw(mark);
        this.#draw(mark);
      },
    });
  }

  /** sketch is what everybody points at and has drawn. */
  sketch(): Sketch {
    return { pointers: [...this.#seat.pointing.pointers.value.values()], marks: this.marks.value };
  }

  wipe(): void {
    this.#wipe([]);
  }

  /** #wipe takes all marks away; there is no message for one of them, so those that are kept are drawn again. */
  #wipe(kept: readonly Mark[]): void {
    this.#seat.send({ type: "wipe" });
    for (const mark of kept) this.#draw(mark);
  }

  #draw(mark: Mark): void {
    this.#seat.send({ type: "draw", ...mark });
  }
}
