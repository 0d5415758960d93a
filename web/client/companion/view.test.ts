import { describe, expect, it } from "vitest";
import { rest, View } from "./view";

const here = { x: 0.8, y: 0.2 };

describe.each([true, false])("a view that may glide: %s", (glides) => {
  it("is the whole screen while nobody points", () => {
    const view = new View(glides);
    expect(view.at(1000, undefined)).toBe(Number.POSITIVE_INFINITY);
    expect([view.zoom, view.middle]).toEqual([1, { x: 0.5, y: 0.5 }]);
  });

  it("comes closer to a pointer that moves, and goes back once it rests", () => {
    const view = new View(glides);
    let now = 1000;
    view.at(now, undefined);
    for (let frame = 0; frame < 60; frame++) {
      now += 16;
      view.at(now, { ...here, x: 0.8 + frame / 1000 });
    }
    expect(view.zoom).toBeCloseTo(2.2);
    expect(view.middle.x).toBeGreaterThan(0.6);
    const wait = view.at(now + 16, { x: 0.859, y: 0.2 });
    expect(wait).toBeGreaterThan(rest - 100);
    for (let frame = 0; frame < 200; frame++) {
      now += 16;
      view.at(now, { x: 0.859, y: 0.2 });
    }
    expect([view.zoom, view.middle]).toEqual([1, { x: 0.5, y: 0.5 }]);
  });

  it("goes back at once to the whole when the pointer leaves", () => {
    const view = new View(glides);
    view.at(1000, here);
    for (let now = 1016; now < 3000; now += 16) view.at(now, undefined);
    expect(view.zoom).toBe(1);
  });
});

it("glides by small steps, or not at all", () => {
  const gliding = new View(true);
  gliding.at(0, undefined);
  gliding.at(16, here);
  expect(gliding.zoom).toBeLessThan(1.3);
  const jumping = new View(false);
  jumping.at(0, undefined);
  jumping.at(16, here);
  expect(jumping.zoom).toBe(2.2);
});
