import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Seen } from "../media/slots";
import { RemoteVideo } from "../parts/RemoteVideo";
import { Pen } from "../pointing/pen";
import { Surface } from "../pointing/Surface";
import { say } from "../words";
import { nameOf, usePart } from "./lesson";
import type { Step } from "./page";
import type { ClassSeat } from "./seat";

/** How long a picture may take to come before it counts as unseen, in milliseconds. */
const patience = 4000;

interface Props {
  readonly seat: ClassSeat;
  readonly steps: readonly Step[];
}

/** Stage is what is shown large: somebody's screen, or the step's picture. */
export function Stage({ seat, steps }: Props) {
  const shows = usePart(seat, (scene) => scene.shows);
  const you = usePart(seat, (scene) => scene.you);
  const name = usePart(seat, (scene) => nameOf(scene, scene.shows));
  const step = steps[usePart(seat, (scene) => scene.step)];
  if (shows === you && shows !== "") return null;
  if (shows === "") return step?.picture ? <img class="lesson__picture" src={step.picture} alt={step.alt} /> : null;
  return <Screen key={shows} seat={seat} shows={shows} name={name || say("class.hall")} />;
}

/** Screen is somebody's screen with what is drawn on it. It tells those who teach whether it is really seen here. */
function Screen({ seat, shows, name }: { seat: ClassSeat; shows: string; name: string }) {
  const frame = useRef<HTMLElement>(null);
  const size = useSignal({ width: 0, height: 0 });
  const shown = useSignal(false);
  const slot = seat.slots.of(shows, "screen");
  const seen = slot?.withheld ? undefined : slot;
  const paused = usePart(seat, ({ helpers }) => helpers.find((each) => each.seat === shows)?.screen.state === "paused");
  const there = seen !== undefined && shown.value;
  useSight(seat, there || paused, seat.media.value === "connected");
  return (
    <figure ref={frame} class="lesson__frame" aria-label={say("class.stage.by", { name })}>
      {seen && (
        <RemoteVideo
          seen={seen}
          label={say("class.stage.by", { name })}
          onShown={(is) => {
            shown.value = is;
          }}
          onSize={(width, height) => {
            size.value = { width, height };
          }}
        />
      )}
      {there && !paused && <Drawn seat={seat} seen={seen} frame={frame} size={size.value} />}
      {(!there || paused) && (
        <p class="lesson__words">{say(paused ? "class.stage.paused" : "class.stage.coming", { name })}</p>
      )}
    </figure>
  );
}

interface DrawnProps {
  readonly seat: ClassSeat;
  readonly seen: Seen;
  readonly frame: { current: HTMLElement | null };
  readonly size: { width: number; height: number };
}

/** Drawn is what those who teach point at and draw. A participant's own hand holds nothing. */
function Drawn({ seat, seen, frame, size }: DrawnProps) {
  const pen = useMemo(() => new Pen({ point: () => {}, mark: () => {} }), []);
  return (
    <Surface
      key={seen.mid}
      frame={frame}
      picture={() => frame.current?.querySelector("video")}
      size={size}
      pen={pen}
      sketch={() => ({ marks: seat.marks.value, pointers: [...seat.pointing.pointers.value.values()] })}
    />
  );
}

/** useSight tells whether what is shown is seen: at once if it is, and after a while if it is not. */
function useSight(seat: ClassSeat, there: boolean, connected: boolean): void {
  const sees = there && connected;
  useEffect(() => {
    if (sees) {
      seat.sees(true);
      return undefined;
    }
    const timer = setTimeout(() => seat.sees(false), patience);
    return () => clearTimeout(timer);
  }, [seat, sees]);
  // What is not shown any more is not missed.
  useEffect(() => () => seat.sees(true), [seat]);
}
