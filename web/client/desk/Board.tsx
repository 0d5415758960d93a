import { useMemo, useRef } from "preact/hooks";
import type { Seat } from "../connection/seat";
import { DeviceDrawing, type Drawn, drawn, size } from "../phone/DeviceDrawing";
import { Surface } from "../pointing/Surface";
import type * as scenes from "../protocol.gen";
import { say } from "../words";
import { Hand } from "./hand";
import { Tools } from "./Tools";

/** Board is the drawing of a device that lies before both, to point and draw on. */
export function Board({ seat, board }: { seat: Seat; board: Drawn }) {
  const frame = useRef<HTMLElement>(null);
  const hand = useMemo(() => new Hand(seat), [seat]);
  const words = say(`phone.board.${board}`);
  return (
    <section class="person-screen" aria-label={words}>
      <figure
        ref={frame}
        class="frame frame--fit board__frame"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard points here too (WCAG 2.1.1).
        tabIndex={0}
        aria-label={words}
        data-tool={hand.pen.tool.value}
      >
        <DeviceDrawing board={board} />
        <Surface
          frame={frame}
          picture={() => frame.current?.querySelector("svg")}
          size={size(board)}
          pen={hand.pen}
          sketch={() => hand.sketch()}
        />
      </figure>
      <Tools pen={hand.pen} able marked={hand.marks.value.length > 0} wipe={() => hand.wipe()}>
        <button type="button" class="button" onClick={() => seat.send({ type: "lay", board: "" })}>
          {say("ask.board.off")}
        </button>
      </Tools>
      <p class="small soft">{say("ask.board.shown")}</p>
    </section>
  );
}

/** BoardChoice lays a drawing before both, the person's own kind of device first. */
export function BoardChoice({ seat, scene }: { seat: Seat; scene: scenes.Live }) {
  return (
    <details class="more">
      <summary>{say("ask.board")}</summary>
      <div class="row asks">
        {likeliest(scene.caller.device).map((each) => (
          <button
            key={each}
            type="button"
            class="button"
            aria-pressed={scene.board === each}
            onClick={() => seat.send({ type: "lay", board: scene.board === each ? "" : each })}
          >
            {say(`ask.board.${each}`)}
          </button>
        ))}
      </div>
    </details>
  );
}

/** likeliest is every drawing, that of the person's own kind of device first. */
export function likeliest({ kind, system }: Pick<scenes.Device, "kind" | "system">): Drawn[] {
  const tablet = kind === "tablet";
  const own: Drawn = system === "iOS" ? (tablet ? "ipad" : "iphone") : tablet ? "android-tablet" : "android-phone";
  return [own, ...drawn.filter((each) => each !== own)];
}
