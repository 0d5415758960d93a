import { useEffect, useRef } from "preact/hooks";
import type { Station } from "../connection/station";
import type { Size } from "../pointing/geometry";
import { say } from "../words";
import { pointedAt, useAttention } from "./attention";
import { begin } from "./ground";
import { Miniature } from "./miniature";
import { placeOf } from "./place";

/** Pointed is one's own screen in the page, for as long as something is shown on it, where nothing floats. */
export function Pointed({ seat, name }: { seat: Station; name: string }) {
  const pointed = pointedAt(seat);
  useAttention(seat);
  return (
    <div class="pointed">
      <p role="status" class="lead">
        {pointed ? say("pointing.shown", { name }) : ""}
      </p>
      {pointed && <Screen seat={seat} label={say("pointing.shown.picture", { name })} />}
    </div>
  );
}

function Screen({ seat, label }: { seat: Station; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const on = canvas.current;
    if (!on) return undefined;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const miniature = new Miniature(
      seat,
      { window, begin: () => begin(on, devicePixelRatio), own: (picture) => within(on, seat, picture) },
      !calm,
    );
    const redraw = (): void => miniature.draw();
    addEventListener("resize", redraw);
    return () => {
      removeEventListener("resize", redraw);
      miniature.close();
    };
  }, [seat]);
  return <canvas ref={canvas} class="pointed__picture" role="img" aria-label={label} />;
}

/** within is where the canvas is in the captured screen: below the window's own bars, which lie at its top. */
function within(canvas: HTMLCanvasElement, seat: Station, picture: Size) {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const bars = { x: (outerWidth - innerWidth) / 2, y: outerHeight - innerHeight };
  if (document.hidden || bars.x < 0 || bars.y < 0) return undefined;
  const place = {
    screenX: screenX + bars.x + left,
    screenY: screenY + bars.y + top,
    outerWidth: width,
    outerHeight: height,
    screen,
    devicePixelRatio,
  };
  return placeOf(place, seat.screen.state.peek().surface, picture);
}
