// Who is in the receive slots.
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Slot, Track } from "../protocol.gen";

/** Seen is a receive slot that somebody is in, from one RTP timestamp on. */
export interface Seen extends Slot {
  readonly stream: MediaStream;
}

export class Slots {
  readonly #seen = signal<readonly Seen[]>([]);
  readonly seen: ReadonlySignal<readonly Seen[]> = this.#seen;

  /** fill puts seats in the slots of one PeerConnection, given as streams by mid. */
  fill(slots: readonly Slot[], streams: ReadonlyMap<string, MediaStream>): void {
    this.#seen.value = slots.flatMap((slot) => {
      const stream = streams.get(slot.mid);
      return stream ? [{ ...slot, stream }] : [];
    });
  }

  /** of is the slot of somebody's camera, screen or microphone, if they are in one. */
  of(seat: string, kind: Track): Seen | undefined {
    return this.seen.value.find((slot) => slot.seat === seat && slot.kind === kind);
  }
}
