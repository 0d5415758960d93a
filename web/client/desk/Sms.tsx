import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { say } from "../words";
import { PhoneField } from "./PhoneField";

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
    <PhoneField
      id={field}
      label={say("ask.sms.number")}
      hint={say("ask.sms.hint")}
      number={number}
      button={say("ask.sms")}
      submit={(event) => void send(event)}
      wrong={wrong}
      required
    >
      {outcome.value ? say(outcome.value) : ""}
    </PhoneField>
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
