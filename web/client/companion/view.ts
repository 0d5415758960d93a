// What part of one's own screen the miniature shows: all of it, or what is
// around the pointer while that moves.
import type { Spot } from "../connection/pointing";
import { follow } from "../pointing/geometry";

/** How much larger it is around the pointer. */
const close = 2.2;

/** How long the pointer rests before the whole screen is shown again, in milliseconds. */
export const rest = 1800;

/** How long a change takes to be two thirds done, in milliseconds. */
const ease = 140;

const centre: Spot = { x: 0.5, y: 0.5 };

export class View {
  /** Whether it may glide; otherwise it jumps (WCAG 2.3.3). */
  readonly #glides: boolean;
  #pointer: Spot | undefined;
  #movedAt = Number.NEGATIVE_INFINITY;
  #now = 0;

  zoom = 1;
  middle: Spot = centre;

  constructor(glides: boolean) {
    this.#glides = glides;
  }

  /** at is the view at a moment, in milliseconds; it says when to look again at the latest: 0 is at the next frame. */
  at(now: number, pointer: Spot | undefined): number {
    if (pointer && (pointer.x !== this.#pointer?.x || pointer.y !== this.#pointer?.y)) this.#movedAt = now;
    this.#pointer = pointer;
    const resting = !pointer || now - this.#movedAt >= rest;
    const settled = this.#approach(resting ? 1 : close, now - this.#now);
    this.#now = now;
    this.middle = follow(this.middle, pointer ?? centre, this.zoom);
    if (!settled) return 0;
    return resting ? Number.POSITIVE_INFINITY : this.#movedAt + rest - now;
  }

  #approach(wanted: number, elapsed: number): boolean {
    const left = (wanted - this.zoom) * Math.exp(-elapsed / ease);
    const settled = !this.#glides || Math.abs(left) < 0.02;
    this.zoom = settled ? wanted : wanted - left;
    return settled;
  }
}
