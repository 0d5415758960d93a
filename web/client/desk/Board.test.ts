import { expect, it } from "vitest";
import type { DeviceKind } from "../protocol.gen";
import { likeliest } from "./Board";

it.each<[DeviceKind, string, string]>([
  ["phone", "iOS", "iphone"],
  ["tablet", "iOS", "ipad"],
  ["phone", "Android", "android-phone"],
  ["tablet", "Android", "android-tablet"],
  ["computer", "Windows", "android-phone"],
])("a %s with %s comes first as %s", (kind, system, first) => {
  const all = likeliest({ kind, system });
  expect(all[0]).toBe(first);
  expect(new Set(all).size).toBe(4);
});
