import { type Signal, useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { Seat } from "../connection/seat";
import type { Delivery } from "../sending/parcels";
import { albumOf } from "../stills/album";
import type { Still } from "../stills/still";
import { say } from "../words";

/** Outcome is what became of the last picture that was to be sent. */
export type Outcome = { readonly delivery: Delivery; readonly number: number };

type Going = { readonly share: number; readonly cancel: AbortController };

interface Props {
  readonly seat: Seat;
  readonly still: Still;
  readonly outcome: Signal<Outcome | undefined>;
  /** back goes back to the live picture. */
  readonly back: () => void;
}

/** Frozen is what is done with a picture that is held still: undo, caption, send. */
export function Frozen({ seat, still, outcome, back }: Props) {
  const id = useId();
  const going = useSignal<Going | undefined>(undefined);
  const drawn = still.marks.value.length > 0;

  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (going.value) return;
    const cancel = new AbortController();
    going.value = { share: 0, cancel };
    outcome.value = undefined;
    const album = albumOf(seat);
    const delivery = await album.send(
      await still.picture(),
      still.caption.value.trim(),
      (share) => {
        if (going.value) going.value = { share, cancel };
      },
      cancel.signal,
    );
    going.value = undefined;
    outcome.value = { delivery, number: album.sent.value.length };
    if (delivery === "delivered") back();
  };

  return (
    <form class="frozen" onSubmit={(event) => void send(event)}>
      <div class="field frozen__caption">
        <label class="field__label" for={id}>
          {say("still.caption")}
        </label>
        <input
          id={id}
          class="field__input"
          type="text"
          autocomplete="off"
          dir="auto"
          maxLength={200}
          value={still.caption}
          onInput={({ currentTarget }) => {
            still.caption.value = currentTarget.value;
          }}
        />
      </div>
      {going.value ? (
        <>
          <progress max={1} value={going.value.share} aria-label={say("still.sending")} />
          <button type="button" class="button" onClick={() => going.value?.cancel.abort()}>
            {say("still.cancel")}
          </button>
        </>
      ) : (
        <>
          <button type="submit" class="button button--primary">
            {say("still.send")}
          </button>
          <button type="button" class="button" aria-disabled={!drawn} onClick={() => still.undo()}>
            {say("still.undo")}
          </button>
          <button type="button" class="button button--quiet" onClick={back}>
            {say("still.back")}
          </button>
        </>
      )}
    </form>
  );
}

/** told says what became of the last picture. */
export function told(outcome: Outcome | undefined): string {
  if (!outcome) return "";
  const { delivery, number } = outcome;
  if (delivery === "delivered") return say("still.delivered", { number });
  return say(`sending.delivery.${delivery}`, { title: say("still.one") });
}
