import { Keeper } from "../companion/Keeper";
import type { Seat } from "../connection/seat";
import type { ScreenShare } from "../media/screen";
import { useKeptFocus } from "../parts/focus";
import type * as scenes from "../protocol.gen";
import { say } from "../words";
import { Picker } from "./Picker";

/** ShowScreen is one's own screen: to show it, to pause it, and always whether it is seen. */
export function ShowScreen({ seat, scene }: { seat: Seat; scene: scenes.Live }) {
  const { state, closed } = seat.screen.state.value;
  const name = scene.helper.firstName;
  const unable = state === "off" && seat.screen.asking.value === "unable";
  const section = useKeptFocus(state === "off");
  return (
    <section ref={section} class="stack" aria-label={say("room.screen")}>
      <div role="status">
        <Seen seat={seat} helper={scene.helper} />
      </div>
      {state !== "off" && <Controls screen={seat.screen} paused={state === "paused"} />}
      <Keeper seat={seat} name={name} />
      {unable && <p class="notice notice--warn">{say(`room.unable.${seat.device.kind}`, { name })}</p>}
      {state === "off" && !unable && <Ask seat={seat} name={name} closed={closed} />}
    </section>
  );
}

/** Seen says who sees the screen at this moment; it never says more than is true. */
function Seen({ seat, helper }: { seat: Seat; helper: scenes.Helper }) {
  const { state, hidden } = seat.screen.state.value;
  const name = helper.firstName;
  switch (state) {
    case "off":
      return null;
    case "paused": {
      const why = seat.screen.pausedBy.value === "mediator" ? say("room.paused.by", { name }) : say("room.paused");
      return (
        <div class="notice notice--warn sees">
          <p class="lead">
            <strong>{why}</strong>
          </p>
          <p>{say("room.paused.only", { name })}</p>
        </div>
      );
    }
    case "showing":
      if (seat.line.state.value !== "joined") return <p class="notice sees lead">{say("room.unseen.lost")}</p>;
      if (!helper.present) return <p class="notice sees lead">{say("room.unseen.absent", { name })}</p>;
      return (
        <div class="notice notice--good sees">
          <p class="lead">
            <strong>{say("room.sees", { name })}</strong>
          </p>
          {hidden && <p>{say("room.hidden", { name })}</p>}
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
