// Who is in the receive slots.
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Slot, Track } from "../protocol.gen";
import { Player } from "./player";

/** Receiver is one receive slot of a PeerConnection: its stream, and for a picture what plays it. */
export interface Receiver {
  readonly receiver: RTCRtpReceiver;
  readonly stream: MediaStream;
  readonly player: Player | undefined;
}

/** Receivers are the receive slots by mid. */
export type Receivers = ReadonlyMap<string, Receiver>;

/** Seen is a receive slot that somebody is in, from one RTP timestamp on. */
export type Seen = Slot & Receiver;

/** receivers are a PeerConnection's receive slots, each with a stream of its own so that one is shown without the others. */
export function receivers(connection: RTCPeerConnection): Receivers {
  const byMid = new Map<string, Receiver>();
  for (const { mid, receiver, direction } of connection.getTransceivers()) {
    if (mid === null || direction !== "recvonly") continue;
    const stream = new MediaStream([receiver.track]);
    const player = receiver.track.kind === "video" ? new Player(stream, receiver) : undefined;
    byMid.set(mid, { receiver, stream, player });
  }
  return byMid;
}

export class Slots {
  readonly #seen = signal<readonly Seen[]>([]);
  readonly seen: ReadonlySignal<readonly Seen[]> = this.#seen;

  /** fill puts seats in the slots of one PeerConnection. */
  fill(slots: readonly Slot[], receivers: Receivers): void {
    this.#seen.value = slots.flatMap((slot) => {
      const receiver = receivers.get(slot.mid);
      return receiver ? [{ ...slot, ...receiver }] : [];
    });
  }

  /** of is the slot of somebody's camera, screen or microphone, if they are in one. */
  of(seat: string, kind: Track): Seen | undefined {
    return this.seen.value.find((slot) => slot.seat === seat && slot.kind === kind);
  }
}
