// The companion: a small window that stays in front of all others, in which the
// person sees who helps them and what they are shown. A browser opens it only
// within a press, and puts it where it likes.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Station } from "../connection/station";
import { openFilm } from "./film";
import { openWindow, windows } from "./window";

/** Floating is what floats: nothing where the browser has nothing, or not now; a window, or a picture without buttons. */
export type Floating = "unable" | "closed" | "window" | "picture";

/** Opened is something that floats. */
export interface Opened {
  readonly kind: "window" | "picture";
  close(): void;
}

export class Companion {
  readonly #seat: Station;
  readonly #floating = signal<Floating>(able() ? "closed" : "unable");
  #opened: Opened | undefined;

  readonly floating: ReadonlySignal<Floating> = this.#floating;

  constructor(seat: Station) {
    this.#seat = seat;
    let before = seat.screen.state.peek().state;
    effect(() => {
      const { state, surface } = seat.screen.state.value;
      // Browsers give back the press that their question took, so that one press does both.
      if (before === "off" && state === "showing" && surface !== "camera") void this.open();
      if (before !== "off" && state === "off") this.close();
      before = state;
    });
    effect(() => {
      if (seat.over.value) this.close();
    });
  }

  /** open is to be called from a press; where it comes too late for the browser, it stays closed. */
  async open(): Promise<void> {
    if (this.#floating.value !== "closed") return;
    const closed = (): void => {
      this.#opened = undefined;
      this.#floating.value = "closed";
    };
    try {
      this.#opened = await (windows() ? openWindow(this.#seat, closed) : openFilm(this.#seat, closed));
      this.#floating.value = this.#opened.kind;
    } catch {
      // The page then asks for a press of its own.
    }
  }

  close(): void {
    this.#opened?.close();
  }
}

/** shows says whether a screen is shown; who shows with a camera looks through it. */
export function shows(seat: Station): boolean {
  const { state, surface } = seat.screen.state.value;
  return state === "showing" && surface !== "camera";
}

function able(): boolean {
  return windows() !== undefined || document.pictureInPictureEnabled === true;
}

const companions = new WeakMap<Station, Companion>();

/** companionOf is a seat's one companion: it outlives what is on the page at the moment. */
export function companionOf(seat: Station): Companion {
  const companion = companions.get(seat) ?? new Companion(seat);
  companions.set(seat, companion);
  return companion;
}
