import { expect, it } from "vitest";
import { type Ear, outcome, type Passage, passage, patience } from "./passage";

const open: Ear = { mode: "device", notice: undefined, heard: false, connected: true, waited: 0 };

it.each<[string, Partial<Ear>, Passage, string | undefined]>([
  ["nothing was pressed", { mode: "phone" }, "offered", undefined],
  ["the browser asks", { mode: "phone", notice: "asked" }, "asked", undefined],
  ["it was refused", { mode: "phone", notice: "refused" }, "refused", "refused"],
  ["the call keeps the microphone", { mode: "phone", notice: "busy" }, "fails", "unable"],
  ["there is none", { mode: "phone", notice: "absent" }, "fails", "unable"],
  ["nobody has spoken yet", {}, "listening", undefined],
  ["still nothing", { waited: patience.silent }, "silent", undefined],
  ["nothing for too long", { waited: patience.fails }, "fails", "unable"],
  ["a word is heard", { heard: true }, "passes", "done"],
  ["a word is heard late", { heard: true, waited: patience.fails }, "passes", "done"],
  ["the connection is lost afterwards", { heard: true, connected: false }, "cut", undefined],
])("%s", (_, change, how, told) => {
  expect(passage({ ...open, ...change })).toBe(how);
  expect(outcome(how)).toBe(told);
});
