import { expect, it } from "vitest";
import { placeOf } from "./place";

const window = { screenX: 1000, screenY: 384, outerWidth: 342, outerHeight: 384, screen: { width: 1366, height: 768 } };

it("is a share of the screen, whatever the density of its pixels", () => {
  const place = placeOf(window, "monitor");
  expect(place?.top).toBe(0.5);
  expect(place?.height).toBe(0.5);
  expect(place?.left).toBeCloseTo(0.732);
  expect(place?.width).toBeCloseTo(0.25);
});

it.each([
  ["another surface", window, "window"],
  ["several screens", { ...window, screen: { ...window.screen, isExtended: true } }, "monitor"],
  ["a system that tells no places", { ...window, screenX: 0, screenY: 0 }, "monitor"],
] as const)("is not guessed: %s", (_, placed, surface) => {
  expect(placeOf(placed, surface)).toBeUndefined();
});
