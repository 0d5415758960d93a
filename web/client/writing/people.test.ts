import { beforeAll, describe, expect, it } from "vitest";
import type { Guest, Line, Live, Scene } from "../protocol.gen";
import { learn } from "../words";
import { author, capital, others, wrote } from "./people";

const guest = (seat: string, firstName: string, agreed = true) => ({ seat, firstName, agreed }) as Guest;
const scene = (you: Live["you"], guests: Guest[] = []) =>
  ({
    you,
    phase: "live",
    helper: { seat: "mediator", firstName: "Philippe" },
    caller: { seat: "person" },
    guests,
  }) as unknown as Scene;
const line = (seat: string, name: string) => ({ kind: "words", seat, name }) as Line;

beforeAll(() =>
  learn({
    "writing.person": "la personne aidée",
    "writing.you": "Vous",
    "writing.unread": "{name} a écrit.",
    "writing.unread.you": "{name} vous a écrit.",
    "writing.unread.person": "La personne a écrit.",
  }),
);

describe("others", () => {
  const nadia = guest("interpreter", "Nadia");
  it.each<[Live["you"], Guest[], string[]]>([
    ["person", [], ["Philippe"]],
    ["mediator", [], ["la personne aidée"]],
    ["person", [nadia], ["Philippe", "Nadia"]],
    ["interpreter", [nadia], ["Philippe", "la personne aidée"]],
    ["person", [guest("colleague", "Omar", false)], ["Philippe"]],
    ["mediator", [guest("lens", "")], ["la personne aidée"]],
  ])("of %s", (you, guests, names) => {
    expect([...others(scene(you, guests)).values()]).toEqual(names);
  });
});

it("names who wrote, whoever is there now", () => {
  expect(author(line("person", ""), scene("mediator"))).toBe("La personne aidée");
  expect(author(line("colleague", "Omar"), scene("mediator"))).toBe("Omar");
  expect(author(line("mediator", "Philippe"), scene("mediator"))).toBe("Vous");
});

it("says that somebody wrote in the words of whoever reads it", () => {
  expect(wrote(line("mediator", "Philippe"), scene("person"))).toBe("Philippe vous a écrit.");
  expect(wrote(line("person", ""), scene("mediator"))).toBe("La personne a écrit.");
  expect(wrote(line("interpreter", "Nadia"), scene("mediator"))).toBe("Nadia a écrit.");
});

it("begins a sentence", () => {
  expect(capital("élodie")).toBe("Élodie");
  expect(capital("")).toBe("");
});
