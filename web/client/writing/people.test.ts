import { beforeAll, describe, expect, it } from "vitest";
import type { ClassScene, Guest, Line, Live, Scene } from "../protocol.gen";
import { learn } from "../words";
import { addressed, author, capital, heading, others, wrote } from "./people";

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

const helpers = [
  { seat: "m1", firstName: "Philippe" },
  { seat: "m2", firstName: "Nadia" },
];
const roster = [
  { seat: "p1", name: "Marie" },
  { seat: "p2", name: "Luce", standing: "lobby" },
];
const inClass = (you: string, phase: string, aside = "") =>
  ({ you, phase, aside, helpers, ...(phase === "teaching" && { roster }) }) as unknown as ClassScene;

beforeAll(() =>
  learn({
    "writing.person": "la personne aidée",
    "writing.you": "Vous",
    "writing.everyone": "tout le monde",
    "writing.to": "{name}, à {to}",
    "writing.to.you": "{name}, à vous seulement",
    "writing.waits": "{name} (salle d’attente)",
    "class.somebody": "la personne qui anime",
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

it.each([
  ["p1", "class", "", "Philippe et Nadia"],
  ["p1", "class", "m2", "Nadia"],
  ["m1", "teaching", "", "tout le monde"],
  ["m1", "teaching", "p1", "Marie"],
])("in a class, %s (%s, aside with %o) writes to %s", (you, phase, aside, names) => {
  expect(addressed(inClass(you, phase, aside))).toBe(names);
});

it("writes from the waiting room to those who teach, even before one has come", () => {
  expect(addressed(inClass("p2", "lobby"))).toBe("Philippe et Nadia");
  expect(addressed({ ...inClass("p2", "lobby"), helpers: [] })).toBe("la personne qui anime");
});

it("tells who teaches that somebody writes from the waiting room, and whom one answers", () => {
  const teaching = inClass("m1", "teaching");
  expect(addressed(teaching, "p2")).toBe("Luce");
  expect(author(line("p2", "Luce"), teaching)).toBe("Luce (salle d’attente)");
  expect(heading({ ...line("m1", "Philippe"), to: "p2" }, teaching)).toBe("Vous, à Luce");
  expect(heading({ ...line("m2", "Nadia"), to: "p2" }, teaching)).toBe("Nadia, à Luce");
  expect(heading({ ...line("m1", "Philippe"), to: "p2" }, inClass("p2", "lobby"))).toBe("Philippe, à vous seulement");
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
