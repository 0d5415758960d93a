import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Writing } from "../connection/writing";
import { say } from "../words";
import { Conversation } from "./Conversation";
import { Drafts } from "./Drafts";
import { type Scene, wrote } from "./people";

/** Write opens and closes the conversation; while it is closed, what comes is seen all the same. */
export function Write({ seat, scene }: { seat: { writing: Writing }; scene: Scene }) {
  const words = seat.writing.lines.value.filter(({ kind }) => kind === "words");
  // Whoever wrote before being let in goes on writing.
  const open = useSignal(words.length > 0 || seat.writing.own.value !== "");
  const read = useSignal(words.length);
  const last = words.slice(read.value).findLast((line) => line.seat !== scene.you);
  const section = useRef<HTMLElement>(null);
  const pressed = useRef(false);
  const to = seat.writing.to.value;
  const toggle = (): void => {
    read.value = words.length;
    pressed.current = true;
    open.value = !open.value;
  };
  useEffect(() => {
    if (pressed.current && open.value) section.current?.querySelector("textarea")?.focus();
  }, [open.value]);
  useEffect(() => {
    if (!to) return;
    pressed.current = true;
    open.value = true;
    section.current?.querySelector("textarea")?.focus();
  }, [to]);
  // On a telephone this stands below the fold: what comes would go unseen.
  useEffect(() => {
    if (last && !open.value) section.current?.querySelector(".said")?.scrollIntoView({ block: "nearest" });
  }, [last]);
  return (
    <section ref={section} class="stack stack--tight write">
      <div class="row">
        <button type="button" class="button" aria-expanded={open.value} onClick={toggle}>
          {say("room.write")}
        </button>
      </div>
      {open.value ? (
        <Conversation seat={seat} scene={scene} />
      ) : (
        <>
          <div role="status">
            {last && (
              <div class="said">
                <p class="small soft">{wrote(last, scene)}</p>
                <p class="said__text" dir="auto">
                  {last.text}
                </p>
              </div>
            )}
          </div>
          <Drafts seat={seat} scene={scene} />
        </>
      )}
    </section>
  );
}
