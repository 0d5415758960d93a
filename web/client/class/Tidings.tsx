import { say } from "../words";
import { nameOf, usePart } from "./lesson";
import type { ClassSeat } from "./seat";
import { teacher } from "./words";

/** Tidings are what has changed for oneself, or for who teaches, for as long as it lasts; News says it aloud, once. */
export function Tidings({ seat }: { seat: ClassSeat }) {
  const aside = usePart(seat, (scene) => scene.aside && nameOf(scene, scene.aside));
  const silenced = usePart(seat, ({ me }) => me.silenced);
  const forward = usePart(seat, (scene) => scene.forward === scene.you);
  const teaches = usePart(seat, (scene) => teacher(scene));
  if (aside) {
    return (
      <p class="notice notice--good lead">
        <strong>{say("class.aside", { name: aside })}</strong>
      </p>
    );
  }
  return (
    <>
      <Teachers seat={seat} />
      {silenced && <p class="notice notice--warn">{say("class.silenced", { name: teaches })}</p>}
      {forward && <p class="notice notice--good">{say("class.forward")}</p>}
    </>
  );
}

/** Teachers says of each who teaches and is not heard why that is. */
function Teachers({ seat }: { seat: ClassSeat }) {
  const helpers = usePart(seat, (scene) => scene.helpers);
  return (
    <>
      {helpers.map(({ seat: who, firstName: name, present, away, leads }) => {
        if (away)
          return (
            <p key={who} class="notice">
              {say("class.away", { name })}
            </p>
          );
        if (!present && leads)
          return (
            <p key={who} class="notice notice--warn">
              {say("class.lost", { name })}
            </p>
          );
        return null;
      })}
    </>
  );
}
