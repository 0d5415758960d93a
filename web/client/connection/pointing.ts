// Where those who help point, and where this page's own pointer is: the
// freshest place is the only one that counts. The channel may lose any message,
// so a place is said again while the pointer rests there, and one that is not
// said any more is forgotten.
import { type ReadonlySignal, signal } from "@preact/signals";
import type { FastMessage, Pointed } from "../protocol.gen";

/** A place in the picture, as a share of its width and height. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** When a place is said again after it was first said, then how often, in milliseconds. */
const again = [60, 200] as const;
const beat = 1000;

/** A pointer that nothing was heard of for so long is gone, in milliseconds. */
const forgetAfter = 3500;

export class Pointing {
  readonly #fast: (message: FastMessage) => boolean;
  readonly #pointers = signal<ReadonlyMap<string, Spot>>(new Map());
  readonly #fresh = new Map<string, number>();
  readonly #fading = new Map<string, ReturnType<typeof setTimeout>>();
  #n = 0;
  #own: Spot | undefined;
  #asked = false;
  #repeat: ReturnType<typeof setTimeout> | undefined;

  /** Where the others point at this moment, by seat. */
  readonly pointers: ReadonlySignal<ReadonlyMap<string, Spot>> = this.#pointers;

  constructor(fast: (message: FastMessage) => boolean) {
    this.#fast = fast;
  }

  /** point tells the others where, at the screen's own rate; undefined once the pointer has left the picture. */
  point(spot: Spot | undefined): void {
    if (spot === undefined && this.#own === undefined) return;
    this.#own = spot;
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
      this.#say(0);
    });
  }

  pointed({ seat, n, on, x, y }: Pointed): void {
    if (n <= (this.#fresh.get(seat) ?? 0)) return;
    this.#fresh.set(seat, n);
    clearTimeout(this.#fading.get(seat));
    if (on)
      this.#fading.set(
        seat,
        setTimeout(() => this.#put(seat, undefined), forgetAfter),
      );
    this.#put(seat, on ? { x, y } : undefined);
  }

  #say(times: number): void {
    clearTimeout(this.#repeat);
    const spot = this.#own;
    this.#n = Math.max(this.#n + 1, Date.now());
    this.#fast({ type: "point", n: this.#n, on: spot !== undefined, x: spot?.x ?? 0, y: spot?.y ?? 0 });
    const wait = again[times] ?? (spot ? beat : undefined);
    if (wait !== undefined) this.#repeat = setTimeout(() => this.#say(times + 1), wait);
  }

  /** #put changes nothing where nothing is new: what is said again need not be drawn again. */
  #put(seat: string, spot: Spot | undefined): void {
    const before = this.#pointers.value.get(seat);
    if (before?.x === spot?.x && before?.y === spot?.y) return;
    const pointers = new Map(this.#pointers.value);
    if (spot) pointers.set(seat, spot);
    else pointers.delete(seat);
    this.#pointers.value = pointers;
  }
}
