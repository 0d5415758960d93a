// A family's room, from its making to the call, and the tablet that is left open.
import jsQR from "jsqr";
import { afterAll, beforeAll, expect, test } from "vitest";
import { moves } from "./harness/face";
import { cutOff, small, violations } from "./harness/faults";
import type { Mediator } from "./harness/mediator";
import type { Person } from "./harness/person";
import { World } from "./harness/world";

let world: World;
let office: Mediator;
let jeanne: Person;
let marc: Person;

beforeAll(async () => {
  world = await World.make();
  const place = await world.place();
  [office, jeanne, marc] = await Promise.all([
    world.mediator({ family: "chromium" }, place),
    world.person({ family: "chromium" }, place),
    world.person({ family: "chromium", width: 390, height: 844 }, place),
  ]);
});
afterAll(() => world?.end());

test("a mediator makes the room with the person, and its cards", async () => {
  await office.visit("/espace/familles");
  await sound(office, "families");
  await office.write("Nom de l’espace", "La famille de Jeanne");
  await office.write("Quand vous retrouvez-vous\u202f? (facultatif)", "le dimanche à 16 h");
  await office.write("Téléphone, si personne ne répond (facultatif)", "05 57 00 00 00");
  await office.write("Les personnes", "Jeanne\nMarc\nÉliane");
  await office.press("Créer l’espace et les cartes");
  await office.reads("L’espace est prêt");
  await sound(office, "family");
  await office.follow("Lire les cartes à l’écran");
  await office.reads("Pour Éliane");
  await sound(office, "cards");
});

test("one types the code of the card at the door, the other points at its square", async () => {
  const codes = await office.page.$$eval(".sheet .digits", (all) => all.map((e) => e.textContent ?? ""));
  for (const code of codes) world.server.secrets.add(code.replace(/\D/g, ""));
  await jeanne.knock(codes[0] ?? "");
  await jeanne.heading(/^La famille de Jeanne$/);
  await jeanne.reads("le dimanche à 16 h");
  const link = await decoded("Pour Marc");
  expect(link).toMatch(/\/c\/\d{8}$/);
  await marc.visit(new URL(link).pathname);
  await marc.press("Continuer");
  await marc.reads("devant sa page");
  await jeanne.reads("devant sa page");
  for (const each of [jeanne, marc]) await sound(each, "room");
});

test("a call rings, is answered, and each sees and hears the other", async () => {
  await jeanne.press("Appeler");
  await jeanne.reads("Chez Marc");
  await marc.heading(/^Jeanne appelle$/);
  expect(await marc.page.title()).toContain("Jeanne appelle");
  await sound(marc, "ringing");
  await sound(jeanne, "calling");
  await marc.press("Répondre");
  await together();
  for (const each of [jeanne, marc]) await sound(each, "call");
});

test("the server goes away and comes back: so does the call", async () => {
  await world.server.kill();
  await world.server.start();
  await together();
});

test("who hangs up ends it, and no camera stays on", async () => {
  await marc.press("Raccrocher");
  await apart();
});

test("who hangs up while the server is away ends it too", async () => {
  await jeanne.press("Appeler");
  await marc.press("Répondre");
  await together();
  await world.server.kill();
  await marc.press("Raccrocher");
  await marc.find("button", "Appeler");
  await sound(marc, "hung up, the server away");
  await world.server.start();
  await apart();
});

test("a tablet left open is prepared once, rings, and says not now", async () => {
  await marc.visit("/famille?borne=1");
  await marc.press("Préparer la tablette");
  await marc.reads("La tablette est prête");
  expect(await marc.page.$$eval("a", (all) => all.filter((a) => a.checkVisibility()).length), "ways out").toBe(0);
  await sound(marc, "tablet");
  await jeanne.press("Appeler");
  await marc.heading(/^Jeanne appelle$/);
  await marc.press("Pas maintenant");
  await jeanne.reads("Quelqu’un a vu votre appel");
  await jeanne.reads("05 57 00 00 00");
  await marc.reads("Jeanne a appelé à");
  await sound(jeanne, "not now");
});

test("whoever is of the family sees to the room, and a closed one opens again", async () => {
  await jeanne.follow("Régler");
  await sound(jeanne, "settings");
  await jeanne.press("Garder un an de plus");
  await jeanne.reads("C’est gardé un an de plus");
  await jeanne.press("Fermer cet espace");
  await jeanne.heading(/^Cet espace est fermé$/);
  await sound(jeanne, "closed");
  await marc.reads("Cet espace n’est plus ouvert avec cette carte");
  await jeanne.press("Rouvrir cet espace");
  await jeanne.reads("L’espace est rouvert");
});

/** apart waits until both may call again, and nothing is seen of anybody. */
async function apart(): Promise<void> {
  for (const each of [jeanne, marc]) {
    await each.find("button", "Appeler");
    await each.until(() => document.querySelectorAll("video").length === 0, "a picture stays");
  }
}

/** together waits until each of the two has a picture of the other that moves from now on, and hears them. */
async function together(): Promise<void> {
  for (const each of [jeanne, marc]) {
    await each.until(() => document.querySelectorAll("audio").length > 0, "nobody is heard");
    await moves(each, "the other's face", ".call__faces video");
  }
}

/** sound says that nothing is wrong with a page as it stands. */
async function sound(actor: Person | Mediator, state: string): Promise<void> {
  const faults = [
    ...(await violations(actor, "color-contrast-enhanced")),
    ...(await cutOff(actor)),
    ...(await small(actor)),
  ];
  if (process.env.SHOTS)
    await actor.page.screenshot({
      path: `${process.env.SHOTS}/${state}-${actor === marc ? "390" : "1280"}.png`,
      fullPage: state !== "call",
    });
  expect(faults, state).toEqual([]);
}

/** decoded is what the QR code of somebody's card opens. */
async function decoded(whose: string): Promise<string> {
  const { data, width, height } = await office.page.evaluate(async (words) => {
    const card = [...document.querySelectorAll(".sheet")].find((e) => e.querySelector("h2")?.textContent === words);
    const image = card?.querySelector<HTMLImageElement>(".sheet__qr img");
    await image?.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image?.naturalWidth ?? 0;
    canvas.height = image?.naturalHeight ?? 0;
    const context = canvas.getContext("2d");
    if (image) context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, canvas.width, canvas.height);
    return { data: [...(pixels?.data ?? [])], width: canvas.width, height: canvas.height };
  }, whose);
  return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? "";
}
