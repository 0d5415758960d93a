import { describe, expect, it } from "vitest";
import type { Attendee } from "../protocol.gen";
import { attendee } from "./attendee.testing";
import { arrange, byNeed, calls, need } from "./need";

const p = (seat: string, more: Partial<Attendee> = {}) => attendee({ seat, name: seat, ...more });

describe("byNeed", () => {
  it.each<[string, Attendee[], string[]]>([
    [
      "whoever needs help comes first, the most pressing need before the others",
      [
        p("absent", { standing: "absent", how: "absent" }),
        p("out", { standing: "out" }),
        p("done", { progress: "done" }),
        p("lost", { standing: "lost" }),
        p("stuck", { progress: "stuck", said: 5 }),
        p("hand", { hand: 9 }),
        p("lobby", { standing: "lobby" }),
      ],
      ["lobby", "hand", "stuck", "lost", "done", "out", "absent"],
    ],
    ["a second device asks as somebody at the door does", [p("a", { hand: 1 }), p("b", { second: true })], ["b", "a"]],
    ["the oldest hand is first", [p("a", { hand: 30 }), p("b", { hand: 20 }), p("c", { hand: 25 })], ["b", "c", "a"]],
    [
      "who is stuck longest is first",
      [p("a", { progress: "stuck", said: 3 }), p("b", { progress: "stuck", said: 2 })],
      ["b", "a"],
    ],
    [
      "what does not get through: gone before blind or on a bad link",
      [
        p("a", { link: "bad" }),
        p("b", { blind: true }),
        p("c", { standing: "lost", since: 4 }),
        p("d", { link: "weak" }),
      ],
      ["c", "a", "b", "d"],
    ],
    [
      "a screen that was asked for and does not come, not a voice",
      [
        p("a"),
        p("b", { view: "refused", of: "screen", asked: "mediators" }),
        p("c", { view: "refused", of: "microphone", asked: "mediators" }),
        p("d", { view: "refused", of: "screen" }),
      ],
      ["b", "a", "c", "d"],
    ],
    [
      "who has said nothing waits like the others until most have done",
      [p("a", { progress: "done" }), p("b"), p("c")],
      ["a", "b", "c"],
    ],
    [
      "and then stands before them",
      [p("a", { progress: "done" }), p("b", { progress: "done" }), p("c")],
      ["c", "a", "b"],
    ],
    [
      "a hand of somebody in the hall counts, who is absent by page",
      [p("a"), p("b", { how: "onSite", standing: "absent", hand: 3 })],
      ["b", "a"],
    ],
    ["equals stand by name", [p("é"), p("f"), p("e"), p("p10"), p("p9")], ["e", "é", "f", "p9", "p10"]],
    ["nobody", [], []],
  ])("%s", (_, roster, order) => {
    expect(byNeed(roster)).toEqual(order);
  });

  it("the hall has no step, and asks for something only when it is not heard", () => {
    const hall = p("h1", { role: "hall", name: "" });
    expect(need(hall, true)).toBe("follows");
    expect(calls(need({ ...hall, standing: "lost" }, true))).toBe(true);
  });
});

describe("arrange", () => {
  const before = ["a", "b", "c"];
  const roster = [p("a"), p("b"), p("c", { hand: 1 })];

  it("puts in order what nobody is about to press", () => {
    expect(arrange(before, roster, false)).toEqual({ seats: ["c", "a", "b"], stale: false });
  });

  it("moves no row under the finger, and says that the order has changed", () => {
    expect(arrange(before, roster, true)).toEqual({ seats: ["a", "b", "c"], stale: true });
  });

  it("puts who comes meanwhile at the end, and lets go who leaves", () => {
    const now = [p("z", { hand: 1 }), p("c"), p("a")];
    expect(arrange(before, now, true)).toEqual({ seats: ["a", "c", "z"], stale: true });
  });

  it("is not stale where nothing would move", () => {
    expect(arrange(before, [p("a"), p("b"), p("c")], true)).toEqual({ seats: before, stale: false });
  });
});
