import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { longest, type Writing } from "../connection/writing";
import type { Line as Written } from "../protocol.gen";
import { say } from "../words";
import { Drafts } from "./Drafts";
import { Line } from "./Line";
import { addressed, author, type Scene } from "./people";
import { largest, resize, size } from "./size";

interface Props {
  readonly seat: { readonly writing: Writing };
  readonly scene: Scene;
}

/** Conversation is what was written, what is being written at this moment, and a place to write. */
export function Conversation({ seat, scene }: Props) {
  return (
    <section class="conversation stack stack--tight" data-size={size.value} aria-label={say("writing.title")}>
      <Size />
      <Lines seat={seat} scene={scene} />
      <Field seat={seat} scene={scene} />
    </section>
  );
}

function Size() {
  return (
    <fieldset class="row conversation__size" aria-label={say("writing.size")}>
      <button type="button" class="button small" aria-disabled={size.value === 0} onClick={() => resize(-1)}>
        {say("writing.size.smaller")}
      </button>
      <button type="button" class="button small" aria-disabled={size.value === largest} onClick={() => resize(1)}>
        {say("writing.size.larger")}
      </button>
    </fieldset>
  );
}

/** Lines are read out when they are sent (WAI-ARIA log role); what is being written is not, letter by letter. */
function Lines({ seat, scene }: Props) {
  const lines = seat.writing.lines.value;
  const drafts = seat.writing.drafts.value;
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [end, unseen] = useUnseen(lines.findLast((line) => line.seat !== scene.you));
  const read = (): void => {
    const box = list.current;
    if (!box) return;
    box.scrollTop = box.scrollHeight;
    box.scrollIntoView({ block: "center" });
    box.focus({ preventScroll: true });
  };

  useEffect(() => {
    const box = list.current;
    if (box && atEnd.current) box.scrollTop = box.scrollHeight;
  }, [lines, drafts, size.value]);

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields. */}
      <div
        ref={list}
        class="conversation__lines"
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard (WCAG 2.1.1).
        tabIndex={0}
        aria-label={say("writing.lines")}
        onScroll={({ currentTarget: box }) => {
          atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
        }}
      >
        <div role="log" aria-label={say("writing.lines")}>
          <ol>
            {lines.map((line, place) => (
              <Line key={place} line={line} scene={scene} />
            ))}
          </ol>
        </div>
        <Drafts seat={seat} scene={scene} />
        <div ref={end} class="conversation__end" />
      </div>
      {unseen && (
        <button type="button" class="button button--primary conversation__new" onClick={read}>
          {say("writing.new", { name: author(unseen, scene) })}
        </button>
      )}
    </>
  );
}

/** useUnseen is the last line of others while the end of the conversation, to be marked, is out of sight since it came. */
function useUnseen(last: Written | undefined) {
  const end = useRef<HTMLDivElement>(null);
  const inSight = useRef(true);
  const unseen = useSignal<Written | undefined>(undefined);
  const came = useRef(last?.at);
  useEffect(() => {
    const watch = new IntersectionObserver((entries) => {
      inSight.current = entries.at(-1)?.isIntersecting ?? true;
      if (inSight.current) unseen.value = undefined;
    });
    if (end.current) watch.observe(end.current);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    if (came.current === last?.at) return;
    came.current = last?.at;
    if (!inSight.current) unseen.value = last;
  }, [last?.at]);
  return [end, unseen.value] as const;
}

function Field({ seat, scene }: Props) {
  const field = useId();
  const kept = useSignal(false);
  const to = seat.writing.to.value;
  const write = (event: Event): void => {
    event.preventDefault();
    kept.value = !seat.writing.write() && seat.writing.own.value.trim() !== "";
  };
  return (
    <form class="field" onSubmit={write}>
      <label class="field__label" for={field}>
        {say("writing.label", { name: addressed(scene, to) })}
      </label>
      {to && (
        <button type="button" class="button small" onClick={() => seat.writing.address("")}>
          {say("writing.label", { name: addressed(scene) })}
        </button>
      )}
      <textarea
        id={field}
        class="field__input conversation__field"
        rows={2}
        maxLength={2 * longest}
        dir="auto"
        value={seat.writing.own.value}
        onInput={({ currentTarget }) => {
          seat.writing.draft(currentTarget.value);
          currentTarget.value = seat.writing.own.value;
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.shiftKey && !event.isComposing) write(event);
        }}
      />
      <p role="status" class="field__error">
        {kept.value ? say("writing.kept") : ""}
      </p>
      <button type="submit" class="button">
        {say("writing.send")}
      </button>
    </form>
  );
}
