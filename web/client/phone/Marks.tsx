import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Station } from "../connection/station";
import { draw } from "../pointing/drawing";

/** Marks draws what the others point at and have drawn over what it lies on. */
export function Marks({ seat }: { seat: Station }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const redraw = (): void => {
    const sketch = { pointers: [...seat.pointing.pointers.value.values()], marks: seat.marks.value };
    const on = canvas.current;
    if (!on) return;
    const { clientWidth: width, clientHeight: height } = on;
    on.width = Math.round(width * devicePixelRatio);
    on.height = Math.round(height * devicePixelRatio);
    const brush = on.getContext("2d");
    brush?.scale(devicePixelRatio, devicePixelRatio);
    if (brush) draw(brush, { left: 0, top: 0, width, height }, sketch);
  };
  useSignalEffect(redraw);
  useEffect(() => {
    const resized = new ResizeObserver(redraw);
    if (canvas.current) resized.observe(canvas.current);
    return () => resized.disconnect();
  }, []);
  return (
    <div class="marks" aria-hidden="true">
      <canvas ref={canvas} />
    </div>
  );
}
