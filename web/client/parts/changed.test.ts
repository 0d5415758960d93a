import { expect, it } from "vitest";
import { changed } from "./changed";

it("tells who is new and who sees something else, and nothing twice", () => {
  const before = new Map([
    ["a", "Anne : la page de sa place"],
    ["b", "Luce : l’attente"],
    ["c", "Noor : l’attente"],
  ]);
  const now = new Map([
    ["a", "Anne : l’attente"],
    ["b", "Luce : l’attente"],
    ["d", "Jean : la page du code"],
  ]);
  expect(changed(before, now)).toEqual(["Anne : l’attente.", "Jean : la page du code."]);
  expect(changed(now, now)).toEqual([]);
});
