import { beforeEach, expect, it, vi } from "vitest";
import fr from "../../locales/fr";
import type { Class, ClassScene, Mine } from "../protocol.gen";
import { learn } from "../words";
import { news } from "./news";
import type { Step } from "./page";

const steps = [{ title: "Ouvrir la messagerie" }, { title: "Écrire" }] as Step[];
const helpers = [{ seat: "m1", firstName: "Philippe", leads: true }];
const me: Mine = {
  progress: "none",
  hand: false,
  silenced: false,
  asked: "nobody",
  consent: "nobody",
  pocket: false,
  signs: false,
};
const scene = (part: Partial<Class> = {}, mine: Partial<Mine> = {}) =>
  ({ phase: "class", step: 0, aside: "", helpers, people: [], me: { ...me, ...mine }, ...part }) as unknown as Class;

beforeEach(() => {
  learn(fr);
  vi.stubGlobal("document", { documentElement: { lang: "fr" } });
});

it.each<[string, Partial<Class>, Partial<Mine>, string]>([
  ["nothing new", {}, {}, ""],
  ["what others do", { forward: "p2", people: [{ seat: "p2" }] as Class["people"] }, {}, ""],
  ["one's own answer, that the button says", {}, { progress: "done" }, ""],
  ["a step", { step: 1 }, {}, "Étape 2 : Écrire"],
  ["a hand", {}, { hand: true }, "Votre main est levée : on la voit."],
  ["one's voice", {}, { silenced: true }, "Philippe a coupé votre micro pour le moment. Pour parler, levez la main."],
  ["being alone", { aside: "m1" }, {}, "Vous parlez seul à seul avec Philippe. Les autres ne vous entendent pas."],
  ["a wish", {}, { asked: "mediators" }, "Philippe voudrait voir votre écran."],
  ["two things at once", { step: 1 }, { hand: true }, "Étape 2 : Écrire Votre main est levée : on la voit."],
])("says %s", (_, part, mine, words) => {
  expect(news(scene(), scene(part, mine), steps)).toBe(words.replace(/ :/g, "\u00a0:"));
});

it("says what is over", () => {
  expect(news(scene({ aside: "m1" }), scene(), steps)).toBe("Vous êtes de nouveau avec tout le groupe.");
  expect(news(scene({}, { hand: true }), scene(), steps)).toBe("Votre main est baissée.");
  expect(news(scene({}, { silenced: true }), scene(), steps)).toBe("Vous pouvez de nouveau parler.");
});

it("says that one is in, but not of a page that comes back", () => {
  const lobby = { phase: "lobby" } as ClassScene;
  expect(news(lobby, scene(), steps)).toBe("Vous êtes dans la séance. Étape 1\u00a0: Ouvrir la messagerie");
  expect(news(undefined, scene(), steps)).toBe("");
  expect(news(scene(), { phase: "over" } as ClassScene, steps)).toBe("");
});
