// Real-time text (EN 301 549, 6.2): each keystroke is seen while it is made.
// A draft goes whole each time, both ways at once: over the data channel for
// its speed, and as a message for its safety. The number tells which is fresh.
import { type ReadonlySignal, signal } from "@preact/signals";
import type { ClientMessage, Draft, Drafted, FastMessage, Line } from "../protocol.gen";

/** How messages leave: each says whether it did. */
export interface Outlet {
  readonly send: (message: ClientMessage) => boolean;
  readonly fast: (message: FastMessage) => boolean;
}

export class Writing {
  readonly #out: Outlet;
  readonly #lines = signal<readonly Line[]>([]);
  readonly #drafts = signal<ReadonlyMap<string, string>>(new Map());
  /** The last number seen of each seat. */
  readonly #fresh = new Map<string, number>();
  #n = 0;

  /** What was written and sent so far, oldest first. */
  readonly lines: ReadonlySignal<readonly Line[]> = this.#lines;
  /** What others are writing at this moment, by seat. */
  readonly drafts: ReadonlySignal<ReadonlyMap<string, string>> = this.#drafts;

  constructor(out: Outlet) {
    this.#out = out;
  }

  /** draft tells the others what is being written. */
  draft(text: string): void {
    const draft: Draft = { type: "draft", n: this.#next(), text };
    this.#out.fast(draft);
    this.#out.send(draft);
  }

  /** write sends it for good; false if it could not leave. */
  write(text: string): boolean {
    return this.#out.send({ type: "write", n: this.#next(), text });
  }

  /** restart begins again with the lines that the server has. */
  restart(lines: readonly Line[]): void {
    this.#lines.value = lines;
    this.#drafts.value = new Map();
  }

  written(line: Line): void {
    this.#lines.value = [...this.#lines.value, line];
    if (line.kind === "words") this.#put(line.seat, line.n, "");
  }

  drafted({ seat, n, text }: Drafted): void {
    this.#put(seat, n, text);
  }

  #put(seat: string, n: number, text: string): void {
    if (n < (this.#fresh.get(seat) ?? 0)) return;
    this.#fresh.set(seat, n);
    const drafts = new Map(this.#drafts.value);
    if (text) drafts.set(seat, text);
    else drafts.delete(seat);
    this.#drafts.value = drafts;
  }

  /** #next grows over a reload too, since it starts from the clock. */
  #next(): number {
    this.#n = Math.max(this.#n + 1, Date.now());
    return this.#n;
  }
}
