// What a miniature is drawn on in a page.
import { markScale } from "../pointing/drawing";

/** begin makes a canvas as fine as the screen it is on, and empties it. */
export function begin(canvas: HTMLCanvasElement, ratio: number) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const brush = canvas.getContext("2d");
  if (!brush || width === 0 || height === 0) return undefined;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  brush.setTransform(ratio, 0, 0, ratio, 0, 0);
  brush.clearRect(0, 0, width, height);
  return { brush, box: { left: 0, top: 0, width, height }, scale: markScale(width) };
}
