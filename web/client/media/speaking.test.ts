import { expect, it } from "vitest";
import type { Slots } from "./slots";
import { Speaking } from "./speaking";

/** world is one voice in a slot, whose level the test sets. */
function world() {
  let source: { timestamp: number; audioLevel: number } | undefined;
  const slot = { seat: "mediator", kind: "microphone", receiver: { getSynchronizationSources: () => [source] } };
  const speaking = new Speaking({
    seen: { value: [slot, { ...slot, seat: "person", kind: "camera" }] },
  } as never as Slots);
  const at = (now: number, audioLevel?: number): string[] => {
    if (audioLevel !== undefined) source = { timestamp: now, audioLevel };
    speaking.look(now);
    return [...speaking.who.value];
  };
  return { speaking, at };
}

it("says who speaks, and stays through a short pause", () => {
  const { at } = world();
  expect(at(0)).toEqual([]);
  expect(at(150, 0.2)).toEqual(["mediator"]);
  expect(at(300, 0.001)).toEqual(["mediator"]);
  expect(at(900, 0.001)).toEqual([]);
});

it("does not take the last level of a voice that is gone for a voice", () => {
  const { at } = world();
  at(0, 0.5);
  expect(at(150)).toEqual(["mediator"]);
  expect(at(2000)).toEqual([]);
});

it("changes only when somebody begins or ends", () => {
  const { speaking, at } = world();
  at(0, 0.5);
  const first = speaking.who.value;
  at(150, 0.6);
  expect(speaking.who.value).toBe(first);
});
