// What pointing looks like, alike for whoever points and whoever is shown:
// drawn on a canvas, over the desk's picture, in the companion and on a still.
import type { Spot } from "../connection/pointing";
import type { Mark } from "../protocol.gen";
import { type Box, pointAt } from "./geometry";

/** Seen on any picture, and drawn with a white edge and a dark one (WCAG 2.2, 1.4.11). */
export const colour = "#e6007e";
const pale = "#ffffff";
const dark = "#1d2530";

/** Sketch is all that is drawn over a picture. */
export interface Sketch {
  readonly pointers: readonly Spot[];
  readonly marks: readonly Mark[];
}

/** draw draws a sketch over a picture that lies in a box; scale is in pixels of the canvas to a calm CSS pixel. */
export function draw(brush: CanvasRenderingContext2D, picture: Box, sketch: Sketch, scale = 1): void {
  for (const mark of sketch.marks) {
    stroke(brush, scale, () => outline(brush, mark, picture, scale));
  }
  for (const pointer of sketch.pointers) arrowhead(brush, pointAt(pointer, picture), scale);
}

/** markScale is how large marks are on a picture of a width: on a small one smaller, but never small. */
export function markScale(width: number): number {
  return Math.min(Math.max(width / 480, 0.65), 1.2);
}

/** The ring's radius, in calm pixels. */
export const ringRadius = 24;

/** outline lays the path of a mark. */
function outline(brush: CanvasRenderingContext2D, mark: Mark, picture: Box, scale: number): void {
  const from = pointAt(mark, picture);
  const to = pointAt({ x: mark.toX, y: mark.toY }, picture);
  switch (mark.kind) {
    case "ring":
      brush.arc(from.x, from.y, ringRadius * scale, 0, 2 * Math.PI);
      return;
    case "circle":
      brush.ellipse(
        (from.x + to.x) / 2,
        (from.y + to.y) / 2,
        Math.max(Math.abs(to.x - from.x) / 2, 6 * scale),
        Math.max(Math.abs(to.y - from.y) / 2, 6 * scale),
        0,
        0,
        2 * Math.PI,
      );
      return;
    case "arrow": {
      const angle = Math.atan2(to.y - from.y, to.x - from.x);
      const barb = 22 * scale;
      brush.moveTo(from.x, from.y);
      brush.lineTo(to.x, to.y);
      for (const side of [-1, 1]) {
        brush.moveTo(to.x, to.y);
        const turned = angle + Math.PI + side * 0.5;
        brush.lineTo(to.x + barb * Math.cos(turned), to.y + barb * Math.sin(turned));
      }
    }
  }
}

function stroke(brush: CanvasRenderingContext2D, scale: number, path: () => void): void {
  brush.lineCap = "round";
  brush.lineJoin = "round";
  for (const [style, width] of [
    [dark, 12],
    [pale, 10],
    [colour, 6],
  ] as const) {
    brush.beginPath();
    path();
    brush.strokeStyle = style;
    brush.lineWidth = width * scale;
    brush.stroke();
  }
}

/** The pointer's form, from its tip at 0, 0, in calm pixels. */
const form = [0, 0, 0, 34, 9, 27, 15, 41, 22, 38, 16, 24, 27, 24] as const;

function arrowhead(brush: CanvasRenderingContext2D, tip: { x: number; y: number }, scale: number): void {
  brush.lineJoin = "round";
  const lay = (): void => {
    brush.beginPath();
    for (let i = 0; i < form.length; i += 2) {
      brush.lineTo(tip.x + (form[i] ?? 0) * scale, tip.y + (form[i + 1] ?? 0) * scale);
    }
    brush.closePath();
  };
  for (const [style, width] of [
    [dark, 7],
    [pale, 5],
  ] as const) {
    lay();
    brush.strokeStyle = style;
    brush.lineWidth = width * scale;
    brush.stroke();
  }
  lay();
  brush.fillStyle = colour;
  brush.fill();
}
