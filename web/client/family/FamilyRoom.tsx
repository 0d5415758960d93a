import { ConnectionState, rests, Stopped } from "../parts/ConnectionState";
import { Sound } from "../parts/Sound";
import { Title } from "../parts/Title";
import { say } from "../words";
import { Call, Calling } from "./Call";
import { Home } from "./Home";
import { News } from "./News";
import type { FamilyPage } from "./page";
import { Ringing } from "./Ringing";

/** FamilyRoom is a family's page: at rest, ringing, or in a call. */
export function FamilyRoom({ page }: { page: FamilyPage }) {
  const { seat } = page;
  const gone = seat.over.value || seat.line.state.value === "gone" || seat.line.state.value === "signed-out";
  return (
    <>
      <div class="page family__faults">
        <ConnectionState seat={seat} />
        <Sound slots={seat.slots} />
        <News seat={seat} />
      </div>
      {gone ? <Closed /> : rests(seat) ? <Rests page={page} /> : <Scene page={page} />}
    </>
  );
}

function Rests({ page: { seat } }: { page: FamilyPage }) {
  return (
    <div class="page stack">
      <Stopped seat={seat} home="/famille" />
    </div>
  );
}

function Closed() {
  return (
    <div class="page stack">
      <Title text={say("family.live.closed")} />
      <a class="button button--primary button--large" href="/famille">
        {say("family.live.closed.look")}
      </a>
    </div>
  );
}

function Scene({ page }: { page: FamilyPage }) {
  const { seat } = page;
  const scene = seat.scene.value;
  if (!scene) {
    return (
      <div class="page">
        <Title text={say("room.moment")} />
      </div>
    );
  }
  if (seat.rung.value) return <Ringing page={page} scene={scene} />;
  if (!seat.inCall.value) return <Home page={page} scene={scene} />;
  return scene.call?.until ? <Calling seat={seat} scene={scene} /> : <Call seat={seat} />;
}
