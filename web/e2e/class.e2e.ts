// A live class: who comes in, who is stuck, who is spoken with alone, and what is kept of it.
import type { Browser } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "./harness/actor";
import { moves } from "./harness/face";
import { cutOff, violations } from "./harness/faults";
import { report } from "./harness/figures";
import type { Mediator } from "./harness/mediator";
import { type Lack, Person } from "./harness/person";
import { comes, plan, pocket, type Workshop } from "./harness/workshop";
import { World } from "./harness/world";

let world: World;
let philippe: Mediator;
let workshop: Workshop;
let home: Browser;
const found: string[] = [];

beforeAll(async () => {
  world = await World.make();
  const office = await world.place();
  philippe = await world.mediator({ family: "chromium" }, office);
  workshop = await plan(philippe, [
    { name: "Odette", mode: "remote" },
    { name: "Marcel", mode: "remote" },
    { name: "Zoé", mode: "remote" },
    { name: "René", mode: "on-site" },
  ]);
  for (const code of workshop.codes.values()) world.server.secrets.add(code.replace(/\D/g, ""));
  home = await world.browser({ family: "chromium" }, await world.place());
});
afterAll(() => world?.end());

/** somebody has a browser of their own, and what others have in it is not there. */
async function somebody(lacks: readonly Lack[] = []): Promise<Person> {
  const context = await home.createBrowserContext();
  return Person.arrive(context, world.server.origin, lacks);
}

let odette: Person;
let marcel: Person;

test("whoever is on the telephone with somebody follows them: a slip, the door of the class, a microphone refused", async () => {
  await philippe.visit(workshop.session);
  await philippe.reads(/Zoé[\s\S]*rien de connu/);
  const zoe = await somebody(["microphone"]);
  const code = workshop.codes.get("Zoé") ?? "";
  await zoe.knock(code.replace(/^\d/, (digit) => String((Number(digit) + 1) % 10)));
  await zoe.reads("Un chiffre ne va pas");
  await philippe.reads("un chiffre tapé ne va pas");
  await check(philippe, "the day");
  await comes(zoe, workshop, "Zoé");
  await philippe.reads("l’attente, devant la porte de la classe");
  await zoe.press("Essayer le micro");
  await philippe.announces("l’attente, devant la porte de la classe ; le micro n’a pas été autorisé");
  await philippe.reads("Le petit dessin à gauche de l’adresse");
  await zoe.page.browserContext().close();
  await philippe.reads("la page de la séance, qui s’ouvre");
});

test("somebody comes by their code, sees that nobody is there yet, and is let in", async () => {
  odette = await somebody();
  await comes(odette, workshop, "Odette");
  await odette.reads("Vous êtes au bon endroit");
  await odette.press("Essayer le micro");
  await odette.reads("On vous entend bien");
  await odette.press("Écrire");
  await odette.write("Écrire à la personne qui anime", "Je n’entends pas.");
  await odette.press("Envoyer");
  await philippe.visit(workshop.room);
  await odette.reads("va vous faire entrer");
  await philippe.reads(/Odette \(salle d’attente\)[^⋯]*Je n’entends pas/);
  await philippe.press("Lui écrire");
  await philippe.write("Écrire à Odette", "On vous écrira.");
  await check(philippe, "teaching, somebody waits");
  await philippe.press("Envoyer");
  await odette.reads("On vous écrira.");
  await check(odette, "lobby");
  await philippe.press("Faire entrer");
  await odette.find("button", "C’est fait");
  await odette.announces("Vous êtes dans la séance.");
  await philippe.press("Allumer ma caméra");
  await moves(odette, "the mediator's face");
  await check(odette, "class");
  marcel = await somebody();
  await comes(marcel, workshop, "Marcel");
  await marcel.reads("va vous faire entrer");
  await philippe.press("Faire entrer");
  await marcel.find("button", "C’est fait");
});

test("the mediator moves all to a step, and knows who is stuck", async () => {
  const title = await step(odette);
  await philippe.press("Étape suivante");
  for (const person of [odette, marcel]) {
    await person.until((before) => document.querySelector("h2")?.textContent !== before, "no other step", title);
  }
  await odette.press("C’est fait");
  await marcel.press("Je n’y arrive pas");
  await philippe.reads("1 sur 2 a fini");
  await philippe.reads("1 n’y arrive pas");
  await marcel.press("Lever la main");
  await philippe.reads(/Marcel[^⋯]*lève la main/);
  await check(philippe, "teaching");
});

test("by keyboard alone, on both sides; what changes is announced", async () => {
  await byKeyboard(odette, "Lever la main");
  await odette.announces("Votre main est levée : on la voit.");
  await philippe.announces("Odette");
  await byKeyboard(odette, "Baisser la main");
  await byKeyboard(philippe, "Étape suivante");
  await odette.announces("Étape 3 : ");
  await byKeyboard(marcel, "Je n’y arrive pas");
  await philippe.announces("Marcel n’y arrive pas.");
  await byKeyboard(philippe, "Étape précédente");
  await odette.announces("Étape 2 : ");
});

