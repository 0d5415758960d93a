// What the mediator points and draws with: told to the person as it happens.
import type { Station } from "../connection/station";
import { Beneath } from "../pointing/beneath";
import type { Sketch } from "../pointing/drawing";
import { Pen } from "../pointing/pen";

export class Hand {
  readonly #seat: Station;
  /** The marks that stand, whoever drew them. */
  readonly marks: Station["marks"];
  readonly pen: Pen;
  readonly beneath: Beneath;

  constructor(seat: Station) {
    this.#seat = seat;
    this.marks = seat.marks;
    this.beneath = new Beneath(this.marks, (marks) => seat.send({ type: "erase", marks }));
    this.pen = new Pen({
      point: (spot) => seat.pointing.point(spot),
      mark: (mark) => {
        this.beneath.draw(mark);
        seat.send({ type: "draw", ...mark });
      },
    });
  }

  /** sketch is what everybody points at and has drawn. */
  sketch(): Sketch {
    return { pointers: [...this.#seat.pointing.pointers.value.values()], marks: this.marks.value };
  }

  wipe(): void {
    this.#seat.send({ type: "wipe" });
  }
}
