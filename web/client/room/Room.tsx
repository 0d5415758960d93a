import type { Seat } from "../connection/seat";
import { Arriving } from "../guests/Arriving";
import { Interpreter } from "../guests/Interpreter";
import { Out } from "../guests/Out";
import { Lens, LensOver, LensWaiting } from "../lens/Lens";
import { ConnectionState, rests, Stopped } from "../parts/ConnectionState";
import { Sound } from "../parts/Sound";
import { Title } from "../parts/Title";
import type { Scene as AnyScene } from "../protocol.gen";
import { say } from "../words";
import { Live } from "./Live";
import { Closing, Ended } from "./Over";
import { Knocking, TurnedAway } from "./Waiting";

/** Room is the page of the person, of an interpreter or of a telephone beside: the scene that the server says they are in. */
export function Room({ seat }: { seat: Seat }) {
  return (
    <div class={seat.scene.value?.phase === "live" ? "page page--wide stack stack--loose" : "page stack stack--loose"}>
      <ConnectionState seat={seat} />
      <Sound slots={seat.slots} />
      {rests(seat) ? <Stopped seat={seat} home="/" /> : <Scene seat={seat} />}
    </div>
  );
}

function Scene({ seat }: { seat: Seat }) {
  const scene = seat.scene.value;
  if (seat.out) return <Out />;
  if (scene && seat.role === "lens") return <Telephone seat={seat} scene={scene} />;
  switch (scene?.phase) {
    case undefined:
    // Only the one who helps has this scene: a person who gets it is about to be told more.
    case "inviting":
      return <Title text={say("room.moment")} />;
    case "arriving":
      return <Arriving scene={scene} />;
    case "knocking":
      return <Knocking seat={seat} scene={scene} />;
    case "turnedAway":
      return <TurnedAway seat={seat} scene={scene} />;
    case "live":
      return scene.you === "interpreter" ? (
        <Interpreter seat={seat} scene={scene} />
      ) : (
        <Live seat={seat} scene={scene} />
      );
    case "closing":
      return <Closing seat={seat} scene={scene} />;
    case "ended":
      return <Ended seat={seat} scene={scene} />;
  }
}

/** Telephone is the page of a telephone that shows what its camera sees. */
function Telephone({ seat, scene }: { seat: Seat; scene: AnyScene }) {
  if (scene.phase === "live") return <Lens seat={seat} scene={scene} />;
  return scene.phase === "closing" || scene.phase === "ended" ? <LensOver /> : <LensWaiting />;
}
