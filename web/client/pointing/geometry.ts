// Where things lie. A place in a picture is a share of its width and height, so
// that it holds at any size, zoom or pixel density, on whichever screen.
import type { Spot } from "../connection/pointing";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle, in CSS pixels unless said otherwise. */
export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

/** contained is where a picture lies in a box that shows all of it (CSS Images 3, object-fit: contain). */
export function contained(picture: Size, box: Box): Box {
  if (picture.width <= 0 || picture.height <= 0) return box;
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { left: box.left + (box.width - width) / 2, top: box.top + (box.height - height) / 2, width, height };
}

/** spotAt is the place in a picture at a point of the page; undefined outside the picture. */
export function spotAt(x: number, y: number, picture: Box): Spot | undefined {
  const spot = shareAt(x, y, picture);
  return spot && inside(spot) ? spot : undefined;
}

/** edgeAt is the same, and the nearest place in the picture for a point outside it: a drag may end beyond the edge. */
export function edgeAt(x: number, y: number, picture: Box): Spot | undefined {
  const spot = shareAt(x, y, picture);
  return spot && clamp(spot);
}

function shareAt(x: number, y: number, { left, top, width, height }: Box): Spot | undefined {
  return width > 0 && height > 0 ? { x: (x - left) / width, y: (y - top) / height } : undefined;
}

/** pointAt is the point of the page at a place in a picture. */
export function pointAt({ x, y }: Spot, picture: Box): { x: number; y: number } {
  return { x: picture.left + x * picture.width, y: picture.top + y * picture.height };
}

function inside({ x, y }: Spot): boolean {
  return x >= 0 && x <= 1 && y >= 0 && y <= 1;
}

/** clamp is the nearest place that lies in the picture. */
export function clamp({ x, y }: Spot): Spot {
  return { x: between(x, 0, 1), y: between(y, 0, 1) };
}

/** How far from the middle of a view a place may be, as a share of the view, before the view follows it. */
const calm = 0.3;

/**
 * follow is the middle of a view of 1/zoom of the picture that keeps a place in
 * sight. It stays as long as the place is near the middle, so that a moving
 * pointer does not make the picture swim, and never leaves the picture.
 */
export function follow(middle: Spot, place: Spot, zoom: number): Spot {
  const slack = calm / zoom;
  const edge = 0.5 / zoom;
  return {
    x: between(between(middle.x, place.x - slack, place.x + slack), edge, 1 - edge),
    y: between(between(middle.y, place.y - slack, place.y + slack), edge, 1 - edge),
  };
}

/** magnified is where the whole picture lies when a view of 1/zoom of it, around a middle, fills the box. */
export function magnified(picture: Size, box: Box, middle: Spot, zoom: number): Box {
  const whole = contained(picture, box);
  const width = whole.width * zoom;
  const height = whole.height * zoom;
  return {
    left: whole.left + whole.width / 2 - middle.x * width,
    top: whole.top + whole.height / 2 - middle.y * height,
    width,
    height,
  };
}

function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
