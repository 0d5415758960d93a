import { effect } from "@preact/signals";
import { expect, it, vi } from "vitest";
import { attendee } from "./attendee.testing";
import { People } from "./people";

const marie = attendee({ seat: "p1", name: "Marie" });
const paul = attendee({ seat: "p2", name: "Paul" });

it("redraws the row of whoever changed, and no other", () => {
  const people = new People();
  people.take([marie, paul]);
  const drawn = vi.fn();
  const rows = vi.fn();
  effect(() => drawn(people.of("p1")?.value.name));
  effect(() => rows(people.seats.value));
  people.take([marie, { ...paul, progress: "done" }]);
  expect(drawn).toHaveBeenCalledTimes(1);
  expect(rows).toHaveBeenCalledTimes(1);
  expect(people.of("p2")?.value.progress).toBe("done");
});

it("holds the rows while something of them is about to be pressed", () => {
  const people = new People();
  people.take([marie, paul]);
  people.hold(true);
  people.take([marie, { ...paul, hand: 4 }]);
  expect([people.seats.value, people.stale.value]).toEqual([["p1", "p2"], true]);
  people.sort();
  expect([people.seats.value, people.stale.value]).toEqual([["p2", "p1"], false]);
  people.take([
    { ...marie, hand: 2 },
    { ...paul, hand: 4 },
  ]);
  people.hold(false);
  expect([people.seats.value, people.stale.value]).toEqual([["p1", "p2"], false]);
});

it("forgets who is not of the class any more", () => {
  const people = new People();
  people.take([marie, paul]);
  people.take([paul]);
  expect(people.of("p1")).toBeUndefined();
  expect(people.seats.value).toEqual(["p2"]);
});
