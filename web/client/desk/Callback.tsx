import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { Seat } from "../connection/seat";
import { say } from "../words";
import { PhoneField } from "./PhoneField";

/** Callback is the number to ring if the call is cut; it is erased with the help. */
export function Callback({ seat, number }: { seat: Seat; number: string }) {
  const field = useId();
  const draft = useSignal(number);
  const kept = useSignal<string | undefined>(undefined);
  const keep = (event: Event): void => {
    event.preventDefault();
    if (seat.send({ type: "note", callback: draft.value.trim() })) kept.value = draft.value;
  };
  return (
    <PhoneField
      id={field}
      label={say("desk.callback")}
      hint={say("desk.callback.hint")}
      number={draft}
      button={say("desk.callback.keep")}
      submit={keep}
    >
      {kept.value === draft.value ? say("desk.callback.kept") : ""}
    </PhoneField>
  );
}
