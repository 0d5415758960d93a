import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { say } from "../words";

/** What became of a message, by the status of the answer. */
const outcomes = {
  202: "ask.sms.doubt",
  204: "ask.sms.sent",
  409: "ask.sms.over",
  422: "ask.sms.number.wrong",
  429: "ask.sms.many",
} as const;

type Outcome = (typeof outcomes)[keyof typeof outcomes] | "ask.sms.failed" | "ask.sms.sending";

/** Sms sends the code, and nothing else, to the telephone that the person calls with. Not every site can. */
export function Sms({ help }: { help: string }) {
  const field = useId();
  const number = useSignal("");
  const outcome = useSignal<Outcome | undefined>(undefined);
  if (document.getElementById("desk")?.dataset.sms !== "true") return null;
  const wrong = outcome.value === "ask.sms.number.wrong";
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (outcome.value === "ask.sms.sending") return;
    outcome.value = "ask.sms.sending";
    outcome.value = await sent(help, number.value);
  };
  return (
    <form class="field" onSubmit={(event) => void send(event)}>
      <label class="field__label" for={field}>
        {say("ask.sms.number")}
      </label>
      <p class="field__hint" id={`${field}-hint`}>
        {say("ask.sms.hint")}
      </p>
      <div class="row">
        <input
          id={field}
          class="field__input callback__input"
          type="tel"
          autocomplete="off"
          maxLength={40}
          required
          aria-invalid={wrong}
          aria-describedby={`${field}-hint ${field}-said`}
          value={number}
          onInput={({ currentTarget }) => {
            number.value = currentTarget.value;
          }}
        />
        <button type="submit" class="button">
          {say("ask.sms")}
        </button>
      </div>
      <p id={`${field}-said`} role="status" class={wrong ? "field__error" : undefined}>
        {outcome.value ? say(outcome.value) : ""}
      </p>
    </form>
  );
}

async function sent(help: string, number: string): Promise<Outcome> {
  try {
    const body = new URLSearchParams({ number });
    const { status } = await fetch(`/espace/aides/${help}/sms`, { method: "POST", body });
    return outcomes[status as keyof typeof outcomes] ?? "ask.sms.failed";
  } catch {
    return "ask.sms.failed";
  }
}
