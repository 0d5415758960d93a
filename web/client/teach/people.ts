// The class's list, kept so that a change redraws one row and moves no other.
import { batch, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Attendee } from "../protocol.gen";
import { mostDone } from "./count";
import { arrange } from "./need";

export class People {
  readonly #seats = signal<readonly string[]>([]);
  readonly #stale = signal(false);
  readonly #late = signal(false);
  readonly #open = signal("");
  readonly #each = new Map<string, Signal<Attendee>>();
  #roster: readonly Attendee[] = [];
  #held = false;

  /** The seats in the order of the rows. */
  readonly seats: ReadonlySignal<readonly string[]> = this.#seats;
  /** The rows are held, and would stand otherwise by now. */
  readonly stale: ReadonlySignal<boolean> = this.#stale;
  /** Most of the class has done the step. */
  readonly late: ReadonlySignal<boolean> = this.#late;
  /** The seat whose actions are open, "" for none. */
  readonly open: ReadonlySignal<string> = this.#open;

  /** of is one person, as a signal of their own; undefined once they are not of the class. */
  of(seat: string): ReadonlySignal<Attendee> | undefined {
    return this.#each.get(seat);
  }

  /** take takes the class as the server has it now. */
  take(roster: readonly Attendee[]): void {
    batch(() => {
      this.#roster = roster;
      const gone = new Set(this.#each.keys());
      for (const one of roster) {
        gone.delete(one.seat);
        const known = this.#each.get(one.seat);
        if (!known) this.#each.set(one.seat, signal(one));
        else known.value = one;
      }
      for (const seat of gone) this.#each.delete(seat);
      this.#late.value = mostDone(roster);
      this.#arrange(this.#held);
    });
  }

  /** hold keeps the rows where they are while a hand or the keyboard is in the list. */
  hold(held: boolean): void {
    if (held === this.#held) return;
    this.#held = held;
    this.#arrange(held);
  }

  /** sort puts whoever needs help first, now. */
  sort(): void {
    this.#arrange(false);
  }

  /** toggle opens somebody's actions, and closes those of anybody else. */
  toggle(seat: string): void {
    this.#open.value = this.#open.value === seat ? "" : seat;
  }

  #arrange(held: boolean): void {
    const { seats, stale } = arrange(this.#seats.peek(), this.#roster, held);
    batch(() => {
      if (seats.join() !== this.#seats.peek().join()) this.#seats.value = seats;
      this.#stale.value = stale;
    });
  }
}
