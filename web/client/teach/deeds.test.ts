import { beforeEach, describe, expect, it } from "vitest";
import fr from "../../locales/fr";
import type { Attendee } from "../protocol.gen";
import { learn } from "../words";
import { attendee } from "./attendee.testing";
import { canBeAlone, deeds, type Where } from "./deeds";

beforeEach(() => learn(fr));

const where: Where = { step: 2, stage: "step", shows: "", forward: "" };
const off = { state: "off", surface: "", hidden: false, closed: false } as const;
const of = (one: Partial<Attendee>, at: Partial<Where> = {}) =>
  Object.fromEntries(deeds(attendee(one), { ...where, ...at }).map((deed) => [deed.id, deed]));

describe("deeds", () => {
  it.each<[string, Partial<Attendee>, string[]]>([
    ["at the door", { standing: "lobby" }, ["in", "out"]],
    ["sent out", { standing: "out" }, ["out"]],
    ["absent", { standing: "absent", how: "absent" }, ["onSite", "byPhone"]],
    ["in", {}, ["voice", "forward", "ask", "ask-all", "signs", "onSite", "byPhone", "out"]],
    [
      "with a hand up",
      { hand: 3, asked: "all" },
      ["hand", "voice", "forward", "ask", "signs", "onSite", "byPhone", "out"],
    ],
    ["in the hall", { how: "onSite", device: "unknown" }, ["done", "stuck", "onSite", "byPhone"]],
    ["a telephone in the hall", { how: "onSite", pocket: true }, ["done", "stuck", "onSite", "byPhone", "out"]],
    ["the hall itself", { role: "hall" }, ["voice", "forward", "out"]],
  ])("%s", (_, one, ids) => {
    expect(deeds(attendee(one), where).map(({ id }) => id)).toEqual(ids);
  });

  it("marks the current step for who cannot, and takes it back", () => {
    const one = { seat: "p4", how: "byPhone", standing: "absent" } as const;
    expect(of(one).done?.message).toEqual({ type: "do", seat: "p4", step: 2, progress: "done" });
    expect(of({ ...one, progress: "done" }).done).toMatchObject({ message: { progress: "none" }, pressed: true });
  });

  it("undoes what it did, in place", () => {
    expect(of({ silenced: true }).voice).toMatchObject({ words: "Rendre la parole", message: { silent: false } });
    expect(of({ asked: "mediators" }).ask).toMatchObject({ message: { to: "nobody" } });
    expect(of({}, { forward: "p1" }).forward).toMatchObject({ pressed: true, message: { seat: "" } });
    expect(of({ standing: "out" }).out).toMatchObject({ words: "Faire revenir", message: { type: "let-in" } });
    expect(of({ how: "onSite" }).onSite).toMatchObject({ pressed: true, message: { how: "remote" } });
    expect(of({ how: "onSite", device: "unknown" }).onSite).toMatchObject({ message: { how: "absent" } });
  });

  it("puts a screen before all only with its owner's word", () => {
    const screen = { ...off, state: "showing" } as const;
    expect(of({ asked: "all", consent: "mediators", screen }).present).toBeUndefined();
    expect(of({ asked: "all", consent: "all", screen }).present?.message).toMatchObject({ kind: "screen", seat: "p1" });
    expect(of({ asked: "all", consent: "all", screen }, { stage: "screen", shows: "p1" }).present).toBeUndefined();
  });
});

it.each<[string, Partial<Attendee>, boolean]>([
  ["by a page", {}, true],
  ["lost", { standing: "lost" }, false],
  ["with another mediator", { aside: "m2" }, false],
  ["with a telephone in the hall", { pocket: true }, false],
  ["on site", { how: "onSite", device: "unknown" }, false],
  ["on the telephone beside their page", { how: "byPhone" }, true],
  ["the hall", { role: "hall" }, false],
])("speaking alone with somebody: %s", (_, one, can) => {
  expect(canBeAlone(attendee(one))).toBe(can);
});
