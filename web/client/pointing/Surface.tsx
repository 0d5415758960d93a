import { useSignalEffect } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { draw, markScale, type Sketch } from "./drawing";
import { type Box, contained, edgeAt, pointAt, type Size, spotAt } from "./geometry";
import type { Pen } from "./pen";

interface Props {
  /** What holds the picture, scrolls it, takes the presses and the keys. */
  readonly frame: RefObject<HTMLElement | null>;
  /** The picture's element, which shows all of itself (object-fit: contain), and its own size in pixels. */
  readonly picture: () => Element | null | undefined;
  readonly size: Size;
  readonly pen: Pen;
  /** What is drawn besides the pen's own; read in an effect. */
  readonly sketch: () => Sketch;
}

/** Surface lets a pen work on a picture, and draws over what is in sight of it. */
export function Surface({ frame, picture, size, pen, sketch }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = size;

  const box = (): Box | undefined => {
    const element = picture();
    return element && width > 0 ? contained({ width, height }, element.getBoundingClientRect()) : undefined;
  };

  const redraw = (): void => {
    const { marks, pointers } = sketch();
    const [draft, cursor] = [pen.draft.value, pen.cursor.value];
    const on = canvas.current;
    const whole = box();
    if (!on || !frame.current) return;
    const brush = cleared(on, frame.current);
    if (!whole) return;
    const seen = on.getBoundingClientRect();
    const place = { ...whole, left: whole.left - seen.left, top: whole.top - seen.top };
    const own = { marks: draft ? [...marks, draft] : marks, pointers: cursor ? [...pointers, cursor] : pointers };
    if (brush) draw(brush, place, own, markScale(place.width));
  };
  useSignalEffect(redraw);

  useEffect(() => {
    const holder = frame.current;
    if (!holder) return undefined;
    const stopPen = follow(holder, pen, box);
    const resized = new ResizeObserver(redraw);
    resized.observe(holder);
    const element = picture();
    if (element) resized.observe(element);
    holder.addEventListener("scroll", redraw, { passive: true });
    redraw();
    return () => {
      stopPen();
      resized.disconnect();
      holder.removeEventListener("scroll", redraw);
    };
  }, [pen, width, height]);

  return (
    <div class="surface" aria-hidden="true">
      <canvas ref={canvas} />
    </div>
  );
}

/** cleared makes a canvas as large as what is in sight of the frame and as fine as the screen, and empties it. */
function cleared(canvas: HTMLCanvasElement, holder: HTMLElement): CanvasRenderingContext2D | null {
  const { clientWidth, clientHeight } = holder;
  const [width, height] = [clientWidth, clientHeight].map((side) => Math.round(side * devicePixelRatio));
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width ?? 0;
    canvas.height = height ?? 0;
    canvas.style.width = `${clientWidth}px`;
    canvas.style.height = `${clientHeight}px`;
  }
  const brush = canvas.getContext("2d");
  brush?.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  brush?.clearRect(0, 0, clientWidth, clientHeight);
  return brush;
}

/** follow gives a pen what happens on the picture; it returns what ends that. */
function follow(holder: HTMLElement, pen: Pen, box: () => Box | undefined): () => void {
  const stops = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(name: K, then: (event: HTMLElementEventMap[K]) => void): void =>
    holder.addEventListener(name, then, { signal: stops.signal });
  const at = ({ clientX, clientY }: PointerEvent, find = spotAt) => {
    const whole = box();
    return whole && find(clientX, clientY, whole);
  };

  on("pointerdown", (event) => {
    const spot = at(event);
    if (pen.tool.value === "none" || event.button !== 0 || !spot || onScrollbar(event, holder)) return;
    holder.setPointerCapture(event.pointerId);
    pen.down(spot, event.pointerType === "touch");
    event.preventDefault();
    holder.focus({ preventScroll: true });
  });
  on("pointermove", (event) => {
    const spot = at(event, event.buttons ? edgeAt : spotAt);
    if (spot) pen.move(spot);
    else pen.leave();
  });
  on("pointerup", (event) => {
    const spot = at(event, edgeAt);
    if (spot) pen.up(spot);
    if (event.pointerType === "touch") pen.leave();
  });
  on("pointerleave", () => pen.leave());
  on("pointercancel", () => pen.leave());
  on("keydown", (event) => {
    if (event.target !== holder || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!pen.key(event.key, event.shiftKey)) return;
    event.preventDefault();
    bringInSight(holder, pen, box);
  });
  return () => stops.abort();
}

/** A press on a scrollbar is none on the picture. */
function onScrollbar(event: PointerEvent, holder: HTMLElement): boolean {
  const { left, top } = holder.getBoundingClientRect();
  const x = event.clientX - left - holder.clientLeft;
  const y = event.clientY - top - holder.clientTop;
  return x >= holder.clientWidth || y >= holder.clientHeight;
}

/** bringInSight scrolls a picture that is larger than its frame to the keyboard's cursor. */
function bringInSight(holder: HTMLElement, pen: Pen, box: () => Box | undefined): void {
  const whole = box();
  const cursor = pen.cursor.value;
  if (!whole || !cursor) return;
  const margin = 60;
  const { x, y } = pointAt(cursor, whole);
  const seen = holder.getBoundingClientRect();
  const over = (place: number, least: number, most: number): number =>
    place < least + margin ? place - least - margin : place > most - margin ? place - most + margin : 0;
  holder.scrollBy(over(x, seen.left, seen.right), over(y, seen.top, seen.bottom));
}
