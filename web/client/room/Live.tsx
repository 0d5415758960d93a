import { unseen } from "../companion/attention";
import type { Seat } from "../connection/seat";
import { Ask } from "../guests/Ask";
import { Present } from "../guests/Present";
import { AddPhone } from "../lens/AddPhone";
import { Deadline } from "../parts/Deadline";
import { OwnCamera } from "../parts/OwnCamera";
import { Title } from "../parts/Title";
import { VoiceChoice } from "../parts/VoiceChoice";
import type * as scenes from "../protocol.gen";
import { Received } from "../sending/Received";
import { Shown } from "../sending/Shown";
import { Steps } from "../stills/Steps";
import { say } from "../words";
import { Write } from "../writing/Write";
import { Helper, Leave } from "./parts";
import { ShowScreen } from "./ShowScreen";
import { AnyDoubt, Doubt } from "./Threshold";

/** In the last minutes the page says how long is left; earlier it would only worry. */
const lastMinutes = 10 * 60_000;

/** Live: the person is helped. Leaving stands apart from everything that is pressed often. */
export function Live({ seat, scene }: { seat: Seat; scene: scenes.Live }) {
  const { caller, helper } = scene;
  const name = helper.firstName;
  return (
    <>
      <header class="stack">
        <div class="row row--apart head">
          <Title text={say("room.live.title", { name })} page={pageTitle(seat, scene)} />
          <Leave seat={seat} />
        </div>
        <Helper seat={seat} helper={helper} />
        <Present seat={seat} scene={scene} />
        <div role="status">{!helper.present && <p class="notice">{say("room.absent", { name })}</p>}</div>
      </header>
      {caller.doubt ? <Doubt seat={seat} helper={helper} /> : <Tools seat={seat} scene={scene} />}
      <Write seat={seat} scene={scene} />
      {!caller.doubt && <AnyDoubt seat={seat} />}
      <Deadline
        seat={seat}
        deadline={scene.deadline}
        words="room.left.live"
        button={say("room.stay")}
        within={lastMinutes}
      />
    </>
  );
}

/** Tools is all that shows something, in either direction. */
function Tools({ seat, scene }: { seat: Seat; scene: scenes.Live }) {
  const signed = scene.guests.some(({ seat: who, agreed }) => who === "interpreter" && agreed);
  return (
    <>
      <Ask seat={seat} scene={scene} />
      <Shown seat={seat} scene={scene} />
      <Received seat={seat} scene={scene} />
      <Steps seat={seat} name={scene.helper.firstName} />
      <ShowScreen seat={seat} scene={scene} />
      <VoiceChoice microphone={seat.microphone} />
      {signed && <OwnCamera camera={seat.camera} />}
      <AddPhone seat={seat} scene={scene} />
    </>
  );
}

/** pageTitle says the state in the tab's title, for whoever looks at another window. */
function pageTitle(seat: Seat, { helper }: scenes.Live): string {
  const name = helper.firstName;
  if (seat.line.state.value === "lost") return say("room.page.lost");
  if (unseen(seat)) return say("pointing.page", { name });
  const { state, surface } = seat.screen.state.value;
  const films = surface === "camera";
  switch (state) {
    case "showing":
      if (!helper.present) return say("room.live.title", { name });
      return say(films ? "phone.camera.sees" : "room.sees", { name });
    case "paused":
      return say(films ? "phone.camera.paused" : "room.paused");
    case "off":
      return say("room.live.title", { name });
  }
}
