import { beforeEach, describe, expect, it } from "vitest";
import fr from "../../locales/fr";
import type { Attendee } from "../protocol.gen";
import { learn } from "../words";
import { attendee } from "./attendee.testing";
import { hand, more, standing, step } from "./row";

beforeEach(() => learn(fr));

const now = 1_000_000;
const minute = 60_000;
const off = { state: "off", surface: "", hidden: false, closed: false } as const;

describe("step", () => {
  it.each<[string, Partial<Attendee>, boolean, string | undefined]>([
    ["done", { progress: "done" }, false, "a fini"],
    ["stuck a moment ago", { progress: "stuck", said: now - 20_000 }, false, "n’y arrive pas"],
    ["stuck for a while", { progress: "stuck", said: now - 3 * minute }, false, "n’y arrive pas depuis 3 min"],
    ["a clock that lags behind the server's", { progress: "stuck", said: now + 900 }, false, "n’y arrive pas"],
    ["nothing said", {}, true, "n’a rien dit"],
    ["nothing said, and lost", { standing: "lost" }, true, undefined],
    ["absent", { standing: "absent", how: "absent" }, false, undefined],
  ])("%s", (_, one, late, words) => {
    expect(step(attendee(one), late, now)?.words).toBe(words);
  });

  it("marks who has said nothing only once most have done", () => {
    expect(step(attendee(), false, now)?.tone).toBe("plain");
    expect(step(attendee(), true, now)?.tone).toBe("warns");
  });
});

it.each<[string, Partial<Attendee>, string | undefined]>([
  ["absent", { standing: "absent", how: "absent" }, "pas encore là"],
  ["at the door", { standing: "lobby" }, "attend à la porte"],
  ["a second device", { second: true }, "demande à entrer depuis un autre appareil"],
  ["lost, with a hand up", { standing: "lost", hand: 3 }, "connexion perdue"],
  ["in", {}, undefined],
])("standing: %s", (_, one, words) => {
  expect(standing(attendee(one), false)?.words).toBe(words);
});

it("tells how long a hand has been up", () => {
  expect(hand(attendee({ hand: now - 2 * minute }), now)?.words).toBe("lève la main depuis 2 min");
  expect(hand(attendee(), now)).toBeUndefined();
});

it("warns of a voice or a screen that is missed, not of a face", () => {
  const tone = (of: Attendee["of"]) => more(attendee({ view: "refused", of }), now)[0]?.tone;
  expect([tone("screen"), tone("microphone"), tone("camera")]).toEqual(["warns", "warns", "plain"]);
});

describe("more", () => {
  it.each<[string, Partial<Attendee>, string[]]>([
    ["by their page", { heard: now }, ["micro ouvert"]],
    ["not heard for a while", { heard: now - 6 * minute }, ["micro ouvert", "silence depuis 6 minutes"]],
    ["by the telephone beside", { voice: { mode: "phone", muted: false } }, ["par téléphone"]],
    ["muted by themselves", { voice: { mode: "device", muted: true } }, ["micro coupé"]],
    ["muted by a mediator", { silenced: true }, ["micro coupé par vous"]],
    [
      "what goes wrong first",
      { blind: true, link: "weak" },
      ["ne voit pas l’écran", "connexion faible", "micro ouvert"],
    ],
    ["whose microphone is refused", { view: "refused", of: "microphone" }, ["micro non autorisé"]],
    [
      "at the door, and asked by the browser",
      { standing: "lobby", view: "asked", of: "camera" },
      ["son navigateur demande la caméra"],
    ],
    ["lost since: nothing is known", { standing: "lost", view: "asked", of: "camera" }, []],
    ["in the hall", { how: "onSite", standing: "absent" }, ["dans la salle"]],
    ["in the hall with a telephone", { how: "onSite", pocket: true }, ["dans la salle, avec son téléphone"]],
    ["on the telephone with a helper", { how: "byPhone", standing: "absent" }, ["au téléphone avec quelqu’un"]],
    ["asked for their screen", { asked: "mediators" }, ["micro ouvert", "on lui demande son écran"]],
    [
      "showing it",
      { asked: "all", consent: "mediators", screen: { ...off, state: "showing" } },
      ["micro ouvert", "montre son écran"],
    ],
    [
      "what to do for them, on what they have",
      { arrangements: ["large-print", "unheard-of"], device: "tablet", late: true, signs: true },
      ["micro ouvert", "parle en langue des signes", "a rejoint la séance en cours", "sur tablette", "gros caractères"],
    ],
    [
      "absent: only what to do for them",
      { standing: "absent", how: "absent", arrangements: ["in-writing"] },
      ["par écrit"],
    ],
  ])("%s", (_, one, words) => {
    expect(more(attendee(one), now).map((word) => word.words)).toEqual(words);
  });
});
