import type { Seat } from "../connection/seat";
import { Conversation } from "../parts/Conversation";
import { Deadline } from "../parts/Deadline";
import { Face } from "../parts/Face";
import { Title } from "../parts/Title";
import { pictogramAddress } from "../pictograms/pictogram";
import type * as scenes from "../protocol.gen";
import { animal, say } from "../words";

/** Knocking: who is going to help is said before anything is asked. */
export function Knocking({ seat, scene }: { seat: Seat; scene: scenes.Knocking }) {
  const name = scene.helper.firstName;
  return (
    <>
      <header class="stack">
        <Title text={say("room.knocking.title", { name })} />
        <Helper seat={seat} helper={scene.helper} />
      </header>
      <section class="card stack knock">
        <p class="lead">{say("room.knocking.asked")}</p>
        <p class="knock__animal">
          <span class="pictogram pictogram--large">
            <img src={pictogramAddress(scene.pictogram)} alt="" />
          </span>
          <strong class="knock__name">{animal(scene.pictogram)}</strong>
        </p>
      </section>
      <p class="notice">{say("room.knocking.never", { name })}</p>
      <Deadline seat={seat} deadline={scene.deadline} button={say("room.stay")} />
      <Conversation seat={seat} own={scene.caller.seat} otherName={name} />
    </>
  );
}

/** TurnedAway tells a person kindly that they were not let in. */
export function TurnedAway({ seat, scene }: { seat: Seat; scene: scenes.TurnedAway }) {
  const { firstName: name, phone } = scene.helper;
  return (
    <>
      <Title text={say("room.turnedAway.title")} />
      <div class="stack">
        <p class="lead">{say("room.turnedAway.why", { name })}</p>
        <p>{say("room.turnedAway.mend", { name })}</p>
        {phone && <Phone number={phone} />}
      </div>
      <Conversation seat={seat} own={scene.caller.seat} otherName={name} />
    </>
  );
}

/** Helper is who helps: face or initial, organization and its public number. */
export function Helper({ seat, helper }: { seat: Seat; helper: scenes.Helper }) {
  const seen = helper.camera ? seat.slots.of(helper.seat, "camera") : undefined;
  return (
    <div class="row helper">
      <Face name={helper.firstName} seen={seen} />
      <div>
        <p class="lead">
          <strong>{helper.firstName}</strong>
        </p>
        <p>{[helper.organization, helper.town].filter(Boolean).join(", ")}</p>
        {helper.phone && <Phone number={helper.phone} />}
      </div>
    </div>
  );
}

function Phone({ number }: { number: string }) {
  return (
    <p>
      {say("room.phone")} <a href={`tel:${number.replace(/[^\d+]/g, "")}`}>{number}</a>
    </p>
  );
}
