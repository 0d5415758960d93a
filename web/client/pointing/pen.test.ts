import { beforeEach, describe, expect, it } from "vitest";
import type { Spot } from "../connection/pointing";
import type { Mark } from "../protocol.gen";
import { Pen } from "./pen";

let marks: Mark[];
let spots: (Spot | undefined)[];
let pen: Pen;

const a = { x: 0.2, y: 0.3 };
const b = { x: 0.6, y: 0.5 };
const from = { x: a.x, y: a.y, toX: b.x, toY: b.y };

beforeEach(() => {
  marks = [];
  spots = [];
  pen = new Pen({ point: (spot) => spots.push(spot), mark: (mark) => marks.push(mark) });
});

describe("a hand that holds nothing", () => {
  it("points at nothing and marks nothing", () => {
    pen.move(a);
    pen.down(a, false);
    pen.up(a);
    expect(pen.key("Enter", false)).toBe(false);
    expect([...marks, ...spots]).toEqual([]);
  });
});

describe("pointing", () => {
  beforeEach(() => {
    pen.take("point");
    spots.length = 0;
  });

  it("follows the mouse, and a press puts a ring at once", () => {
    pen.move(a);
    pen.down(b, false);
    expect(spots).toEqual([a, b]);
    expect(marks).toEqual([{ kind: "ring", x: b.x, y: b.y, toX: b.x, toY: b.y }]);
    pen.leave();
    expect(spots.at(-1)).toBeUndefined();
  });

  it("a finger points while it moves, and a tap puts a ring", () => {
    pen.down(a, true);
    pen.move(b);
    pen.up(b);
    expect(marks).toEqual([]);
    pen.down(b, true);
    pen.up(b);
    expect(marks).toHaveLength(1);
  });

  it("by the keyboard: arrows move from the middle, Enter puts the ring, Escape puts the pointer down", () => {
    pen.key("ArrowRight", false);
    pen.key("ArrowUp", true);
    expect(pen.cursor.value?.x).toBeCloseTo(0.52);
    expect(pen.cursor.value?.y).toBeCloseTo(0.496);
    pen.key("Enter", false);
    expect(marks).toMatchObject([{ kind: "ring", x: 0.52 }]);
    expect(pen.key("Escape", false)).toBe(true);
    expect(pen.tool.value).toBe("none");
    expect(spots.at(-1)).toBeUndefined();
  });

  it("the keyboard's pointer stays when the mouse leaves the picture", () => {
    pen.key("ArrowRight", false);
    pen.leave();
    expect(spots.at(-1)).toBeDefined();
  });

  it("the cursor stays in the picture", () => {
    for (let i = 0; i < 40; i++) pen.key("ArrowLeft", false);
    expect(pen.cursor.value).toEqual({ x: 0, y: 0.5 });
  });
});

describe.each(["arrow", "circle"] as const)("drawing an %s", (kind) => {
  beforeEach(() => pen.take(kind));

  it("by dragging", () => {
    pen.down(a, false);
    pen.move(b);
    expect(pen.draft.value).toEqual({ kind, ...from });
    pen.up(b);
    expect(pen.draft.value).toBeUndefined();
    expect(marks).toEqual([{ kind, ...from }]);
  });

  it("by two presses, without dragging", () => {
    pen.down(a, false);
    pen.up(a);
    pen.move(b);
    pen.down(b, false);
    pen.up(b);
    expect(marks).toEqual([{ kind, ...from }]);
  });

  it("by the keyboard: Enter begins and ends it", () => {
    pen.key("Enter", false);
    for (let i = 0; i < 5; i++) pen.key("ArrowDown", false);
    pen.key("Enter", false);
    expect(marks).toHaveLength(1);
    expect(marks[0]?.toY).toBeCloseTo(0.6);
  });

  it("Escape gives up the stroke, not the tool", () => {
    pen.down(a, false);
    pen.up(a);
    pen.key("Escape", false);
    expect(pen.tool.value).toBe(kind);
    pen.up(b);
    expect(marks).toEqual([]);
  });
});
