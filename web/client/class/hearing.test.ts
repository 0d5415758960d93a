import { expect, it } from "vitest";
import { type Hearing, told } from "./hearing";

const closed: Hearing = { notice: undefined, open: false, muted: false, heard: false, waited: false };

it.each<[Partial<Hearing>, string | undefined]>([
  [{}, undefined],
  [{ notice: "asked" }, "class.mic.asked"],
  [{ notice: "refused" }, "class.mic.refused"],
  [{ open: true }, "class.mic.speak"],
  [{ open: true, waited: true }, "class.mic.silent"],
  [{ open: true, waited: true, heard: true }, "class.mic.heard"],
  [{ open: true, muted: true, heard: true }, "class.mic.muted"],
])("%j: %s", (now, words) => {
  expect(told({ ...closed, ...now })).toBe(words);
});
