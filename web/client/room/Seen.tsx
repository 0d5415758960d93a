import type { Seat } from "../connection/seat";
import { watchers } from "../guests/names";
import type * as scenes from "../protocol.gen";
import { count, type Key, type PluralKey, say } from "../words";
import { listed } from "../writing/people";

type State = "paused" | "paused.by" | "paused.only" | "paused.by.only" | "hidden" | "unseen.lost" | "unseen.absent";

const cameraWords: Readonly<Record<State, Key>> = {
  paused: "phone.camera.paused",
  "paused.by": "phone.camera.paused.by",
  "paused.only": "room.paused.only",
  "paused.by.only": "phone.camera.paused.by.only",
  hidden: "phone.camera.hidden",
  "unseen.lost": "phone.camera.unseen.lost",
  "unseen.absent": "phone.camera.unseen.absent",
};

interface Props {
  readonly seat: Seat;
  readonly scene: Pick<scenes.Live, "helper" | "guests">;
}

/** Seen says who sees the screen or the camera at this moment, each by name; it never says more than is true. */
export function Seen({ seat, scene }: Props) {
  const { state, surface, hidden } = seat.screen.state.value;
  const films = surface === "camera";
  const names = watchers(scene);
  const name = scene.helper.firstName;
  const tell = (what: State): string => say(films ? cameraWords[what] : `room.${what}`, { name });
  switch (state) {
    case "off":
      return null;
    case "paused": {
      const why = seat.screen.pausedBy.value === "mediator" ? "paused.by" : "paused";
      return (
        <div class="notice notice--warn sees">
          <p class="lead">
            <strong>{tell(why)}</strong>
          </p>
          <p>{tell(`${why}.only`)}</p>
        </div>
      );
    }
    case "showing": {
      if (seat.line.state.value !== "joined") return <p class="notice sees lead">{tell("unseen.lost")}</p>;
      if (names.length === 0) return <p class="notice sees lead">{tell("unseen.absent")}</p>;
      const sees: PluralKey = films ? "guest.who.films" : "guest.who.sees";
      return (
        <div class="notice notice--good sees">
          <p class="lead">
            <strong>{count(sees, names.length, { names: listed(names) })}</strong>
          </p>
          {hidden && <p>{tell("hidden")}</p>}
        </div>
      );
    }
  }
}
