import { expect, it } from "vitest";
import { graft } from "./graft";

const before = {
  now: 1,
  me: { progress: "none", hand: false },
  people: [
    { seat: "p1", here: true },
    { seat: "p2", here: true },
  ],
  marks: [] as unknown[],
};

/** again is the same as it comes in the next message. */
const again = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

it("gives the old value back where nothing is new", () => {
  expect(graft(before, again(before))).toBe(before);
});

it("keeps every part that says the same", () => {
  const after = { ...again(before), now: 2, me: { progress: "done", hand: false } };
  const grafted = graft(before, after);
  expect(grafted).toEqual(after);
  expect(grafted.people).toBe(before.people);
  expect(grafted.marks).toBe(before.marks);
  expect(grafted.me).not.toBe(before.me);
});

it("keeps the others of a list of which one has changed", () => {
  const after = again(before);
  after.people[1] = { seat: "p2", here: false };
  const { people } = graft(before, after);
  expect(people).toEqual(after.people);
  expect(people[0]).toBe(before.people[0]);
});

it.each<[unknown, unknown]>([
  [{ a: 1 }, { a: 1, b: undefined }],
  [{ a: 1, b: 2 }, { a: 1 }],
  [{ a: undefined }, { b: undefined }],
  [[1, 2], [1]],
  [[1], [1, 2]],
  [[], {}],
  [{}, []],
  [null, {}],
  [{ a: 1 }, null],
  [undefined, { a: [] }],
])("says what is new: %j, then %j", (old, fresh) => {
  expect(graft(old, fresh)).toStrictEqual(fresh);
});
