import { useComputed } from "@preact/signals";
import { Face } from "../parts/Face";
import { say } from "../words";
import { nameOf, usePart } from "./lesson";
import type { ClassSeat } from "./seat";

/** Front is whoever is before everybody: who teaches, who was put forward, hands that sign; and alone with one, that one only. */
export function Front({ seat }: { seat: ClassSeat }) {
  const you = usePart(seat, (scene) => scene.you);
  const aside = usePart(seat, (scene) => scene.aside);
  const forward = usePart(seat, (scene) => scene.forward);
  const helpers = usePart(seat, (scene) => scene.helpers);
  const people = usePart(seat, (scene) => scene.people);
  const teach = helpers.filter((helper) => helper.present && !helper.away).map((helper) => helper.seat);
  const others = people.filter(({ seat: who, signs }) => signs || who === forward).map(({ seat: who }) => who);
  const all = (aside ? [aside] : [...teach, ...others]).filter((who) => who !== you);
  return (
    <section class="front row" aria-label={say("class.front")}>
      {all.map((who) => (
        <Person key={who} seat={seat} who={who} name={nameOf({ helpers, people }, who) || say("class.hall")} />
      ))}
    </section>
  );
}

/** Person is somebody's face and name, with a ring while they speak. */
export function Person({ seat, who, name }: { seat: ClassSeat; who: string; name: string }) {
  const speaking = useComputed(() => seat.speaking.who.value.has(who));
  const seen = useComputed(() => seat.slots.of(who, "camera"));
  return (
    <figure class="person">
      <Face name={name} seen={seen.value} speaking={speaking.value} />
      <figcaption>
        {name}
        {speaking.value && <span class="visually-hidden"> {say("guest.who.speaks")}</span>}
      </figcaption>
    </figure>
  );
}
