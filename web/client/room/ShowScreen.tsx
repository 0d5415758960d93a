import { useMemo } from "preact/hooks";
import { Keeper } from "../companion/Keeper";
import type { Seat } from "../connection/seat";
import type { ScreenShare } from "../media/screen";
import { useKeptFocus } from "../parts/focus";
import { Asked } from "../phone/Asked";
import { BoardView } from "../phone/BoardView";
import { useChooser } from "../phone/chooser";
import { PhotoFlow } from "../phone/PhotoFlow";
import { Photograph } from "../phone/photograph";
import { Viewfinder } from "../phone/Viewfinder";
import { Ways } from "../phone/Ways";
import type * as scenes from "../protocol.gen";
import { type Key, say } from "../words";
import { Picker } from "./Picker";

/** ShowScreen is all that a person shows: first what they are asked for, then their screen, or what takes its place. */
export function ShowScreen({ seat, scene }: { seat: Seat; scene: scenes.Live }) {
  const photograph = useMemo(() => new Photograph(seat), [seat]);
  const [choose, field] = useChooser((file) => void photograph.choose(file));
  return (
    <>
      {field}
      <Asked seat={seat} scene={scene} choose={choose} />
      <PhotoFlow
        photograph={photograph}
        name={scene.helper.firstName}
        choose={choose}
        send={() => void sendPhotograph(photograph, seat, scene)}
      />
      <BoardView seat={seat} scene={scene} />
      <Own seat={seat} scene={scene} choose={choose} />
    </>
  );
}

/** sendPhotograph takes it to those who help, and answers the request for it. */
async function sendPhotograph(photograph: Photograph, seat: Seat, { helper, guests }: scenes.Live): Promise<void> {
  const colleagues = guests.filter((guest) => guest.seat === "colleague" && guest.agreed && guest.present);
  if (!(await photograph.send([helper.seat, ...colleagues.map((guest) => guest.seat)]))) return;
  const now = seat.scene.value;
  const wanted = now?.phase === "live" && (now.request.for === "photo" || now.request.for === "screenshot");
  if (wanted) seat.send({ type: "answer", outcome: "done" });
}

/** Own is one's own screen or camera: to show it, to pause it, and always whether it is seen. */
function Own({ seat, scene, choose }: { seat: Seat; scene: scenes.Live; choose: () => void }) {
  const { state, surface, closed } = seat.screen.state.value;
  const name = scene.helper.firstName;
  const off = state === "off";
  const films = surface === "camera";
  const unable = off && !seat.device.canShow;
  const portable = seat.device.kind !== "computer";
  const section = useKeptFocus(off);
  return (
    <section
      ref={section}
      class="stack"
      aria-label={say(films || (unable && portable) ? "phone.shown" : "room.screen")}
    >
      <div role="status">
        <Seen seat={seat} helper={scene.helper} />
      </div>
      {!off && films && <Viewfinder seat={seat} />}
      {!off && <Controls screen={seat.screen} paused={state === "paused"} />}
      {!films && <Keeper seat={seat} name={name} />}
      {unable && portable && <Ways seat={seat} name={name} closed={closed} choose={choose} />}
      {unable && !portable && <p class="notice notice--warn">{say("room.unable.computer", { name })}</p>}
      {off && !unable && <Ask seat={seat} name={name} closed={closed} />}
    </section>
  );
}

type State = "sees" | "paused" | "paused.by" | "hidden" | "unseen.lost" | "unseen.absent";

const cameraWords: Readonly<Record<State, Key>> = {
  sees: "phone.camera.sees",
  paused: "phone.camera.paused",
  "paused.by": "phone.camera.paused.by",
  hidden: "phone.camera.hidden",
  "unseen.lost": "phone.camera.unseen.lost",
  "unseen.absent": "phone.camera.unseen.absent",
};

/** Seen says who sees the screen or the camera at this moment; it never says more than is true. */
export function Seen({ seat, helper }: { seat: Seat; helper: scenes.Helper }) {
  const { state, surface, hidden } = seat.screen.state.value;
  const name = helper.firstName;
  const tell = (what: State): string => say(surface === "camera" ? cameraWords[what] : `room.${what}`, { name });
  switch (state) {
    case "off":
      return null;
    case "paused":
      return (
        <div class="notice notice--warn sees">
          <p class="lead">
            <strong>{tell(seat.screen.pausedBy.value === "mediator" ? "paused.by" : "paused")}</strong>
          </p>
          <p>{say("room.paused.only", { name })}</p>
        </div>
      );
    case "showing":
      if (seat.line.state.value !== "joined") return <p class="notice sees lead">{tell("unseen.lost")}</p>;
      if (!helper.present) return <p class="notice sees lead">{tell("unseen.absent")}</p>;
      return (
        <div class="notice notice--good sees">
          <p class="lead">
            <strong>{tell("sees")}</strong>
          </p>
          {hidden && <p>{tell("hidden")}</p>}
        </div>
      );
  }
}

/** Controls is one button that pauses and resumes, so that the focus stays on it, and far from it the one that stops. */
function Controls({ screen, paused }: { screen: ScreenShare; paused: boolean }) {
  return (
    <div class="row row--apart">
      <button
        type="button"
        class="button button--primary button--large"
        onClick={() => (paused ? void screen.resume() : screen.pause("person"))}
      >
        {say(paused ? "room.resume" : "room.pause")}
      </button>
      <button type="button" class="button" onClick={() => screen.stop()}>
        {say("room.stopShowing")}
      </button>
    </div>
  );
}

/** Ask is the button, and beside it what this very browser is going to ask. */
function Ask({ seat, name, closed }: { seat: Seat; name: string; closed: boolean }) {
  const asking = seat.screen.asking.value;
  return (
    <div class="ask">
      <div class="stack">
        <div role="status">
          {closed && <p class="notice">{say("room.closed")}</p>}
          {asking === "refused" && <p class="notice">{say(refusal(seat), { name })}</p>}
          {asking === "asked" && <p class="notice">{say("room.asked")}</p>}
        </div>
        <button
          type="button"
          class="button button--primary button--large button--block"
          onClick={() => void seat.screen.show()}
        >
          {say("room.show")}
        </button>
        <p>{say("room.show.promise", { name })}</p>
      </div>
      <Picker device={seat.device} />
    </div>
  );
}

/** On a Mac the system refuses in the browser's place until it is told once. */
function refusal(seat: Seat): "room.refused" | "room.refused.mac" {
  return seat.device.system === "macOS" ? "room.refused.mac" : "room.refused";
}
