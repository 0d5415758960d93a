// Pictures and guides that go from one browser to another. The server passes
// them through and keeps nothing: what is received lives in this page alone.
import { type ReadonlySignal, signal } from "@preact/signals";
import { asked } from "../connection/role";
import type { Parcel, ParcelKind, Role } from "../protocol.gen";

/** The largest parcel, in bytes; the server says the same. */
export const maxParcel = 8 * 1024 * 1024;

/** What a parcel may be. Another type is never given to the browser, which could run it as a page of this site. */
const media = new Set(["image/jpeg", "image/png", "application/pdf"]);

/** Delivery is what became of a parcel; the page has a sentence for each. */
export type Delivery =
  | "delivered"
  | "cancelled"
  /** Whoever it is for has no page open. */
  | "absent"
  | "too-large"
  /** Its bytes are not those of a picture or a guide. */
  | "not-a-picture"
  | "too-many"
  /** Their page did not take it within half a minute. */
  | "not-taken"
  /** Not from this seat, or not at this moment. */
  | "refused"
  | "lost";

/** Order is a parcel to send. */
export interface Order {
  readonly help: string;
  /** The sender's own role. */
  readonly role: Role;
  /** The seat that it is for. */
  readonly to: string;
  readonly kind: ParcelKind;
  /** The sender's own name for it, at most 40 characters: sent again under the same one, it takes the other's place. */
  readonly key: string;
  /** A caption or a file's name, at most 200 characters. */
  readonly title: string;
  readonly blob: Blob;
  /** Called with the share that has left, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/** sendParcel resolves once the parcel was delivered whole, or will not be; it never rejects. */
export async function sendParcel(order: Order): Promise<Delivery> {
  if (order.blob.size > maxParcel) return "too-large";
  if (order.signal?.aborted) return "cancelled";
  const { to, kind, key, title } = order;
  const query = new URLSearchParams({ to, kind, key, title: title.slice(0, 200) });
  return new Promise((resolve) => {
    // Unlike fetch, it tells how much has left.
    const request = new XMLHttpRequest();
    const settle = (delivery: Delivery) => () => resolve(delivery);
    request.upload.onprogress = ({ loaded, total }) => order.onProgress?.(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(delivery(request.status));
    request.onerror = request.ontimeout = settle("lost");
    request.onabort = settle("cancelled");
    order.signal?.addEventListener("abort", () => request.abort());
    request.open("POST", `${shelf(order.help)}?${query}${asked("&", order.role)}`);
    request.setRequestHeader("Content-Type", order.blob.type);
    request.send(order.blob);
  });
}

function delivery(status: number): Delivery {
  switch (status) {
    case 204:
      return "delivered";
    case 403:
    case 404:
      return "refused";
    case 409:
      return "absent";
    case 413:
      return "too-large";
    case 415:
      return "not-a-picture";
    case 429:
      return "too-many";
    case 504:
      return "not-taken";
    default:
      return "lost";
  }
}

/** Received is a parcel that is here whole. */
export interface Received extends Omit<Parcel, "type"> {
  readonly blob: Blob;
  /** A blob: address, good until the parcel is dropped. */
  readonly url: string;
}

/** Parcels are those that came to one seat, oldest first. */
export class Parcels {
  readonly #help: string;
  readonly #role: Role;
  readonly #received = signal<readonly Received[]>([]);
  readonly #coming = signal(0);
  readonly #closing = new AbortController();

  readonly received: ReadonlySignal<readonly Received[]> = this.#received;
  /** How many are on their way. */
  readonly coming: ReadonlySignal<number> = this.#coming;

  constructor(help: string, role: Role) {
    this.#help = help;
    this.#role = role;
  }

  /** take fetches a parcel that was announced. It is offered once: if that fails, whoever sent it is told. */
  async take({ type: _, ...parcel }: Parcel): Promise<void> {
    this.#coming.value++;
    try {
      const address = `${shelf(this.#help)}/${encodeURIComponent(parcel.id)}${asked("?", this.#role)}`;
      const answer = await fetch(address, { cache: "no-store", signal: this.#closing.signal });
      if (!answer.ok) return;
      const bytes = await answer.arrayBuffer();
      const blob = new Blob([bytes], { type: media.has(parcel.medium) ? parcel.medium : "application/octet-stream" });
      if (!this.#closing.signal.aborted) this.#put({ ...parcel, blob, url: URL.createObjectURL(blob) });
    } catch {
      // Cut on its way: the sender is told, and may send it again.
    } finally {
      this.#coming.value--;
    }
  }

  /** drop lets a parcel go. */
  drop(id: string): void {
    const gone = this.#received.value.find((each) => each.id === id);
    if (!gone) return;
    URL.revokeObjectURL(gone.url);
    this.#received.value = this.#received.value.filter((each) => each !== gone);
  }

  /** close lets all of them go: the page leaves this help. */
  close(): void {
    this.#closing.abort();
    for (const { url } of this.#received.value) URL.revokeObjectURL(url);
    this.#received.value = [];
  }

  #put(parcel: Received): void {
    const all = [...this.#received.value];
    const before = all.findIndex(({ seat, key }) => seat === parcel.seat && key === parcel.key);
    if (before < 0) {
      all.push(parcel);
    } else {
      URL.revokeObjectURL(all[before]?.url ?? "");
      all[before] = parcel;
    }
    this.#received.value = all;
  }
}

function shelf(help: string): string {
  return `/aide/${help}/envois`;
}
