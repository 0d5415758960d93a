import { useComputed } from "@preact/signals";
import { ConnectionState, rests, Stopped } from "../parts/ConnectionState";
import { Sound } from "../parts/Sound";
import { Title } from "../parts/Title";
import { say } from "../words";
import { Hall, HallOver } from "./Hall";
import { Lesson } from "./Lesson";
import { Lobby } from "./Lobby";
import { News } from "./News";
import { Over } from "./Over";
import { Pocket } from "./Pocket";
import type { ClassPage } from "./page";

/** ClassRoom is the page of a participant or of a hall: the scene that the server says they are in. */
export function ClassRoom({ page }: { page: ClassPage }) {
  const { seat, home } = page;
  return (
    <>
      <div class="page class__faults">
        <ConnectionState seat={seat} />
        <Voices page={page} />
        <News page={page} />
      </div>
      {rests(seat) ? (
        <div class="page stack">
          <Stopped seat={seat} home={home} gone={say("class.gone")} />
        </div>
      ) : (
        <Scene page={page} />
      )}
    </>
  );
}

/** Voices are heard unless a telephone beside carries them, or the room does: else they would come back as an echo. */
function Voices({ page: { seat } }: { page: ClassPage }) {
  const pocket = useComputed(() => seat.lesson.value?.me.pocket ?? false);
  return seat.telephone.value || pocket.value ? null : <Sound slots={seat.slots} />;
}

function Scene({ page }: { page: ClassPage }) {
  const { seat } = page;
  const scene = useComputed(() => {
    const now = seat.scene.value;
    // A class says what has changed to each of its parts.
    return now?.phase === "class" ? now.phase : now;
  });
  const pocket = useComputed(() => seat.lesson.value?.me.pocket ?? false);
  const now = scene.value;
  if (now === "class") {
    if (seat.role === "hall") return <Hall page={page} />;
    return pocket.value ? <Pocket page={page} /> : <Lesson page={page} />;
  }
  switch (now?.phase) {
    case "lobby":
      return <Lobby page={page} scene={now} />;
    case "over":
      return seat.role === "hall" ? <HallOver /> : <Over page={page} scene={now} />;
    default:
      return (
        <div class="page">
          <Title text={say("room.moment")} />
        </div>
      );
  }
}
