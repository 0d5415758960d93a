import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { Seat } from "../connection/seat";
import { say } from "../words";

/** Callback is the number to ring if the call is cut; it is erased with the help. */
export function Callback({ seat, number }: { seat: Seat; number: string }) {
  const field = useId();
  const draft = useSignal(number);
  const saved = useSignal(false);
  const keep = (event: Event): void => {
    event.preventDefault();
    saved.value = seat.send({ type: "note", callback: draft.value.trim() });
  };
  return (
    <form class="field callback" onSubmit={keep}>
      <label class="field__label" for={field}>
        {say("desk.callback")}
      </label>
      <p class="field__hint" id={`${field}-hint`}>
        {say("desk.callback.hint")}
      </p>
      <div class="row">
        <input
          id={field}
          class="field__input callback__input"
          type="tel"
          autocomplete="off"
          maxLength={40}
          aria-describedby={`${field}-hint`}
          value={draft}
          onInput={(event) => {
            draft.value = event.currentTarget.value;
            saved.value = false;
          }}
        />
        <button type="submit" class="button">
          {say("desk.callback.keep")}
        </button>
      </div>
      <p role="status">{saved.value ? say("desk.callback.kept") : ""}</p>
    </form>
  );
}