test("two speak alone: the others are told, and have nothing of it", async () => {
  await philippe.press("Parler seul à seul"); // Marcel is stuck: he comes first
  await marcel.reads("Vous parlez seul à seul avec Philippe");
  await odette.reads("Philippe parle avec quelqu’un");
  await moves(marcel, "the mediator's face, aside");
  expect(
    await odette.page.evaluate(() => [...document.querySelectorAll("video")].filter((v) => v.checkVisibility()).length),
  ).toBe(0);
  await check(marcel, "aside");
  await philippe.press("Revenir à la classe");
  await moves(odette, "the mediator's face again");
});

test("another device with the same code asks the mediator, and the first goes on", async () => {
  const second = await somebody();
  await comes(second, workshop, "Odette");
  await second.reads("Votre place est déjà ouverte sur un autre appareil");
  await philippe.reads("demande à entrer depuis un autre appareil");
  await odette.press("Lever la main");
  await philippe.reads(/Odette[^⋯]*lève la main/);
  await philippe.press("Pas maintenant");
  await odette.find("button", "C’est fait");
});

test("the server is killed: everyone is back in place", async () => {
  await world.server.kill();
  await odette.reads("Connexion perdue");
  await world.server.start();
  const from = Date.now();
  await philippe.reads(/Odette[^⋯]*lève la main/);
  await moves(odette, "the mediator's face after the power cut");
  report("class, killed: from listening to the mediator's picture", Date.now() - from);
  await marcel.find("button", "C’est fait");
});

test("the mediator's page is lost and comes back, and films as before: the class waits", async () => {
  await odette.press("Allumer ma caméra");
  await philippe.visit("/espace");
  await odette.reads("a perdu la connexion");
  await philippe.visit(workshop.room);
  await moves(odette, "the mediator's face");
  await odette.page.reload();
  await odette.find("button", "Éteindre ma caméra");
});

test("in the hall a big screen, and a telephone that says what its owner did", async () => {
  const hall = await somebody();
  const link = await philippe.page.$eval('a[href*="/salle/"]', (a) => a.getAttribute("href") ?? "");
  world.server.secrets.add(link.split("/").at(-1) ?? link);
  await hall.visit(new URL(link, world.server.origin).pathname);
  await hall.reads("Étape");
  await check(hall, "hall");
  const rene = await somebody();
  await rene.visit(await pocket(hall));
  await check(rene, "pocket, whose it is");
  await rene.press("René");
  await rene.press("C’est fait");
  await hall.reads("1");
  await check(rene, "pocket");
  expect(await rene.page.evaluate(() => document.querySelectorAll("audio, video").length)).toBe(0);
});

test("the end: how it was, the steps to keep, and attendance as it happened", async () => {
  await philippe.press("Terminer la séance");
  await odette.reads("La séance est terminée");
  await check(odette, "over");
  await odette.press("Bien");
  await odette.reads("Merci, c’est noté");
  await philippe.reads("La séance est terminée");
  await check(philippe, "over, mediator");
  await philippe.visit(workshop.session);
  for (const name of ["Odette", "Marcel", "René"]) await philippe.reads(new RegExp(`${name}[\\s\\S]*Présent`));
  await odette.visit("/ma-place/etapes");
  await check(odette, "steps");
});

test("nobody comes in uninvited", async () => {
  const stranger = await somebody();
  await stranger.visit(workshop.room);
  expect(await stranger.words()).not.toContain("Odette");
  await stranger.visit(`${workshop.room}/salle/${"a".repeat(26)}`);
  expect(await stranger.words()).not.toContain("Étape");
});

test("axe finds nothing, and nothing is cut off", () => expect(found.join("\n")).toBe(""));

test("no code, name or secret stands in the log", () => expect(world.server.leaked()).toEqual([]));

/** byKeyboard goes to a button by Tab alone, and presses it. */
async function byKeyboard(actor: Actor, name: string): Promise<void> {
  await actor.find("button", name);
  for (let i = 0; i < 100; i++) {
    await actor.page.keyboard.press("Tab");
    const here = await actor.page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
    if (here === name) return actor.page.keyboard.press("Enter");
  }
  throw new Error(`« ${name} » is not reached by Tab`);
}

/** step is the title of the step before somebody. */
async function step(person: Person): Promise<string> {
  return person.page.evaluate(() => document.querySelector("h2")?.textContent ?? "");
}

/** check keeps what axe finds on a page, and what is cut off. */
async function check(actor: Actor, state: string): Promise<void> {
  for (const fault of [...(await violations(actor)), ...(await cutOff(actor))]) found.push(`${state}: ${fault}`);
  await picture(actor, state);
}

/** picture keeps what a page looks like, at both widths, where SHOTS says. */
async function picture(actor: Actor, state: string): Promise<void> {
  const folder = process.env.SHOTS;
  if (!folder) return;
  for (const width of [1280, 390]) {
    await actor.page.setViewport({ width, height: 800 });
    await actor.page.screenshot({ path: `${folder}/${state.replaceAll(/\W+/g, "-")}-${width}.png`, fullPage: true });
  }
  await actor.page.setViewport(null);
}
