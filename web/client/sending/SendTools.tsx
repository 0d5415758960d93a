import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { Seat } from "../connection/seat";
import { refusal } from "../parts/ConnectionState";
import type { Live, Reason } from "../protocol.gen";
import { say } from "../words";
import { SendFile } from "./SendFile";

type Tool = "link" | "text" | "file";
const tools: readonly Tool[] = ["link", "text", "file"];

/** SendTools puts something before the person: one tool is open at a time. */
export function SendTools({ seat, scene }: { seat: Seat; scene: Live }) {
  const open = useSignal<Tool | undefined>(undefined);
  return (
    <section class="stack stack--tight sends" aria-label={say("sending.tools")}>
      {tools.map((tool) => (
        <Opening key={tool} tool={tool} open={open}>
          {tool === "link" && <SendLink seat={seat} />}
          {tool === "text" && <SendText seat={seat} />}
          {tool === "file" && <SendFile seat={seat} to={scene.caller.seat} />}
        </Opening>
      ))}
    </section>
  );
}

interface OpeningProps {
  readonly tool: Tool;
  readonly open: Signal<Tool | undefined>;
  readonly children: ComponentChildren;
}

function Opening({ tool, open, children }: OpeningProps) {
  const opened = open.value === tool;
  return (
    <div class="stack stack--tight">
      <div>
        <button
          type="button"
          class="button"
          aria-expanded={opened}
          onClick={() => {
            open.value = opened ? undefined : tool;
          }}
        >
          {say(`sending.${tool}`)}
        </button>
      </div>
      {opened && children}
    </div>
  );
}

function SendLink({ seat }: { seat: Seat }) {
  const refused = seat.declined.value;
  return (
    <Form
      tool="link"
      send={(typed) => {
        // Nobody says « https » on the telephone.
        const url = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
        return seat.send({ type: "send-link", url });
      }}
      refused={refused?.message === "send-link" ? refused.reason : undefined}
      longest={2000}
    />
  );
}

function SendText({ seat }: { seat: Seat }) {
  return <Form tool="text" send={(text) => seat.send({ type: "send-text", text })} longest={1000} />;
}

interface FormProps {
  readonly tool: "link" | "text";
  /** Says whether it left. */
  readonly send: (typed: string) => boolean;
  /** Why the server would not have it. */
  readonly refused?: Reason | undefined;
  readonly longest: number;
}

function Form({ tool, send, refused, longest }: FormProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const typed = useSignal("");
  const sent = useSignal<"" | "done" | "lost">("");
  const submit = (event: Event): void => {
    event.preventDefault();
    const text = typed.value.trim();
    if (text) sent.value = send(text) ? "done" : "lost";
  };
  const said = (): string => {
    if (sent.value === "lost") return say("sending.lost");
    if (sent.value === "") return "";
    if (refused) return refusal("help", refused);
    return say(`sending.done.${tool}`);
  };
  return (
    <form class="field" onSubmit={submit}>
      <label class="field__label" for={id}>
        {say(`sending.${tool}.label`)}
      </label>
      <p class="field__hint" id={`${id}-hint`}>
        {say(`sending.${tool}.hint`)}
      </p>
      <input
        ref={field}
        id={id}
        class="field__input"
        type="text"
        inputMode={tool === "link" ? "url" : "text"}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        dir="auto"
        maxLength={longest}
        aria-describedby={`${id}-hint`}
        value={typed}
        onInput={({ currentTarget }) => {
          typed.value = currentTarget.value;
          sent.value = "";
        }}
      />
      <button type="submit" class="button">
        {say(`sending.${tool}.go`)}
      </button>
      <p role="status" class={refused ? "field__error" : undefined}>
        {said()}
      </p>
    </form>
  );
}
