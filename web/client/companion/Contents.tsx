import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Helping, Station } from "../connection/station";
import { Player } from "../media/player";
import { Face } from "../parts/Face";
import type { Size } from "../pointing/geometry";
import { say } from "../words";
import { begin } from "./ground";
import { Miniature } from "./miniature";
import { placeOf } from "./place";

/** How much larger « Plus grand » makes it. */
const larger = 1.6;

interface Props {
  readonly seat: Station;
  readonly window: Window;
  readonly small: Size;
}

/** Contents is what the companion shows: who helps, what they say, one's own screen, and two buttons far apart. */
export function Contents({ seat, window, small }: Props) {
  const helping = seat.helping.value;
  const name = helping?.firstName ?? "";
  const { state } = seat.screen.state.value;
  const words = seat.lastWords();
  return (
    <main class="companion">
      <header class="companion__head">
        <h1 class="visually-hidden">{say("companion.name", { name })}</h1>
        {helping && <OwnFace seat={seat} helper={helping} />}
        <p class={words ? "companion__words" : "companion__words companion__words--name"} role="status" dir="auto">
          {words || name}
        </p>
      </header>
      {state === "showing" ? (
        <Screen seat={seat} window={window} label={say("pointing.shown.picture", { name })} />
      ) : (
        <p class="companion__paused" role="status">
          {say(seat.left.value ? "companion.over" : "companion.paused", { name })}
        </p>
      )}
      <footer class="companion__buttons">
        {state === "showing" ? (
          <button type="button" class="button button--primary" onClick={() => seat.screen.pause("person")}>
            {say("room.pause")}
          </button>
        ) : (
          <button
            type="button"
            class="button button--primary"
            aria-disabled={state === "off"}
            onClick={() => state === "paused" && void seat.screen.resume()}
          >
            {say("room.resume")}
          </button>
        )}
        <Larger window={window} small={small} />
      </footer>
    </main>
  );
}

/** Larger makes the window larger and small again; the browser allows it within a press. */
function Larger({ window, small }: Omit<Props, "seat">) {
  const large = useSignal(false);
  const toggle = (): void => {
    large.value = !large.value;
    const by = large.value ? larger : 1;
    window.resizeTo(
      Math.round(small.width * by) + window.outerWidth - window.innerWidth,
      Math.round(small.height * by) + window.outerHeight - window.innerHeight,
    );
  };
  return (
    <button type="button" class="button" onClick={toggle}>
      {say(large.value ? "companion.smaller" : "companion.larger")}
    </button>
  );
}

/** OwnFace plays the helper's camera a second time: the page's own picture stays where it is. */
function OwnFace({ seat, helper }: { seat: Station; helper: Helping }) {
  const seen = helper.camera ? seat.slots.of(helper.seat, "camera") : undefined;
  const player = useMemo(() => seen && new Player(seen.stream), [seen?.stream]);
  return <Face name={helper.firstName} seen={seen && { ...seen, player }} />;
}

/** Screen is one's own screen, with what is pointed at on it. */
function Screen({ seat, window, label }: { seat: Station; window: Window; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const on = canvas.current;
    if (!on) return undefined;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const ground = {
      window,
      begin: () => begin(on, window.devicePixelRatio),
      own: (picture: Size) => placeOf(window, seat.screen.state.peek().surface, picture),
    };
    const miniature = new Miniature(seat, ground, !calm);
    const redraw = (): void => miniature.draw();
    window.addEventListener("resize", redraw);
    return () => {
      window.removeEventListener("resize", redraw);
      miniature.close();
    };
  }, [seat, window]);
  return <canvas ref={canvas} class="companion__screen" role="img" aria-label={label} />;
}
