// Real-time text (EN 301 549, 6.2): each keystroke is seen while it is made.
// A draft goes whole each time, both ways: over the data channel for its
// speed, and as a message for its safety. The number tells which is fresh.
import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { ClientMessage, Draft, Drafted, FastMessage, Line } from "../protocol.gen";

/** The longest text one may write at once, in characters; the server says the same. */
export const longest = 1000;

/** When a draft goes over the data channel again, in milliseconds: a stroke that got lost is seen all the same. */
const again = [100, 220, 380];

/** The least time between two drafts that go as messages, in milliseconds: half of what the server lets through. */
const apart = 100;

/** How messages leave: each says whether it did. */
export interface Outlet {
  readonly send: (message: ClientMessage) => boolean;
  readonly fast: (message: FastMessage) => boolean;
}

type Timer = ReturnType<typeof setTimeout>;

export class Writing {
  readonly #out: Outlet;
  readonly #own = signal("");
  readonly #to = signal("");
  /** What was begun for others than whoever is written to now. */
  readonly #begun = new Map<string, string>();
  readonly #lines = signal<readonly Line[]>([]);
  readonly #drafts = signal<ReadonlyMap<string, string>>(new Map());
  /** The last number seen of each seat. */
  readonly #fresh = new Map<string, number>();
  #n = 0;
  #draft: Draft | undefined;
  /** The draft that last went as a message, and when. */
  #sent = { n: 0, at: Number.NEGATIVE_INFINITY };
  #sending: Timer | undefined;
  #repeating: Timer[] = [];

  /** What is being written here. */
  readonly own: ReadonlySignal<string> = this.#own;
  /** The seat that alone reads it besides those who help, "" for whoever reads what is written here otherwise. */
  readonly to: ReadonlySignal<string> = this.#to;
  /** What was written and sent so far, oldest first. */
  readonly lines: ReadonlySignal<readonly Line[]> = this.#lines;
  /** What others are writing at this moment, by seat. */
  readonly drafts: ReadonlySignal<ReadonlyMap<string, string>> = this.#drafts;

  constructor(out: Outlet) {
    this.#out = out;
  }

  /** address turns to one seat, or to "": nothing that was begun for one is ever seen by another. */
  address(to: string): void {
    this.#begun.set(this.#to.value, this.#own.value);
    batch(() => {
      this.#to.value = to;
      this.#own.value = this.#begun.get(to) ?? "";
    });
  }

  /** draft tells the others what is being written. */
  draft(text: string): void {
    const characters = [...text];
    this.#own.value = characters.length > longest ? characters.slice(0, longest).join("") : text;
    const draft: Draft = { type: "draft", n: this.#next(), text: this.#own.value, ...this.#addressed };
    this.#forget();
    this.#draft = draft;
    this.#out.fast(draft);
    this.#repeating = again.map((delay) => setTimeout(() => this.#out.fast(draft), delay));
    this.#send();
  }

  /** write sends what is being written for good; false if it could not leave, or is nothing. */
  write(): boolean {
    const text = this.#own.value.trim();
    if (!text || !this.#out.send({ type: "write", n: this.#next(), text, ...this.#addressed })) return false;
    this.#forget();
    this.#own.value = "";
    return true;
  }

  /** restart begins again with the lines that the server has, and tells it what is being written here. */
  restart(lines: readonly Line[]): void {
    this.#lines.value = lines;
    this.#drafts.value = new Map();
    this.#sent = { n: 0, at: Number.NEGATIVE_INFINITY };
    if (this.#own.value) this.draft(this.#own.value);
  }

  written(line: Line): void {
    this.#lines.value = [...this.#lines.value, line];
    if (line.kind === "words") this.#put(line.seat, line.n, "");
  }

  drafted({ seat, n, text }: Drafted): void {
    this.#put(seat, n, text);
  }

  #put(seat: string, n: number, text: string): void {
    if (n <= (this.#fresh.get(seat) ?? 0)) return;
    this.#fresh.set(seat, n);
    const drafts = new Map(this.#drafts.value);
    if (text) drafts.set(seat, text);
    else drafts.delete(seat);
    this.#drafts.value = drafts;
  }

  /** #send sends the draft there is as a message, now or as soon as it may; one that cannot leave is sent after the next joining. */
  #send(): void {
    if (this.#sending !== undefined || !this.#draft || this.#draft.n === this.#sent.n) return;
    const wait = this.#sent.at + apart - performance.now();
    if (wait > 0) {
      this.#sending = setTimeout(() => {
        this.#sending = undefined;
        this.#send();
      }, wait);
      return;
    }
    if (this.#out.send(this.#draft)) this.#sent = { n: this.#draft.n, at: performance.now() };
  }

  get #addressed(): Pick<Draft, "to"> {
    return this.#to.value ? { to: this.#to.value } : {};
  }

  /** #forget lets the draft before go, whole: nothing of it is sent any more. */
  #forget(): void {
    for (const timer of this.#repeating) clearTimeout(timer);
    this.#repeating = [];
    this.#draft = undefined;
  }

  /** #next grows over a reload too, since it starts from the clock. */
  #next(): number {
    this.#n = Math.max(this.#n + 1, Date.now());
    return this.#n;
  }
}
