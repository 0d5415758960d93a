// Captions: what is being said, typed by somebody who hears it and read by all.
// A sentence goes whole at each change; saying it ends it, and it then stands
// in the scene.
import { type ReadonlySignal, signal } from "@preact/signals";
import { longest } from "../connection/writing";
import type { Caption, Captioned } from "../protocol.gen";

/** The least time between two messages, in milliseconds. */
const apart = 150;

export class Captioning {
  readonly #send: (message: Caption) => boolean;
  readonly #own = signal("");
  readonly #typed = signal<ReadonlyMap<string, string>>(new Map());
  readonly #fresh = new Map<string, number>();
  #n = 0;
  #sentAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What is being typed here. */
  readonly own: ReadonlySignal<string> = this.#own;
  /** What others are typing at this moment, by seat. */
  readonly typed: ReadonlySignal<ReadonlyMap<string, string>> = this.#typed;

  /** send says whether a message left. */
  constructor(send: (message: Caption) => boolean) {
    this.#send = send;
  }

  /** type tells all what is being typed, now or as soon as it may. */
  type(text: string): void {
    this.#own.value = [...text].slice(0, longest).join("");
    if (this.#timer !== undefined) return;
    const wait = this.#sentAt + apart - performance.now();
    if (wait <= 0) this.#tell();
    else this.#timer = setTimeout(() => this.#tell(), wait);
  }

  /** say ends the sentence; false if it could not leave, or is nothing. */
  say(): boolean {
    const text = this.#own.value.trim();
    if (!text || !this.#send({ type: "caption", n: this.#next(), text, said: true })) return false;
    this.#rest();
    this.#own.value = "";
    return true;
  }

  /** restart forgets what others were typing, and tells anew what is being typed here. */
  restart(): void {
    this.#typed.value = new Map();
    if (this.#own.value) this.type(this.#own.value);
  }

  captioned({ seat, n, text }: Captioned): void {
    if (n <= (this.#fresh.get(seat) ?? 0)) return;
    this.#fresh.set(seat, n);
    const typed = new Map(this.#typed.value);
    if (text) typed.set(seat, text);
    else typed.delete(seat);
    this.#typed.value = typed;
  }

  #tell(): void {
    this.#rest();
    this.#sentAt = performance.now();
    this.#send({ type: "caption", n: this.#next(), text: this.#own.value, said: false });
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** #next grows over a reload too, since it starts from the clock. */
  #next(): number {
    this.#n = Math.max(this.#n + 1, Date.now());
    return this.#n;
  }
}
