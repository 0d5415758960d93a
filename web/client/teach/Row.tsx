import { useComputed } from "@preact/signals";
import { useId } from "preact/hooks";
import { Face } from "../parts/Face";
import { useKeptFocus } from "../parts/focus";
import type { Attendee } from "../protocol.gen";
import { say } from "../words";
import { canBeAlone, type Deed, deeds } from "./deeds";
import { calls, need } from "./need";
import * as words from "./row";
import type { Teacher } from "./teacher";

/** Row is one person of the class; it is drawn anew when they change, and not when another does. */
export function Row({ teacher, seat }: { teacher: Teacher; seat: string }) {
  const one = teacher.people.of(seat)?.value;
  if (!one) return null;
  return <Person teacher={teacher} one={one} />;
}

function Person({ teacher, one }: { teacher: Teacher; one: Attendee }) {
  const { people, seat: page } = teacher;
  const id = useId();
  const late = people.late.value;
  const why = need(one, late);
  const open = people.open.value === one.seat;
  const speaking = useComputed(() => page.speaking.who.value.has(one.seat)).value;
  const name = one.name || say("teach.hall");
  return (
    <li
      class="person"
      data-need={calls(why) ? why : undefined}
      data-open={open || undefined}
      data-away={why === "absent" || why === "out" || undefined}
    >
      <div class="person__line">
        <Face name={name} seen={one.camera ? page.slots.of(one.seat, "camera") : undefined} speaking={speaking} />
        <div class="person__words">
          <p class="person__name" id={`${id}-name`}>
            <bdi>{name}</bdi>
            {one.companion && <span class="small soft"> {say("teach.companion", { name: one.companion })}</span>}
          </p>
          <Words teacher={teacher} one={one} late={late} speaking={speaking} />
        </div>
        <Alone teacher={teacher} one={one} name={`${id}-name`} urgent={calls(why)} />
        <button
          type="button"
          class="button person__more"
          aria-expanded={open}
          aria-controls={open ? `${id}-deeds` : undefined}
          aria-label={say("teach.do", { name })}
          onClick={() => people.toggle(one.seat)}
        >
          <span aria-hidden="true">⋯</span>
        </button>
      </div>
      {open && <Deeds teacher={teacher} one={one} id={`${id}-deeds`} name={name} />}
    </li>
  );
}

interface WordsProps {
  readonly teacher: Teacher;
  readonly one: Attendee;
  readonly late: boolean;
  readonly speaking: boolean;
}

/** Words are what is known of somebody; what is urgent stands first and is marked. */
function Words({ teacher, one, late, speaking }: WordsProps) {
  const now = teacher.now.value;
  const all = [words.hand(one, now), words.standing(one, late), words.step(one, late, now), ...words.more(one, now)];
  return (
    <ul class="person__facts">
      {speaking && <li data-tone="good">{say("teach.speaks")}</li>}
      {all.map(
        (word) =>
          word && (
            <li key={word.words} data-tone={word.tone}>
              {word.words}
            </li>
          ),
      )}
    </ul>
  );
}

interface AloneProps {
  readonly teacher: Teacher;
  readonly one: Attendee;
  readonly name: string;
  readonly urgent: boolean;
}

/** Alone is one press to somebody, and one press back. */
function Alone({ teacher: { seat, with: aside }, one, name, urgent }: AloneProps) {
  const here = aside.value === one.seat;
  if (!here && !canBeAlone(one)) return null;
  return (
    <button
      type="button"
      class={urgent || here ? "button button--primary person__alone" : "button person__alone"}
      aria-describedby={name}
      onClick={() => seat.send({ type: "aside", seat: here ? "" : one.seat })}
    >
      {say(here ? "teach.aside.back" : "teach.aside")}
    </button>
  );
}

interface DeedsProps {
  readonly teacher: Teacher;
  readonly one: Attendee;
  readonly id: string;
  readonly name: string;
}

/** Deeds is all that can be done for one person; Escape closes it. */
function Deeds({ teacher, one, id, name }: DeedsProps) {
  const scene = teacher.scene.value;
  const all = scene ? deeds(one, scene) : [];
  const section = useKeptFocus(all.map((deed) => deed.id).join());
  const close = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    section.current?.parentElement?.querySelector<HTMLElement>("[aria-expanded]")?.focus();
    teacher.people.toggle(one.seat);
  };
  return (
    <section ref={section} id={id} class="row person__deeds" aria-label={say("teach.do", { name })} onKeyDown={close}>
      {all.map((deed) => (
        <Press key={deed.id} deed={deed} teacher={teacher} />
      ))}
    </section>
  );
}

function Press({ deed, teacher }: { deed: Deed; teacher: Teacher }) {
  return (
    <button
      type="button"
      class="button small"
      aria-pressed={deed.pressed}
      onClick={() => teacher.seat.send(deed.message)}
    >
      {deed.words}
    </button>
  );
}
