import { ConnectionState, rests, Stopped } from "../parts/ConnectionState";
import { Sound } from "../parts/Sound";
import { Title } from "../parts/Title";
import { say } from "../words";
import type { ClassPage } from "./page";

/** ClassRoom is the page of a participant or of a hall: the scene that the server says they are in. */
export function ClassRoom({ page }: { page: ClassPage }) {
  const { seat, home } = page;
  return (
    <div class="page page--wide stack stack--loose">
      <ConnectionState seat={seat} />
      <Sound slots={seat.slots} />
      {rests(seat) ? (
        <Stopped seat={seat} home={home} />
      ) : (
        <Title text={seat.scene.value?.title ?? say("room.moment")} />
      )}
    </div>
  );
}
