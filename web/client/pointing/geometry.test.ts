import { describe, expect, it } from "vitest";
import { contained, follow, magnified, pointAt, spotAt } from "./geometry";

const wide = { width: 1920, height: 1080 };

describe("contained", () => {
  it.each([
    ["bands above and below", { left: 10, top: 20, width: 960, height: 740 }, [10, 120, 960, 540]],
    ["bands on both sides", { left: 0, top: 0, width: 1000, height: 270 }, [260, 0, 480, 270]],
    ["no bands", { left: 0, top: 0, width: 192, height: 108 }, [0, 0, 192, 108]],
  ])("%s", (_, box, [left, top, width, height]) => {
    expect(contained(wide, box)).toEqual({ left, top, width, height });
  });

  it("is the whole box before the picture's size is known", () => {
    const box = { left: 1, top: 2, width: 30, height: 40 };
    expect(contained({ width: 0, height: 0 }, box)).toEqual(box);
  });
});

describe("spotAt", () => {
  const picture = contained(wide, { left: 10, top: 20, width: 960, height: 740 });

  it("is the share of the picture, bands left out", () => {
    expect(spotAt(10 + 480, 120 + 135, picture)).toEqual({ x: 0.5, y: 0.25 });
  });

  it("is nothing in the bands", () => {
    expect(spotAt(400, 60, picture)).toBeUndefined();
    expect(spotAt(400, 700, picture)).toBeUndefined();
  });

  it("is turned back by pointAt", () => {
    const { x, y } = pointAt({ x: 0.125, y: 0.75 }, picture);
    expect(spotAt(x, y, picture)).toEqual({ x: 0.125, y: 0.75 });
  });

  it("is another share once the window that is shown has another form", () => {
    const box = { left: 0, top: 0, width: 800, height: 800 };
    expect(spotAt(400, 225, contained({ width: 1600, height: 900 }, box))?.y).toBeCloseTo(0.5 - 175 / 450);
    expect(spotAt(400, 225, contained({ width: 900, height: 900 }, box))?.y).toBeCloseTo(225 / 800);
  });
});

describe("follow", () => {
  it("stays while the pointer is near the middle", () => {
    expect(follow({ x: 0.5, y: 0.5 }, { x: 0.6, y: 0.4 }, 2)).toEqual({ x: 0.5, y: 0.5 });
  });

  it("moves just enough to keep it in sight", () => {
    const middle = follow({ x: 0.5, y: 0.5 }, { x: 0.7, y: 0.5 }, 2);
    expect(middle.x).toBeCloseTo(0.55);
    expect(middle.y).toBe(0.5);
  });

  it("never shows what lies beyond the picture", () => {
    expect(follow({ x: 0.5, y: 0.5 }, { x: 0, y: 1 }, 2)).toEqual({ x: 0.25, y: 0.75 });
  });
});

describe("magnified", () => {
  it("puts the middle of the view in the middle of the box", () => {
    const box = { left: 0, top: 0, width: 320, height: 180 };
    const whole = magnified(wide, box, { x: 0.25, y: 0.75 }, 2);
    expect(pointAt({ x: 0.25, y: 0.75 }, whole)).toEqual({ x: 160, y: 90 });
    expect(whole.width).toBe(640);
  });

  it("is the whole picture without a zoom", () => {
    const box = { left: 0, top: 0, width: 320, height: 200 };
    expect(magnified(wide, box, { x: 0.5, y: 0.5 }, 1)).toEqual(contained(wide, box));
  });
});
