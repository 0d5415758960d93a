import { expect, it } from "vitest";
import { reached } from "./timestamp";

it.each([
  [0, 0, true],
  [1, 0, true],
  [0, 1, false],
  [90_000, 89_999, true],
  [0x0000_0010, 0xffff_fff0, true],
  [0xffff_fff0, 0x0000_0010, false],
  [0x7fff_ffff, 0, true],
  [0x8000_0001, 0, false],
])("reached(%i, %i) is %s", (timestamp, from, yes) => {
  expect(reached(timestamp, from)).toBe(yes);
});
