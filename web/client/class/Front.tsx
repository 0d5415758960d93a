import { useComputed } from "@preact/signals";
import { Face } from "../parts/Face";
import { say } from "../words";
import { nameOf, usePart } from "./lesson";
import type { ClassSeat } from "./seat";

/** Front is whoever is before everybody: who teaches, and who was put forward; alone with one, that one only. */
export function Front({ seat }: { seat: ClassSeat }) {
  return <People seat={seat} sign={false} />;
}

/** Signing is whoever of them speaks with their hands, which are read: their picture is large and whole. */
export function Signing({ seat }: { seat: ClassSeat }) {
  return <People seat={seat} sign />;
}

function People({ seat, sign }: { seat: ClassSeat; sign: boolean }) {
  const you = usePart(seat, (scene) => scene.you);
  const aside = usePart(seat, (scene) => scene.aside);
  const forward = usePart(seat, (scene) => scene.forward);
  const helpers = usePart(seat, (scene) => scene.helpers);
  const people = usePart(seat, (scene) => scene.people);
  const teach = helpers.filter((helper) => helper.present && !helper.away).map((helper) => helper.seat);
  const others = people.filter(({ seat: who, signs }) => signs || who === forward).map(({ seat: who }) => who);
  const signing = new Set([...helpers, ...people].filter(({ signs }) => signs).map(({ seat: who }) => who));
  const all = (aside ? [aside] : [...teach, ...others]).filter((who) => who !== you && signing.has(who) === sign);
  if (all.length === 0) return null;
  return (
    <section class={sign ? "signing row" : "front row"} aria-label={say(sign ? "class.signing" : "class.front")}>
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
