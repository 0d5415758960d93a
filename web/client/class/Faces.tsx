import { useComputed } from "@preact/signals";
import { say } from "../words";
import { Person } from "./Front";
import { usePart } from "./lesson";
import type { ClassSeat } from "./seat";
import { called } from "./words";

/** Faces are the others, a page at a time; put away, none of their pictures comes. */
export function Faces({ seat }: { seat: ClassSeat }) {
  const { shown } = seat.faces.value;
  const alone = usePart(seat, ({ people }) => people.length === 0);
  const aside = usePart(seat, (scene) => scene.aside !== "");
  if (alone || aside) return null;
  return (
    <section class="stack stack--tight" aria-label={say("class.faces")}>
      <div>
        <button type="button" class="button" aria-expanded={shown} onClick={() => seat.look(!shown)}>
          {say(shown ? "class.faces.hide" : "class.faces.show")}
        </button>
      </div>
      {shown && <Shown seat={seat} />}
    </section>
  );
}

function Shown({ seat }: { seat: ClassSeat }) {
  const people = usePart(seat, (scene) => scene.people);
  const forward = usePart(seat, (scene) => scene.forward);
  const filmed = useComputed(() =>
    seat.slots.seen.value
      .filter(({ kind }) => kind === "camera")
      .map((slot) => slot.seat)
      .sort()
      .join(" "),
  );
  const cameras = new Set(filmed.value.split(" "));
  const others = people.filter(({ seat: who, signs, here }) => here && !signs && who !== forward);
  const seen = others.filter(({ seat: who }) => cameras.has(who));
  const also = others.filter(({ seat: who }) => !cameras.has(who)).map(({ name }) => name);
  return (
    <>
      {seen.length > 0 && (
        <div class="faces">
          {seen.map(({ seat: who, name }) => (
            <Person key={who} seat={seat} who={who} name={name || say("class.hall")} />
          ))}
        </div>
      )}
      {also.length > 0 && (
        <p>{say(seen.length > 0 ? "class.faces.also" : "class.faces.there", { names: called(also) })}</p>
      )}
      <Pages seat={seat} />
    </>
  );
}

function Pages({ seat }: { seat: ClassSeat }) {
  const page = usePart(seat, (scene) => scene.page);
  const pages = usePart(seat, (scene) => scene.pages);
  if (pages < 2) return null;
  const turn = (to: number): void => {
    if (to >= 0 && to < pages) seat.look(true, to);
  };
  return (
    <div class="row">
      <button type="button" class="button" aria-disabled={page === 0} onClick={() => turn(page - 1)}>
        {say("class.faces.before")}
      </button>
      <p role="status">{say("class.faces.page", { n: page + 1, count: pages })}</p>
      <button type="button" class="button" aria-disabled={page === pages - 1} onClick={() => turn(page + 1)}>
        {say("class.faces.next")}
      </button>
    </div>
  );
}
