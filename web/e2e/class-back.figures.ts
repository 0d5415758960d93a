// Two speak alone, a third goes on by themselves; then a page is loaded anew, a network is gone for a while, and the
// server is killed. Each time: how long until everybody is back in place, with the step, what was said, and who is alone.
import { afterAll, beforeAll, expect, test } from "vitest";
import { moves } from "./harness/face";
import { report } from "./harness/figures";
import type { Mediator } from "./harness/mediator";
import type { Person } from "./harness/person";
import type { Place } from "./harness/place";
import { comes, plan, type Workshop } from "./harness/workshop";
import { World } from "./harness/world";

/** How long a network is gone, in milliseconds. */
const gone = 8000;

let world: World;
let workshop: Workshop;
let philippe: Mediator;
let odette: Person;
let marcel: Person;
let office: Place;
const homes = new Map<string, Place>();

beforeAll(async () => {
  world = await World.make();
  office = await world.place();
  philippe = await world.mediator({ family: "chromium", pictures: 10 }, office);
  const names = ["Odette", "Marcel"];
  workshop = await plan(
    philippe,
    names.map((name) => ({ name, mode: "remote" })),
  );
  await philippe.visit(workshop.room);
  for (const name of names) homes.set(name, await world.place());
  odette = await waits("Odette");
  marcel = await waits("Marcel");
  await philippe.press("Faire entrer tout le monde");
  for (const person of [odette, marcel]) await person.find("button", "C’est fait");
  await philippe.press("Allumer ma caméra");
  await moves(odette, "the mediator's face");
  await philippe.press("Étape suivante");
  await odette.reads("Étape 2");
  await odette.press("C’est fait");
  await marcel.press("Je n’y arrive pas");
  await philippe.reads("1 n’y arrive pas");
  await philippe.press("Parler seul à seul"); // Whoever is stuck comes first.
  await marcel.reads("Vous parlez seul à seul avec Philippe");
  await marcel.press("Allumer ma caméra");
  await inPlace();
});
afterAll(() => world?.end());

/** waits is somebody who has come to the lobby by their code. */
async function waits(name: string): Promise<Person> {
  const person = await world.person({ family: "chromium", pictures: 10 }, homes.get(name));
  await comes(person, workshop, name);
  await person.reads("va vous faire entrer");
  return person;
}

/** inPlace waits until all three are where they were, in words and in pictures that move from now on. */
async function inPlace(): Promise<void> {
  const back = () => !document.querySelector("main")?.textContent?.includes("Connexion perdue");
  const says = (button: string) => document.querySelector(button)?.getAttribute("aria-pressed") === "true";
  await Promise.all([
    (async () => {
      await odette.reads("Philippe parle avec quelqu’un");
      await odette.reads("Étape 2");
      await odette.until(says, "« C’est fait » is not as it was", ".answers__done");
    })(),
    (async () => {
      await marcel.reads("Vous parlez seul à seul avec Philippe");
      await marcel.until(says, "« Je n’y arrive pas » is not as it was", ".answers__stuck");
      await moves(marcel, "the mediator's face, aside");
    })(),
    (async () => {
      await philippe.find("button", "Revenir à la classe");
      await philippe.reads("1 sur 2 a fini");
      await moves(philippe, "the face of who is alone with the mediator");
    })(),
  ]);
  for (const each of [odette, marcel, philippe]) await each.until(back, "the connection is still lost");
  const seen = () => [...document.querySelectorAll("video")].filter((video) => video.checkVisibility()).length;
  expect(await odette.page.evaluate(seen), "faces that the third sees").toBe(0);
}

test.each(["Odette", "Marcel", "Philippe"])("the page of %s is loaded anew", async (name) => {
  const from = Date.now();
  await who(name).page.reload();
  await inPlace();
  report(`the page of ${name} loaded anew: until all are in place`, Date.now() - from);
});

test.each(["Odette", "Marcel", "Philippe"])("the network of %s is gone for a while", async (name) => {
  const place = name === "Philippe" ? office : homes.get(name);
  if (!place) throw new Error("nobody lives there");
  await place.cut();
  const since = await who(name).page.evaluate(() => performance.now());
  await who(name).until((start, length) => performance.now() - start > length, "the clock stands still", since, gone);
  await who(name).reads("Connexion perdue");
  await place.mend();
  const from = Date.now();
  await inPlace();
  report(`the network of ${name} gone for ${gone / 1000} s: from its return until all are in place`, Date.now() - from);
});

test("the server is killed", async () => {
  await world.server.kill();
  for (const each of [odette, marcel, philippe]) await each.reads("Connexion perdue");
  await world.server.start();
  const from = Date.now();
  await inPlace();
  report("the server killed: from listening until all are in place", Date.now() - from);
});

function who(name: string): Person | Mediator {
  return { Odette: odette, Marcel: marcel }[name] ?? philippe;
}
