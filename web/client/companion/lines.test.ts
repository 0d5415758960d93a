import { expect, it } from "vitest";
import { broken } from "./lines";

const fits = (line: string) => line.length <= 12;

it.each([
  ["", []],
  ["Bonjour", ["Bonjour"]],
  ["Cliquez sur le bouton vert", ["Cliquez sur", "le bouton", "vert"]],
  ["  deux   espaces\nun retour ", ["deux espaces", "un retour"]],
  ["anticonstitutionnellement long", ["anticonstitutionnellement", "long"]],
])("%j is broken where it no longer fits", (words, lines) => {
  expect(broken(words, fits)).toEqual(lines);
});
