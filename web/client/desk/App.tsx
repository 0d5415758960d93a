import { useRef } from "preact/hooks";
import type { Seat } from "../connection/seat";
import { Arriving } from "../guests/Arriving";
import { Out } from "../guests/Out";
import { ConnectionState, rests, Stopped } from "../parts/ConnectionState";
import { Sound } from "../parts/Sound";
import { Title } from "../parts/Title";
import type { DeviceKind } from "../protocol.gen";
import { say } from "../words";
import { Admission, TurnedAway } from "./Admission";
import type { Desk } from "./desk";
import { Helps, Knocks } from "./Helps";
import { Invitation } from "./Invitation";
import { Live } from "./Live";
import { Over } from "./Over";

/** App is the mediator's page: the list of their helps, or the one that is open. */
export function App({ desk, base }: { desk: Desk; base: string }) {
  const seat = desk.open.value;
  if (!seat) return <Helps desk={desk} />;
  const live = seat.scene.value?.phase === "live";
  return (
    <div class={live ? "desk desk--live stack" : "page page--wide stack stack--loose"} key={seat.help}>
      <ConnectionState seat={seat} />
      <Knocks desk={desk} />
      <Sound slots={seat.slots} />
      {rests(seat) ? <Stopped seat={seat} home="/espace" /> : <Scene seat={seat} desk={desk} base={base} />}
    </div>
  );
}

function Scene({ seat, desk, base }: { seat: Seat; desk: Desk; base: string }) {
  const scene = seat.scene.value;
  // The end's scene says nothing of the person any more, and their report does.
  const device = useRef<DeviceKind>("unknown");
  if (scene && "caller" in scene) device.current = scene.caller.device.kind;
  if (seat.out) return <Out />;
  const back = (
    <button type="button" class="button button--quiet" onClick={() => desk.leave()}>
      {say("desk.back")}
    </button>
  );
  switch (scene?.phase) {
    case undefined:
      return <Title text={say("room.moment")} />;
    case "arriving":
      return <Arriving scene={scene} />;
    case "inviting":
      return <Invitation seat={seat} scene={scene} base={base} back={back} />;
    case "knocking":
      return <Admission seat={seat} scene={scene} back={back} />;
    case "turnedAway":
      return <TurnedAway seat={seat} scene={scene} back={back} />;
    case "live":
      return <Live seat={seat} scene={scene} back={back} />;
    case "closing":
    case "ended":
      return <Over seat={seat} scene={scene} device={device.current} back={back} />;
  }
}
