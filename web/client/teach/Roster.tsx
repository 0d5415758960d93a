import { useEffect, useId, useRef } from "preact/hooks";
import type { ClassSeat } from "../class/seat";
import { say } from "../words";
import { holding } from "./hold";
import { Row } from "./Row";
import type { Teacher } from "./teacher";

/**
 * Roster is everybody of the class, whoever needs help first. It puts itself
 * in order only while nothing of it is about to be pressed; meanwhile « Trier »
 * does.
 */
export function Roster({ teacher }: { teacher: Teacher }) {
  const { people } = teacher;
  const section = useRef<HTMLElement>(null);
  const heading = useId();
  useEffect(() => (section.current ? holding(section.current, (held) => people.hold(held)) : undefined), [people]);
  const seats = people.seats.value;
  return (
    <section ref={section} class="roster" aria-labelledby={heading} id="teach-people">
      <div class="row row--apart roster__head">
        <h2 id={heading}>{say("teach.people")}</h2>
        <div class="row">
          <Sort teacher={teacher} />
          <Faces seat={teacher.seat} />
        </div>
      </div>
      {seats.length === 0 && <p class="roster__empty">{say("teach.people.none")}</p>}
      <ul class="roster__list">
        {seats.map((seat) => (
          <Row key={seat} teacher={teacher} seat={seat} />
        ))}
      </ul>
      <Pages teacher={teacher} />
    </section>
  );
}

/** Sort looks pressable once the order has changed; nothing else of the list moves for it. */
function Sort({ teacher: { people } }: { teacher: Teacher }) {
  const stale = people.stale.value;
  return (
    <button
      type="button"
      class={stale ? "button button--primary small" : "button small"}
      aria-disabled={!stale}
      title={stale ? say("teach.sort.stale") : undefined}
      onClick={() => people.sort()}
    >
      {say("teach.sort")}
    </button>
  );
}

/** Faces shows everybody's, or puts them away. */
function Faces({ seat }: { seat: ClassSeat }) {
  const { shown } = seat.faces.value;
  return (
    <button type="button" class="button small" onClick={() => seat.look(!shown)}>
      {say(shown ? "teach.faces.away" : "teach.faces.show")}
    </button>
  );
}

/** Pages turns the faces, where there are more cameras than can be seen at once. */
function Pages({ teacher: { seat, scene } }: { teacher: Teacher }) {
  const { page = 0, pages = 0 } = scene.value ?? {};
  if (pages < 2 || !seat.faces.value.shown) return null;
  const turn = (to: number): void => {
    if (to >= 0 && to < pages) seat.look(true, to);
  };
  return (
    <fieldset class="row row--apart" aria-label={say("teach.faces")}>
      <button type="button" class="button small" aria-disabled={page === 0} onClick={() => turn(page - 1)}>
        {say("teach.faces.before")}
      </button>
      <p class="small">{say("teach.faces.page", { page: page + 1, pages })}</p>
      <button type="button" class="button small" aria-disabled={page + 1 >= pages} onClick={() => turn(page + 1)}>
        {say("teach.faces.after")}
      </button>
    </fieldset>
  );
}
