// One photograph on its way, from the file that was chosen to its arrival.
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Role } from "../protocol.gen";
import { type Delivery, sendParcel } from "../sending/parcels";
import { prepare } from "./photo";

/** Step is how far it is; url shows the very picture that leaves. */
export type Step =
  | { readonly at: "idle" | "reading" | "unreadable" | "sent" }
  | { readonly at: "ready"; readonly url: string }
  | { readonly at: "sending"; readonly url: string; readonly share: number }
  | { readonly at: "failed"; readonly url: string; readonly why: Trouble };

/** Trouble is why it did not arrive, as far as whoever sends it can do something. */
export type Trouble = "absent" | "busy" | "lost";

/** Sender is whose page it leaves from. */
export interface Sender {
  readonly help: string;
  readonly role: Role;
}

export class Photograph {
  readonly #sender: Sender;
  readonly #step = signal<Step>({ at: "idle" });
  #blob: Blob | undefined;
  #key = "";
  #chosen = 0;

  readonly step: ReadonlySignal<Step> = this.#step;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** choose makes a file ready to leave; the one before is let go. */
  async choose(file: Blob): Promise<void> {
    const chosen = ++this.#chosen;
    this.#to({ at: "reading" });
    const blob = await prepare(file);
    if (chosen !== this.#chosen) return;
    this.#blob = blob;
    this.#key = `photo-${Date.now().toString(36)}`;
    this.#to(blob ? { at: "ready", url: URL.createObjectURL(blob) } : { at: "unreadable" });
  }

  /** send takes it to the seats; the first one's word counts. It says whether it arrived there. */
  async send(seats: readonly string[]): Promise<boolean> {
    const step = this.#step.value;
    const blob = this.#blob;
    const [first, ...others] = seats;
    if (!blob || first === undefined || (step.at !== "ready" && step.at !== "failed")) return false;
    const { url } = step;
    const chosen = this.#chosen;
    this.#step.value = { at: "sending", url, share: 0 };
    const order = { ...this.#sender, kind: "photo", key: this.#key, title: "", blob } as const;
    const became = await sendParcel({
      ...order,
      to: first,
      onProgress: (share) => {
        if (this.#step.value.at === "sending") this.#step.value = { at: "sending", url, share };
      },
    });
    if (chosen !== this.#chosen) return false;
    if (became !== "delivered") {
      this.#step.value = { at: "failed", url, why: trouble(became) };
      return false;
    }
    for (const to of others) void sendParcel({ ...order, to });
    this.#to({ at: "sent" });
    return true;
  }

  /** drop lets it go. */
  drop(): void {
    this.#chosen++;
    this.#to({ at: "idle" });
  }

  /** #to goes on to a step; what showed the picture before is let go. */
  #to(step: Step): void {
    const before = this.#step.value;
    if ("url" in before) URL.revokeObjectURL(before.url);
    if (!("url" in step)) this.#blob = undefined;
    this.#step.value = step;
  }
}

function trouble(became: Exclude<Delivery, "delivered">): Trouble {
  if (became === "absent" || became === "not-taken") return "absent";
  return became === "too-many" ? "busy" : "lost";
}
