import { describe, expect, it } from "vitest";
import { closed } from "../protocol.gen";
import { policy, reaction, silent, wait } from "./policy";

describe("silent", () => {
  it.each([
    ["a pong came just now", { heard: 20_000, flowed: 0, looked: 19_000 }, 20_000, false],
    ["nothing for exactly the delay", { heard: 18_000, flowed: 0, looked: 19_000 }, 20_000, false],
    ["nothing for longer", { heard: 17_999, flowed: 0, looked: 19_000 }, 20_000, true],
    ["no word for longer, but sound", { heard: 10_000, flowed: 18_000, looked: 19_000 }, 20_000, false],
    ["no word for too long, whatever else comes", { heard: 9_999, flowed: 19_000, looked: 19_000 }, 20_000, true],
    ["neither word nor sound", { heard: 17_999, flowed: 17_999, looked: 19_000 }, 20_000, true],
    ["the page slept, so silence proves nothing", { heard: 1_000, flowed: 0, looked: 1_500 }, 20_000, false],
  ])("%s", (_, beat, now, doubtful) => {
    expect(silent(policy, beat, now)).toBe(doubtful);
  });
});

describe("wait", () => {
  it("follows the delays and repeats the last", () => {
    expect([0, 1, 2, 3, 9].map((attempt) => wait([0, 400, 800], attempt))).toEqual([0, 400, 800, 800, 800]);
  });

  it("does not wait where there are no delays", () => {
    expect(wait([], 3)).toBe(0);
  });
});

describe("reaction", () => {
  it.each([
    [closed.replaced, "elsewhere"],
    [closed.ended, "over"],
    [closed.invalid, "faulty"],
    [closed.restart, "rejoin"],
    [closed.slow, "rejoin"],
    [closed.tooMany, "rejoin"],
    [1001, "rejoin"],
    [1006, "rejoin"],
  ])("%i: %s", (code, what) => {
    expect(reaction(code)).toBe(what);
  });
});
