import { Keeper } from "../companion/Keeper";
import { useKeptFocus } from "../parts/focus";
import { Viewfinder } from "../phone/Viewfinder";
import type { ShowTo } from "../protocol.gen";
import { Picker } from "../room/Picker";
import { say } from "../words";
import { usePart } from "./lesson";
import type { ClassSeat } from "./seat";
import { teacher } from "./words";

/** OwnScreen is one's own screen: asked for, shown to whom one chose, and taken back at any time. */
export function OwnScreen({ seat }: { seat: ClassSeat }) {
  const asked = usePart(seat, ({ me }) => me.asked);
  const name = usePart(seat, (scene) => teacher(scene, scene.aside));
  const off = seat.screen.state.value.state === "off";
  const section = useKeptFocus(off);
  if (off && asked === "nobody") return null;
  return (
    <section ref={section} class="card stack" aria-label={say("class.screen")}>
      {off ? <Asked seat={seat} asked={asked} name={name} /> : <Shown seat={seat} name={name} />}
    </section>
  );
}

/** Asked is what those who teach would like to see, and before whom one agrees to: never more than was asked. */
function Asked({ seat, asked, name }: { seat: ClassSeat; asked: ShowTo; name: string }) {
  const { canShow, canFilm } = seat.device;
  const asking = seat.screen.asking.value;
  const notice = seat.screen.notice.value;
  const show = (to: ShowTo): void => {
    seat.send({ type: "consent", to });
    void (canShow ? seat.screen.show() : seat.screen.film());
  };
  return (
    <div class="ask">
      {canShow && <Picker device={seat.device} />}
      <div class="stack">
        <p class="lead">
          <strong>{say(asked === "all" ? "class.asked.all" : "class.asked.mediators", { name })}</strong>
        </p>
        <p>{say("class.asked.promise")}</p>
        {!canShow && <p>{say(canFilm ? "class.asked.camera" : "class.asked.unable", { name })}</p>}
        <div role="status">
          {asking === "refused" && <p class="notice">{say("class.asked.refused")}</p>}
          {asking === "asked" && <p class="notice">{say(canShow ? "room.asked" : "desk.camera.asked")}</p>}
          {notice === "busy" && <p class="notice">{say("desk.camera.busy")}</p>}
        </div>
        <div class="row">
          {(canShow || canFilm) && (
            <>
              <button type="button" class="button button--primary button--large" onClick={() => show("mediators")}>
                {say("class.asked.only", { name })}
              </button>
              {asked === "all" && (
                <button type="button" class="button button--large" onClick={() => show("all")}>
                  {say("class.asked.group")}
                </button>
              )}
            </>
          )}
          <button
            type="button"
            class="button button--large"
            onClick={() => seat.send({ type: "consent", to: "nobody" })}
          >
            {say("class.asked.no")}
          </button>
        </div>
      </div>
    </div>
  );
}

/** Shown says who sees it at this moment, and holds the two ways to hide it. */
function Shown({ seat, name }: { seat: ClassSeat; name: string }) {
  const consent = usePart(seat, ({ me }) => me.consent);
  const { state, surface, hidden } = seat.screen.state.value;
  const { screen } = seat;
  const paused = state === "paused";
  const films = surface === "camera";
  const stop = (): void => {
    screen.stop();
    seat.send({ type: "consent", to: "nobody" });
  };
  return (
    <>
      <div role="status" class={paused ? "notice notice--warn" : "notice notice--good"}>
        <p class="lead">
          <strong>{words(seat, consent, paused, name)}</strong>
        </p>
        {hidden && !paused && <p>{say("room.hidden", { name })}</p>}
      </div>
      {films && <Viewfinder seat={seat} />}
      <div class="row row--apart">
        <button
          type="button"
          class="button button--primary button--large"
          onClick={() => (paused ? void screen.resume() : screen.pause("person"))}
        >
          {say(paused ? "room.resume" : "room.pause")}
        </button>
        <button type="button" class="button button--large" onClick={stop}>
          {say("room.stopShowing")}
        </button>
      </div>
      {!films && <Keeper seat={seat} name={name} />}
    </>
  );
}

/** words never say more than is true: without a connection nobody sees it, and nor without consent. */
function words(seat: ClassSeat, consent: ShowTo, paused: boolean, name: string): string {
  if (paused) return say("class.screen.paused");
  if (seat.line.state.value !== "joined") return say("class.screen.lost");
  return say(`class.screen.${consent}`, { name });
}
