import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Seat } from "../connection/seat";
import { RemoteVideo } from "../parts/RemoteVideo";
import { Surface } from "../pointing/Surface";
import { Still } from "../stills/still";
import { say } from "../words";
import { Frozen, type Outcome, told } from "./Frozen";
import { Hand } from "./hand";
import type { Watched } from "./LensSwitch";
import { Tools } from "./Tools";

/** Zoom is "fit" to the window, or a share of the picture's actual size. */
type Zoom = "fit" | number;

const steps = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4];

/** PersonScreen is the person's screen, as large as the window allows, with the words for when there is none. */
export function PersonScreen({ seat, caller }: { seat: Seat; caller: Watched }) {
  const zoom = useSignal<Zoom>("fit");
  const size = useSignal({ width: 0, height: 0 });
  const frame = useRef<HTMLDivElement>(null);
  const hand = useMemo(() => new Hand(seat), [seat]);
  const held = useSignal<Still | undefined>(undefined);
  const outcome = useSignal<Outcome | undefined>(undefined);
  const still = held.value;
  const pen = still?.pen ?? hand.pen;
  const seen = caller.screen.state === "showing" && !seat.away.value ? seat.slots.of(caller.seat, "screen") : undefined;

  const picture = () => frame.current?.querySelector("video");
  const shownAt = (): number => {
    if (zoom.value !== "fit") return zoom.value;
    const { width, height } = size.value;
    const shown = picture();
    if (!shown || width === 0) return 1;
    return Math.min(shown.clientWidth / width, shown.clientHeight / height) * devicePixelRatio;
  };
  const step = (by: 1 | -1): void => {
    const now = shownAt();
    const next = by > 0 ? steps.find((s) => s > now + 0.01) : steps.findLast((s) => s < now - 0.01);
    if (next) zoom.value = next;
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") step(1);
    else if (event.key === "-") step(-1);
    else if (event.key === "0") zoom.value = "fit";
    else if (event.key === "1") zoom.value = 1;
    else return;
    event.preventDefault();
  };

  // At actual size one pixel of the person's screen is one of this one's.
  useEffect(() => {
    const width = zoom.value === "fit" ? "" : `${(size.value.width * zoom.value) / devicePixelRatio}px`;
    frame.current?.style.setProperty("--picture-width", width);
  }, [zoom.value, size.value.width]);

  const live = seen !== undefined && size.value.width > 0;
  const pictured = live || still !== undefined;
  // Only while there is something to look beneath of, or about to be, and in one page alone.
  const drawing = live && (hand.pen.tool.value !== "none" || hand.marks.value.length > 0) && seat.role === "mediator";
  useEffect(() => (drawing ? hand.beneath.watch(picture) : undefined), [hand, drawing]);

  const back = (): void => {
    held.value = undefined;
  };
  const hold = (): void => {
    const video = picture();
    const tool = hand.pen.tool.value;
    outcome.value = undefined;
    held.value = video ? Still.hold(video) : undefined;
    hand.pen.take("none");
    held.value?.pen.take(tool === "none" ? "arrow" : tool);
  };

  return (
    <section class="person-screen" aria-label={say("desk.screen")}>
      <figure
        ref={frame}
        class={zoom.value === "fit" ? "frame frame--fit" : "frame"}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard (WCAG 2.1.1).
        tabIndex={0}
        aria-label={say("desk.screen.picture")}
        data-tool={pictured ? pen.tool.value : "none"}
        data-still={still && ""}
        onKeyDown={keys}
      >
        {seen && (
          <RemoteVideo
            seen={seen}
            label={say("desk.screen.picture")}
            onSize={(width, height) => {
              size.value = { width, height };
            }}
          />
        )}
        {still && <Held still={still} />}
        {still ? (
          <Surface
            key="still"
            frame={frame}
            picture={() => still.frame}
            size={still.frame}
            pen={pen}
            sketch={() => ({ marks: still.marks.value, pointers: [] })}
          />
        ) : (
          live && (
            <Surface
              key="live"
              frame={frame}
              picture={picture}
              size={size.value}
              pen={pen}
              sketch={() => hand.sketch()}
            />
          )
        )}
        <p class="frame__words lead" role="status">
          {still ? "" : words(caller, live)}
        </p>
      </figure>
      <Tools
        pen={pen}
        able={pictured}
        marked={(still ?? hand).marks.value.length > 0}
        wipe={() => (still ?? hand).wipe()}
      >
        <button
          type="button"
          class="button"
          aria-pressed={still !== undefined}
          aria-disabled={!pictured}
          onClick={() => (still ? back() : live && hold())}
        >
          {say("still.hold")}
        </button>
      </Tools>
      {still && <Frozen seat={seat} still={still} outcome={outcome} back={back} />}
      <p role="status" class="still__told">
        {told(outcome.value)}
      </p>
      <fieldset class="row zoom" aria-label={say("desk.zoom")}>
        <button
          type="button"
          class="button"
          aria-pressed={zoom.value === "fit"}
          onClick={() => {
            zoom.value = "fit";
          }}
        >
          {say("desk.zoom.fit")}
        </button>
        <button
          type="button"
          class="button"
          aria-pressed={zoom.value === 1}
          onClick={() => {
            zoom.value = 1;
          }}
        >
          {say("desk.zoom.actual")}
        </button>
        <button type="button" class="button" aria-label={say("desk.zoom.in")} onClick={() => step(1)}>
          +
        </button>
        <button type="button" class="button" aria-label={say("desk.zoom.out")} onClick={() => step(-1)}>
          −
        </button>
      </fieldset>
    </section>
  );
}

/** Held is the picture that is held still. */
export function Held({ still }: { still: Still }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    still.frame.className = "video__picture";
    box.current?.replaceChildren(still.frame);
  }, [still]);
  return <div ref={box} class="video still" role="img" aria-label={say("still.picture")} />;
}

/** words say why there is no picture, or why it stands still. */
function words({ present, screen, films }: Watched, pictured: boolean): string {
  const where = films ? "ask.screen" : "desk.screen";
  switch (screen.state) {
    case "paused":
      return say("desk.screen.paused");
    case "off":
      return say(`${where}.${screen.closed ? "closed" : "off"}`);
    case "showing":
      if (!present) return say("desk.screen.lost");
      if (screen.hidden) return say(`${where}.hidden`);
      return pictured ? "" : say("desk.screen.coming");
  }
}
