// Where those who help point, and where this page's own pointer is: the
// freshest place is the only one that counts.
import { type ReadonlySignal, signal } from "@preact/signals";
import type { FastMessage, Pointed } from "../protocol.gen";

/** A place in the picture, as a share of its width and height. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

export class Pointing {
  readonly #fast: (message: FastMessage) => boolean;
  readonly #pointers = signal<ReadonlyMap<string, Spot>>(new Map());
  readonly #fresh = new Map<string, number>();
  #n = 0;

  /** Where the others point at this moment, by seat. */
  readonly pointers: ReadonlySignal<ReadonlyMap<string, Spot>> = this.#pointers;

  constructor(fast: (message: FastMessage) => boolean) {
    this.#fast = fast;
  }

  /** point tells the others where; undefined once the pointer has left the picture. */
  point(spot: Spot | undefined): void {
    this.#n = Math.max(this.#n + 1, Date.now());
    this.#fast({ type: "point", n: this.#n, on: spot !== undefined, x: spot?.x ?? 0, y: spot?.y ?? 0 });
  }

  pointed({ seat, n, on, x, y }: Pointed): void {
    if (n <= (this.#fresh.get(seat) ?? 0)) return;
    this.#fresh.set(seat, n);
    const pointers = new Map(this.#pointers.value);
    if (on) pointers.set(seat, { x, y });
    else pointers.delete(seat);
    this.#pointers.value = pointers;
  }
}
