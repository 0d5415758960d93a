// What goes wrong is told in French, with what to do; the mediator is told what the person sees.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Family } from "./harness/browser";
import { anotherCode, withASlip } from "./harness/codes";
import { Mediator } from "./harness/mediator";
import type { Lack, Person } from "./harness/person";
import { roads } from "./harness/roads";
import { admitted, World } from "./harness/world";

let world: World;
let mediator: Mediator;
beforeAll(async () => {
  world = await World.make();
  mediator = await world.mediator({ family: "chromium" });
});
afterAll(() => world?.end());

/** post sends the door's form as a browser without scripts does. */
async function post(code: string): Promise<{ status: number; words: string; retryAfter: string | null }> {
  const answer = await fetch(`${world.server.origin}/`, {
    method: "POST",
    body: new URLSearchParams({ code }),
    headers: { "Accept-Language": "fr" },
    redirect: "manual",
  });
  const words = (await answer.text()).replaceAll(/\s+/g, " ");
  return { status: answer.status, words, retryAfter: answer.headers.get("Retry-After") };
}

describe.each<Family>(["chromium", "firefox"])("at the door, in %s", (family) => {
  let person: Person;
  let code: string;
  beforeAll(async () => {
    code = await mediator.invite();
    person = await world.person({ family });
  });

  test.each([
    ["a digit too few", (live: string) => live.slice(1), "Il manque 1 chiffre."],
    ["a digit too many", (live: string) => `${live}7777`, "Il y a trop de chiffres."],
    ["a letter", (live: string) => `${live.slice(1)}O`, "Le code n’a que des chiffres."],
    ["nothing", () => "", "Tapez le code, puis appuyez sur « Continuer »."],
    ["a wrong digit", withASlip, "Un chiffre ne va pas."],
  ])("%s", async (_, typed, words) => {
    await person.knock(typed(code));
    await person.reads(words);
    expect(new URL(person.page.url()).pathname).toBe("/");
  });

  test("the mediator sees that a digit is wrong", async () => {
    await mediator.reads("Un chiffre est faux");
  });

  test("a code that nobody has", async () => {
    await person.knock(anotherCode(code));
    await person.reads("Ce code n’ouvre pas, ou n’ouvre plus.");
  });

  test("the right code still opens, with spaces too", async () => {
    await person.knock(`${code.slice(0, 3)} ${code.slice(3)}`);
    await person.waits();
    await person.browser.close();
    await mediator.press("Ce n’est pas la bonne personne");
    await mediator.press("Retour à mon espace");
  });
});

test("the door without scripts says the same", async () => {
  const code = await mediator.invite();
  expect(await post(withASlip(code))).toMatchObject({
    status: 422,
    words: expect.stringMatching("Un chiffre ne va pas"),
  });
  expect(await post(code.slice(1))).toMatchObject({ status: 422, words: expect.stringMatching("Il manque 1 chiffre") });
  expect(await post(anotherCode(code))).toMatchObject({ status: 422, words: expect.stringMatching("n’ouvre plus") });
  expect((await post(code)).status).toBe(303);
  expect(await post(code)).toMatchObject({ status: 422, words: expect.stringMatching("n’ouvre plus") });
  await mediator.reads("Quelqu’un d’autre a tapé ce code");
  await mediator.press("Retour à mon espace");
});

const lacks: [Lack, string, string][] = [
  ["permission", "Rien n’est montré. Ce n’est pas grave", "La question a été refusée ou fermée"],
  ["webrtc", "Ce navigateur ne peut montrer ni image ni son.", ""],
  ["screen", "Ce navigateur ne peut pas montrer l’écran.", "ne peut pas montrer"],
];
const within = (family: Family) => lacks.map((lack): [Family, Lack, string, string] => [family, ...lack]);
const lacking = roads([...within("chromium"), ...within("firefox").slice(0, 1)], within("firefox").slice(1));

test.each(lacking)("%s, lacking %s, says what can be done", async (family, lack, words, mirrored) => {
  const person = await world.person({ family, lacks: [lack] });
  await admitted(mediator, person);
  if (lack === "permission") await person.press("Montrer mon écran");
  await person.reads(words);
  await mediator.reads(mirrored);
  // Words still pass.
  await person.press("Écrire");
  await person.write("Écrire à Philippe", "Je n’y arrive pas");
  await person.press("Envoyer");
  await mediator.reads("La personne a écrit");
  await person.browser.close();
  await mediator.press("Retour à mon espace");
});

test("a wrong password", async () => {
  const browser = await world.browser({ family: "chromium" }, await world.place());
  const stranger = await Mediator.arrive(browser, world.server);
  await stranger.signIn("un autre mot de passe");
  await stranger.reads("L’adresse ou le mot de passe ne va pas.");
  await browser.close();
});

test("a help that is not there", async () => {
  const answer = await fetch(`${world.server.origin}/aide/nulle-part`, { headers: { "Accept-Language": "fr" } });
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain("Cette aide est terminée");
});

test("guessing is slowed down, and told how long to wait", async () => {
  let answer = await post(anotherCode("000000"));
  for (let n = 1; answer.status === 422 && n < 200; n++) answer = await post(anotherCode(String(n).padStart(6, "0")));
  expect(answer).toMatchObject({ status: 429, words: expect.stringMatching("Il y a eu trop d’essais. Attendez") });
  expect(Number(answer.retryAfter)).toBeGreaterThan(0);
});
