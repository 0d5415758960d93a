import type { Seat } from "../connection/seat";
import { Deadline } from "../parts/Deadline";
import { Title } from "../parts/Title";
import { pictogramAddress } from "../pictograms/pictogram";
import type * as scenes from "../protocol.gen";
import { animal, say } from "../words";
import { Conversation } from "../writing/Conversation";
import { Helper, Leave, Phone } from "./parts";
import { Threshold } from "./Threshold";

/** Knocking: who is going to help is said before anything is asked. */
export function Knocking({ seat, scene }: { seat: Seat; scene: scenes.Knocking }) {
  const name = scene.helper.firstName;
  return (
    <>
      <header class="stack">
        <Title text={say("room.knocking.title", { name })} />
        <Helper seat={seat} helper={scene.helper} />
      </header>
      {!scene.caller.doubt && (
        <section class="card stack knock">
          <p class="lead">{say("room.knocking.asked")}</p>
          <p class="knock__animal">
            <span class="pictogram pictogram--large">
              <img src={pictogramAddress(scene.pictogram)} alt="" />
            </span>
            <strong class="knock__name">{animal(scene.pictogram)}</strong>
          </p>
        </section>
      )}
      <Threshold seat={seat} scene={scene} />
      {!scene.caller.doubt && <p class="notice">{say("room.knocking.never", { name })}</p>}
      <Conversation seat={seat} scene={scene} />
      <Deadline seat={seat} deadline={scene.deadline} words="room.left" button={say("room.stay")} />
      {!scene.caller.doubt && (
        <footer class="apart">
          <Leave seat={seat} words={say("threshold.wait")} />
        </footer>
      )}
    </>
  );
}

/** TurnedAway tells a person kindly that they were not let in. */
export function TurnedAway({ seat, scene }: { seat: Seat; scene: scenes.TurnedAway }) {
  const { firstName: name, organization, phone } = scene.helper;
  return (
    <>
      <Title text={say("room.turnedAway.title")} />
      <div class="stack">
        <p class="lead">{say("room.turnedAway.why", { name })}</p>
        <p>{say("room.turnedAway.mend", { name })}</p>
        {phone && (
          <p>
            {say("room.phone", { organization })} <Phone number={phone} />
          </p>
        )}
      </div>
      <Conversation seat={seat} scene={scene} />
      <footer class="apart">
        <Leave seat={seat} words={say("threshold.wait")} />
      </footer>
    </>
  );
}
