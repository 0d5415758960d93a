// Who speaks, for whoever does not hear it: each voice's own level, as the
// browser tells it (W3C WebRTC, 5.3, RTCRtpSynchronizationSource).
import { type ReadonlySignal, signal } from "@preact/signals";
import { whenIdle } from "./idle";
import type { Slots } from "./slots";

/** How often the levels are looked at, and how long somebody goes on speaking between two words, in milliseconds. */
const lookEvery = 250;
const pause = 600;

/** The level of a quiet voice, -40 dBov, as a share of the loudest. */
const voice = 0.01;

interface Heard {
  /** The browser's own time of the last sound looked at. */
  readonly at: number;
  readonly loudAt: number;
}

export class Speaking {
  readonly #slots: Slots;
  readonly #who = signal<ReadonlySet<string>>(new Set());
  readonly #heard = new Map<string, Heard>();

  /** Who speaks at this moment, by seat. */
  readonly who: ReadonlySignal<ReadonlySet<string>> = this.#who;

  constructor(slots: Slots) {
    this.#slots = slots;
  }

  /** start looks until it is stopped by what it returns. */
  start(): () => void {
    const timer = setInterval(() => whenIdle(() => this.look(performance.now())), lookEvery);
    return () => clearInterval(timer);
  }

  /** look takes the levels at a moment, in milliseconds. */
  look(now: number): void {
    const speaking = new Set<string>();
    for (const { seat, kind, receiver } of this.#slots.seen.value) {
      if (kind !== "microphone") continue;
      const [source] = receiver.getSynchronizationSources();
      const before = this.#heard.get(seat);
      // A voice that stopped coming leaves its last level behind.
      const loud = source && source.timestamp !== before?.at && (source.audioLevel ?? 0) >= voice;
      const loudAt = loud ? now : (before?.loudAt ?? Number.NEGATIVE_INFINITY);
      this.#heard.set(seat, { at: source?.timestamp ?? 0, loudAt });
      if (now - loudAt < pause) speaking.add(seat);
    }
    const was = this.#who.value;
    if (speaking.size !== was.size || [...speaking].some((seat) => !was.has(seat))) this.#who.value = speaking;
  }
}
