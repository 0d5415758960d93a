import { type Signal, useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { Seat } from "../connection/seat";
import { say } from "../words";
import { ready } from "./document";
import { type Delivery, sendParcel } from "./parcels";

/** Sending is a file on its way, with the share that has left, or what became of it. */
type Sending =
  | { readonly title: string; readonly share: number; readonly cancel: AbortController }
  | { readonly title: string; readonly delivery: Delivery };

/** What calls for nothing more. */
const fine: ReadonlySet<Delivery> = new Set(["delivered", "cancelled"]);

/** SendFile sends one guide or picture, tells how far it is, and what became of it. */
export function SendFile({ seat, to }: { seat: Seat; to: string }) {
  const id = useId();
  const sending = useSignal<Sending | undefined>(undefined);
  const now = sending.value;
  const going = now && "cancel" in now ? now : undefined;
  const settled = now && "delivery" in now ? now : undefined;
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {say("sending.file.label")}
      </label>
      <p class="field__hint" id={`${id}-hint`}>
        {say("sending.file.hint")}
      </p>
      <input
        id={id}
        class="field__input"
        type="file"
        accept="application/pdf,image/*"
        aria-describedby={`${id}-hint`}
        disabled={going !== undefined}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // Emptied, so that the same file can be chosen again.
          currentTarget.value = "";
          if (file) void send(seat, to, file, sending);
        }}
      />
      {going && (
        <div class="stack stack--tight">
          <progress max={1} value={going.share} aria-label={progress(going)} />
          <p aria-hidden="true">{progress(going)}</p>
          <button type="button" class="button" onClick={() => going.cancel.abort()}>
            {say("sending.file.cancel")}
          </button>
        </div>
      )}
      <p role="status" class={settled && !fine.has(settled.delivery) ? "field__error" : undefined}>
        {settled ? say(`sending.delivery.${settled.delivery}`, { title: settled.title }) : ""}
      </p>
    </div>
  );
}

function progress({ title, share }: { title: string; share: number }): string {
  return say("sending.file.progress", { title, percent: Math.round(share * 100) });
}

async function send(seat: Seat, to: string, file: File, sending: Signal<Sending | undefined>): Promise<void> {
  const title = file.name;
  const cancel = new AbortController();
  sending.value = { title, share: 0, cancel };
  const blob = await ready(file);
  if (typeof blob === "string") {
    sending.value = { title, delivery: blob };
    return;
  }
  const delivery = await sendParcel({
    help: seat.help,
    role: seat.role,
    to,
    kind: blob.type === "application/pdf" ? "guide" : "photo",
    key: crypto.randomUUID(),
    title,
    blob,
    onProgress: (share) => {
      sending.value = { title, share, cancel };
    },
    signal: cancel.signal,
  });
  sending.value = { title, delivery };
}
