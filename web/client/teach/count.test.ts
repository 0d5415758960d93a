import { beforeEach, describe, expect, it } from "vitest";
import fr from "../../locales/fr";
import type { Attendee } from "../protocol.gen";
import { learn } from "../words";
import { attendee } from "./attendee.testing";
import { mostDone, tally, told } from "./count";

beforeEach(() => learn(fr));

const done = attendee({ progress: "done" });
const stuck = attendee({ progress: "stuck" });
const silent = attendee();
const many = (one: Attendee, n: number): Attendee[] => Array.from({ length: n }, () => one);

describe("tally", () => {
  it.each<[string, Attendee[], number, [number, number, number, number]]>([
    ["everybody by what they said", [...many(done, 7), ...many(stuck, 2), ...many(silent, 2)], 0, [11, 7, 2, 2]],
    ["who is lost still counts", [attendee({ standing: "lost", progress: "done" }), silent], 0, [2, 1, 0, 1]],
    [
      "who waits, is out or absent does not",
      [
        done,
        attendee({ standing: "lobby" }),
        attendee({ standing: "out", progress: "done" }),
        attendee({ standing: "absent", how: "absent" }),
        attendee({ role: "hall", name: "" }),
      ],
      0,
      [1, 1, 0, 0],
    ],
    [
      "who has no page but is there does",
      [
        attendee({ standing: "absent", how: "byPhone", progress: "stuck" }),
        attendee({ standing: "absent", how: "onSite" }),
      ],
      0,
      [2, 0, 1, 1],
    ],
    ["hands shown count for those on site who said nothing", many(attendee({ how: "onSite" }), 4), 3, [4, 3, 0, 1]],
    [
      "who said it by a telephone too is not counted twice",
      [...many(attendee({ how: "onSite", progress: "done" }), 2), ...many(attendee({ how: "onSite" }), 2)],
      3,
      [4, 3, 0, 1],
    ],
    [
      "never fewer than were ticked, never more than are there",
      [attendee({ how: "onSite", progress: "done" }), attendee({ how: "onSite", progress: "stuck" }), silent],
      9,
      [3, 1, 1, 1],
    ],
    ["nobody", [], 0, [0, 0, 0, 0]],
  ])("%s", (_, roster, shown, [all, ended, missed, quiet]) => {
    expect(tally({ roster, shown })).toEqual({ all, done: ended, stuck: missed, silent: quiet });
  });
});

describe("told", () => {
  it.each([
    [{ all: 11, done: 7, stuck: 2, silent: 2 }, "7 sur 11 ont fini, 2 n’y arrivent pas, 2 n’ont rien dit"],
    [{ all: 11, done: 1, stuck: 1, silent: 9 }, "1 sur 11 a fini, 1 n’y arrive pas, 9 n’ont rien dit"],
    [{ all: 3, done: 0, stuck: 0, silent: 3 }, "0 sur 3 a fini, 3 n’ont rien dit"],
    [{ all: 3, done: 3, stuck: 0, silent: 0 }, "Tout le monde a fini"],
    [{ all: 0, done: 0, stuck: 0, silent: 0 }, "Personne n’est encore dans la séance"],
  ])("%j", (counted, words) => {
    expect(told(counted)).toBe(words);
  });
});

it("most is more than half", () => {
  expect(mostDone([done, silent])).toBe(false);
  expect(mostDone([done, done, silent])).toBe(true);
  expect(mostDone([])).toBe(false);
});
