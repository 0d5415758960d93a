// What several of the person's pages have: who helps, their number, the way out.
import type { Seat } from "../connection/seat";
import { Face } from "../parts/Face";
import type * as scenes from "../protocol.gen";
import { say } from "../words";

/** Helper is who helps: face or initial, organization and its public number. */
export function Helper({ seat, helper }: { seat: Seat; helper: scenes.Helper }) {
  const { firstName: name, organization, town, phone } = helper;
  const seen = helper.camera ? seat.slots.of(helper.seat, "camera") : undefined;
  const speaking = seat.speaking.who.value.has(helper.seat);
  return (
    <div class="row helper">
      <Face name={name} seen={seen} speaking={speaking} />
      <div>
        <p class="lead">
          <strong>{name}</strong> {speaking && <span class="speaks">{say("guest.who.speaks")}</span>}
        </p>
        <p>{[organization, town].filter(Boolean).join(", ")}</p>
        {phone && (
          <p>
            {say("room.phone", { organization })} <Phone number={phone} />
          </p>
        )}
      </div>
    </div>
  );
}

/** Phone is a number to be called with one press, where there is a telephone. */
export function Phone({ number }: { number: string }) {
  return <a href={`tel:${number.replace(/[^\d+]/g, "")}`}>{number}</a>;
}

/** Leave is the way out, at the top of the page and away from all that is pressed often. */
export function Leave({ seat, words = say("room.leave") }: { seat: Seat; words?: string }) {
  return (
    <button type="button" class="button leave" onClick={() => leave(seat)}>
      {words}
    </button>
  );
}

/** leave stops the picture at its source first: nothing waits for the server. */
export function leave(seat: Seat): void {
  seat.screen.pause("person");
  seat.send({ type: "leave" });
}
