import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { focusAt, placeIn, powers, shine } from "./light";

let capabilities: Record<string, unknown> | undefined;
let supported: Record<string, boolean>;
let wishes: unknown[];

const track = () =>
  ({
    ...(capabilities && { getCapabilities: () => capabilities }),
    applyConstraints: async (wish: unknown) => {
      if (wishes.length > 3) throw new DOMException("", "OverconstrainedError");
      wishes.push(wish);
    },
  }) as unknown as MediaStreamTrack;

beforeEach(() => {
  wishes = [];
  supported = { pointsOfInterest: true };
  vi.stubGlobal("navigator", { mediaDevices: { getSupportedConstraints: () => supported } });
});
afterEach(() => vi.unstubAllGlobals());

describe("powers", () => {
  it.each([
    [{ torch: true, focusMode: ["manual", "single-shot"] }, true, { torch: true, focus: true }],
    [{ focusMode: ["continuous"] }, true, { torch: false, focus: true }],
    [{ torch: false, focusMode: ["manual"] }, true, { torch: false, focus: false }],
    [{ torch: true, focusMode: ["single-shot"] }, false, { torch: true, focus: false }],
    [undefined, true, { torch: false, focus: false }],
  ])("of %j, places to look at known: %s", (given, places, can) => {
    capabilities = given;
    supported = { pointsOfInterest: places };
    expect(powers(track())).toEqual(can);
  });
});

it("shines, and looks sharply where it is told", async () => {
  capabilities = { focusMode: ["continuous", "single-shot"] };
  expect(await shine(track(), true)).toBe(true);
  expect(await focusAt(track(), 0.25, 0.5)).toBe(true);
  expect(wishes).toEqual([
    { advanced: [{ torch: true }] },
    { advanced: [{ focusMode: "single-shot", pointsOfInterest: [{ x: 0.25, y: 0.5 }] }] },
  ]);
  wishes.length = 4;
  expect(await shine(track(), true)).toBe(false);
});

describe("placeIn", () => {
  const landscape = { width: 1920, height: 1080 };
  it.each([
    ["the middle", { width: 390, height: 500 }, landscape, 195, 250, { x: 0.5, y: 0.5 }],
    ["the top left corner", { width: 192, height: 208 }, landscape, 0, 50, { x: 0, y: 0 }],
    ["above the picture", { width: 192, height: 208 }, landscape, 96, 20, undefined],
    ["beside a tall one", { width: 300, height: 192 }, { width: 1080, height: 1920 }, 10, 96, undefined],
  ])("%s", (_, element, picture, x, y, place) => {
    expect(placeIn(element, picture, x, y)).toEqual(place);
  });
});
