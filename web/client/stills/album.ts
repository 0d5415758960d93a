// The annotated pictures of one help, in the order they were sent: in the
// mediator's page those that left it, and nowhere else.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Role, Scene } from "../protocol.gen";
import { type Delivery, type Order, sendParcel } from "../sending/parcels";

/** Step is one picture of « Mon pas-à-pas ». */
export interface Step {
  readonly key: string;
  readonly title: string;
  readonly blob: Blob;
  /** A blob: address. */
  readonly url: string;
}

/** Sender is the seat that sends. */
export interface Sender {
  readonly help: string;
  readonly role: Role;
  readonly scene: ReadonlySignal<Scene | undefined>;
}

type Send = (order: Order) => Promise<Delivery>;

export class Album {
  readonly #sender: Sender;
  readonly #send: Send;
  readonly #sent = signal<readonly Step[]>([]);
  /** When the person's page was loaded that has them all. */
  #page = 0;
  #number = 0;

  /** Those that were delivered, oldest first, kept to be sent again. */
  readonly sent: ReadonlySignal<readonly Step[]> = this.#sent;

  constructor(sender: Sender, send: Send = sendParcel) {
    this.#sender = sender;
    this.#send = send;
    effect(() => this.#follow(this.#sender.scene.value));
  }

  /** send takes a picture to the person, and to a colleague who is there. */
  async send(blob: Blob, title: string, onProgress: (share: number) => void, signal: AbortSignal): Promise<Delivery> {
    const scene = this.#sender.scene.peek();
    if (scene?.phase !== "live") return "refused";
    const key = `still-${Date.now().toString(36)}-${this.#number++}`;
    const order = { help: this.#sender.help, role: this.#sender.role, kind: "still", key, title, blob } as const;
    const delivery = await this.#send({ ...order, to: scene.caller.seat, onProgress, signal });
    if (delivery !== "delivered") return delivery;
    this.#sent.value = [...this.#sent.value, { key, title, blob, url: URL.createObjectURL(blob) }];
    for (const to of others(scene)) void this.#send({ ...order, to });
    return delivery;
  }

  /** #follow sends them all again, in order, to a page that was loaded anew and so has none: the same keys put each in its place. */
  #follow(scene: Scene | undefined): void {
    if (scene?.phase !== "live" || !scene.caller.present || scene.caller.page === this.#page) return;
    const anew = this.#page !== 0;
    this.#page = scene.caller.page;
    if (anew) void this.#again(scene.caller.seat, scene.caller.page);
  }

  async #again(to: string, page: number): Promise<void> {
    const { help, role } = this.#sender;
    for (const { key, title, blob } of this.#sent.peek()) {
      if (page !== this.#page) return;
      await this.#send({ help, role, to, kind: "still", key, title, blob });
    }
  }
}

/** others are those who help beside whoever sends. */
function others(scene: Extract<Scene, { phase: "live" }>): string[] {
  if (scene.you !== "mediator") return [scene.helper.seat];
  return scene.guests
    .filter(({ seat, agreed, present }) => seat === "colleague" && agreed && present)
    .map(({ seat }) => seat);
}

const albums = new WeakMap<Sender, Album>();

/** albumOf is a seat's one album: it is still there once the help is over. */
export function albumOf(seat: Sender): Album {
  const album = albums.get(seat) ?? new Album(seat);
  albums.set(seat, album);
  return album;
}
