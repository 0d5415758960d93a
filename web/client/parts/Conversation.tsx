import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import type { Seat } from "../connection/seat";
import type { Line } from "../protocol.gen";
import { language, say } from "../words";

interface Props {
  readonly seat: Seat;
  /** One's own seat: their lines stand on the other side. */
  readonly own: string;
  readonly otherName: string;
}

/** Conversation is what was written by either, and a place to write (WAI-ARIA log role). */
export function Conversation({ seat, own, otherName }: Props) {
  const draft = useSignal("");
  const kept = useSignal(false);
  const list = useRef<HTMLDivElement>(null);
  const field = useId();
  const lines = seat.writing.lines.value;

  useEffect(() => {
    const last = list.current;
    if (last) last.scrollTop = last.scrollHeight;
  }, [lines.length]);

  const write = (event: Event): void => {
    event.preventDefault();
    const text = draft.value.trim();
    if (!text) return;
    const sent = seat.writing.write(text);
    kept.value = !sent;
    if (sent) draft.value = "";
  };

  return (
    <section class="conversation stack stack--tight" aria-label={say("room.write.title")}>
      <div ref={list} class="conversation__lines" role="log" aria-label={say("room.write.lines")}>
        <ol>
          {lines.map((line) => (
            <Said
              key={`${line.at}${line.seat}${line.text}`}
              line={line}
              mine={line.seat === own}
              otherName={otherName}
            />
          ))}
        </ol>
      </div>
      <form class="field" onSubmit={write}>
        <label class="field__label" for={field}>
          {say("room.write.label", { name: otherName })}
        </label>
        <textarea
          id={field}
          class="field__input"
          rows={2}
          maxLength={1000}
          value={draft}
          onInput={(event) => {
            draft.value = event.currentTarget.value;
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.shiftKey && !event.isComposing) write(event);
          }}
        />
        <p role="status" class="field__error">
          {kept.value ? say("room.write.kept") : ""}
        </p>
        <button type="submit" class="button">
          {say("room.write.send")}
        </button>
      </form>
    </section>
  );
}

function Said({ line, mine, otherName }: { line: Line; mine: boolean; otherName: string }) {
  const time = new Intl.DateTimeFormat(language(), { hour: "2-digit", minute: "2-digit" }).format(line.at);
  return (
    <li class={mine ? "said said--mine" : "said"}>
      <span class="small soft">
        {mine ? say("room.write.you") : line.name || otherName} · {time}
      </span>
      <p class="said__text">{line.text}</p>
    </li>
  );
}
