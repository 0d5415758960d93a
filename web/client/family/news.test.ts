import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { FamilyScene, RelativeState } from "../protocol.gen";
import { learn } from "../words";
import { news } from "./news";

learn(JSON.parse(readFileSync(new URL("../../locales/fr/family.json", import.meta.url), "utf8")));

function scene(you: RelativeState, marc: RelativeState): FamilyScene {
  const relative = (seat: string, name: string, state: RelativeState) => ({
    seat,
    name,
    state,
    camera: false,
    voice: false,
  });
  return {
    you: "f1",
    title: "",
    hour: "",
    phone: "",
    ends: 0,
    now: 0,
    members: [relative("f1", "Jeanne", you), relative("f2", "Marc", marc)],
  };
}

describe("news", () => {
  it.each<[string, FamilyScene | undefined, FamilyScene, string]>([
    ["nothing of the first scene", undefined, scene("here", "here"), ""],
    ["nothing of what does not change", scene("here", "here"), scene("here", "here"), ""],
    ["who comes", scene("here", "away"), scene("here", "here"), "Marc est devant sa page."],
    ["nothing of who goes", scene("here", "here"), scene("here", "away"), ""],
    ["nothing of oneself: a heading says it", scene("here", "here"), scene("rung", "in"), "Marc est dans l’appel."],
    ["who answers", scene("in", "rung"), scene("in", "in"), "Marc est dans l’appel."],
    ["who is lost", scene("in", "in"), scene("in", "lost"), "Marc a perdu la connexion."],
    ["the end", scene("in", "in"), scene("here", "here"), "L’appel est terminé. Marc a raccroché."],
  ])("tells %s", (_, before, now, words) => {
    expect(news(before, now)).toBe(words);
  });
});
