import { afterEach, beforeEach, expect, it, vi } from "vitest";

let kept: Map<string, string>;

/** loaded is the module as a page that was just opened has it. */
async function loaded() {
  vi.resetModules();
  return import("./size");
}

beforeEach(() => {
  kept = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

it("is kept, and stays between the smallest and the largest", async () => {
  const { size, resize, largest } = await loaded();
  resize(-1);
  expect(size.value).toBe(0);
  for (let n = 0; n < 2 * largest; n++) resize(1);
  expect(size.value).toBe(largest);
  expect((await loaded()).size.value).toBe(largest);
});

it.each(["", "huge", "7", "-1", "1.5"])("%o was never chosen here", async (text) => {
  kept.set("writing.size", text);
  const { size, largest } = await loaded();
  expect(Number.isInteger(size.value) && size.value >= 0 && size.value <= largest).toBe(true);
});

it("is the smallest where nothing may be kept", async () => {
  vi.stubGlobal("localStorage", undefined);
  expect((await loaded()).size.value).toBe(0);
});
