import { useEffect, useId, useMemo } from "preact/hooks";
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
import { say } from "../words";
import { Picker } from "./Picker";
import { Seen } from "./Seen";

/** ShowScreen is all that a person shows: first what they are asked for, then their screen, or what takes its place. */
export function ShowScreen({ seat, scene }: { seat: Seat; scene: scenes.Live }) {
  const photograph = useMemo(() => new Photograph(seat), [seat]);
  const [choose, field] = useChooser((file) => void photograph.choose(file));
  const { for: asked, outcome } = scene.request;
  // What was sent before is in the way of what is asked now.
  useEffect(() => {
    if (outcome === "open" && photograph.step.peek().at === "sent") photograph.drop();
  }, [asked, outcome]);
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
  const asked = scene.request.outcome === "open" ? scene.request.for : "";
  const { state, surface, closed } = seat.screen.state.value;
  const name = scene.helper.firstName;
  const off = state === "off";
  const films = surface === "camera";
  const unable = off && !seat.device.canShow;
  const portable = seat.device.kind !== "computer";
  const section = useKeptFocus(off);
  // One's own picture and « Pause » below it are in sight at once, on a small screen too.
  const filming = films && !off;
  useEffect(() => {
    if (filming) section.current?.scrollIntoView({ block: "start" });
  }, [filming]);
  return (
    <section
      ref={section}
      class="stack"
      aria-label={say(films || (unable && portable) ? "phone.shown" : "room.screen")}
    >
      <div role="status">
        <Seen seat={seat} scene={scene} />
      </div>
      {filming && <Viewfinder seat={seat} />}
      {!off && <Controls screen={seat.screen} paused={state === "paused"} name={name} />}
      {!films && <Keeper seat={seat} name={name} />}
      {unable && portable && <Ways seat={seat} name={name} closed={closed} choose={choose} asked={asked} />}
      {unable && !portable && <p class="notice notice--warn">{say("room.unable.computer", { name })}</p>}
      {off && !unable && <Ask seat={seat} name={name} closed={closed} />}
    </section>
  );
}

/** Controls is one button that pauses and resumes, so that the focus stays on it, and far from it the one that stops. */
function Controls({ screen, paused, name }: { screen: ScreenShare; paused: boolean; name: string }) {
  const id = useId();
  return (
    <div class="row row--apart controls">
      <div class="stack stack--tight">
        <button
          type="button"
          class="button button--primary button--large"
          aria-describedby={paused ? undefined : `${id}-pause`}
          onClick={() => (paused ? void screen.resume() : screen.pause("person"))}
        >
          {say(paused ? "room.resume" : "room.pause")}
        </button>
        {!paused && (
          <p id={`${id}-pause`} class="small">
            {say("room.pause.what", { name })}
          </p>
        )}
      </div>
      <div class="stack stack--tight">
        <button type="button" class="button" aria-describedby={`${id}-stop`} onClick={() => screen.stop()}>
          {say("room.stopShowing")}
        </button>
        <p id={`${id}-stop`} class="small">
          {say("room.stopShowing.what")}
        </p>
      </div>
    </div>
  );
}

/** Ask is the button, and beside it what this very browser is going to ask. */
function Ask({ seat, name, closed }: { seat: Seat; name: string; closed: boolean }) {
  const asking = seat.screen.asking.value;
  return (
    <div class="ask">
      {/* Before the button: what is going to be asked is looked at first, on a narrow screen too. */}
      <Picker device={seat.device} />
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
    </div>
  );
}

/** On a Mac the system refuses in the browser's place until it is told once. */
function refusal(seat: Seat): "room.refused" | "room.refused.mac" {
  return seat.device.system === "macOS" ? "room.refused.mac" : "room.refused";
}
