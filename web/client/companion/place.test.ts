import { expect, it } from "vitest";
import type { Size } from "../pointing/geometry";
import type { Surface } from "../protocol.gen";
import { type Placed, placeOf } from "./place";

const picture = { width: 2732, height: 1536 };
const window = {
  screenX: 1000,
  screenY: 384,
  outerWidth: 342,
  outerHeight: 384,
  devicePixelRatio: 2,
  screen: { width: 1366, height: 768 },
};

it("is a share of the screen, whatever the density of its pixels", () => {
  const place = placeOf(window, "monitor", { width: 1366, height: 768 });
  expect(place?.top).toBe(0.5);
  expect(place?.height).toBe(0.5);
  expect(place?.left).toBeCloseTo(0.732);
  expect(place?.width).toBeCloseTo(0.25);
});

it("is told by the picture's size where the browser does not say what is captured", () => {
  expect(placeOf(window, "", picture)?.top).toBe(0.5);
});

it.each<[string, Placed, Surface, Size?]>([
  ["another surface", window, "window"],
  ["several screens", { ...window, screen: { ...window.screen, isExtended: true } }, "monitor"],
  ["a window, in a browser that does not say so", window, "", { width: 1200, height: 700 }],
  ["a system that tells no places", { ...window, screenX: 0, screenY: 0 }, "monitor"],
])("is not guessed: %s", (_, placed, surface, size = picture) => {
  expect(placeOf(placed, surface, size)).toBeUndefined();
});
