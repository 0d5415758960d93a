import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Seat } from "../connection/seat";
import { Surface } from "../pointing/Surface";
import type { Received } from "../sending/parcels";
import { Still } from "../stills/still";
import { say } from "../words";
import { Frozen, type Outcome, told } from "./Frozen";
import { Held } from "./PersonScreen";
import { Tools } from "./Tools";

/** How large a photograph can be made, as shares of the size at which all of it is seen. */
const zooms = [1, 1.5, 2, 3, 4];

interface Props {
  readonly seat: Seat;
  readonly photo: Received;
  /** Its place among them, from 1. */
  readonly n: number;
  readonly close: () => void;
  readonly drop: () => void;
}

/** Photo is one photograph, large, to be turned, drawn on and sent back as a step. */
export function Photo({ seat, photo, n, close, drop }: Props) {
  const frame = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const turns = useSignal(0);
  const zoom = useSignal(1);
  const held = useSignal<Still | undefined>(undefined);
  const outcome = useSignal<Outcome | undefined>(undefined);
  const still = held.value;
  useEffect(() => {
    const on = canvas.current;
    // What is turned here is turned for whatever is made of it.
    if (on) void turned(on, photo.blob, turns.value);
  }, [photo, turns.value, still]);
  const hold = (): void => {
    if (!canvas.current) return;
    outcome.value = undefined;
    zoom.value = 1;
    held.value = Still.of(canvas.current, canvas.current);
    held.value.pen.take("arrow");
  };
  const back = (): void => {
    held.value = undefined;
  };
  const share = `${zoom.value * 100}%`;
  return (
    <>
      <figure
        ref={frame}
        class={zoom.value === 1 ? "frame frame--fit" : "frame"}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard (WCAG 2.1.1).
        tabIndex={0}
        aria-label={say("ask.photos.one", { n })}
        data-tool={still?.pen.tool.value ?? "none"}
        data-still={still && ""}
      >
        {still ? (
          <>
            <Held still={still} />
            <Surface
              frame={frame}
              picture={() => still.frame}
              size={still.frame}
              pen={still.pen}
              sketch={() => ({ marks: still.marks.value, pointers: [] })}
            />
          </>
        ) : (
          <div class="photos__sheet" style={{ width: share, height: share }}>
            <canvas ref={canvas} role="img" aria-label={say("ask.photos.one", { n })} />
          </div>
        )}
      </figure>
      {still ? (
        <>
          <Tools pen={still.pen} able marked={still.marks.value.length > 0} wipe={() => still.wipe()} />
          <Frozen seat={seat} still={still} outcome={outcome} back={back} />
        </>
      ) : (
        <Handling turns={turns} zoom={zoom} hold={hold} close={close} drop={drop} />
      )}
      <p role="status" class="still__told">
        {told(outcome.value)}
      </p>
    </>
  );
}

interface HandlingProps {
  readonly turns: Signal<number>;
  readonly zoom: Signal<number>;
  readonly hold: () => void;
  readonly close: () => void;
  readonly drop: () => void;
}

/** Handling is what is done with a photograph that is looked at. */
function Handling({ turns, zoom, hold, close, drop }: HandlingProps) {
  const step = (by: 1 | -1): void => {
    zoom.value = zooms[zooms.indexOf(zoom.value) + by] ?? zoom.value;
  };
  const turn = (): void => {
    turns.value = (turns.value + 1) % 4;
  };
  return (
    <div class="row photos__handling">
      <button type="button" class="button" aria-label={say("desk.zoom.in")} onClick={() => step(1)}>
        +
      </button>
      <button type="button" class="button" aria-label={say("desk.zoom.out")} onClick={() => step(-1)}>
        −
      </button>
      <button type="button" class="button" onClick={turn}>
        {say("ask.photos.turn")}
      </button>
      <button type="button" class="button" onClick={hold}>
        {say("ask.photos.draw")}
      </button>
      <button type="button" class="button" onClick={close}>
        {say("ask.photos.close")}
      </button>
      <button type="button" class="button button--quiet" onClick={drop}>
        {say("ask.photos.drop")}
      </button>
    </div>
  );
}

/** turned draws a picture on a canvas, turned by quarters clockwise. */
async function turned(canvas: HTMLCanvasElement, picture: Blob, quarters: number): Promise<void> {
  const image = await createImageBitmap(picture);
  const lies = quarters % 2 === 1;
  canvas.width = lies ? image.height : image.width;
  canvas.height = lies ? image.width : image.height;
  const brush = canvas.getContext("2d");
  brush?.translate(canvas.width / 2, canvas.height / 2);
  brush?.rotate((quarters * Math.PI) / 2);
  brush?.drawImage(image, -image.width / 2, -image.height / 2);
  image.close();
}
