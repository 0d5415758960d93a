// Workshops, from an empty server to the printed sheets, the person's own door, and what others may not see.
import jsQR from "jsqr";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "./harness/actor";
import { cutOff, violations } from "./harness/faults";
import { Mediator } from "./harness/mediator";
import type { Person } from "./harness/person";
import { philippe } from "./harness/server";
import { walkIn } from "./harness/walk";
import { World } from "./harness/world";

let world: World;
let office: Mediator;
let outside: Person;
let series = "";
let person = "";
const found: string[] = [];

beforeAll(async () => {
  world = await World.make({ empty: true });
  office = await Mediator.arrive(await world.browser({ family: "chromium" }, await world.place()), world.server);
  outside = await world.person({ family: "chromium" });
  await walkIn(world.server, office, async () => {});
});
afterAll(() => world?.end());

const remote = ["Odette Martin", "Éliane", "李秀英", "Владимир", "فاطمة الزهراء", "👵🏻 Mamie Jo", "Zoé", "Marguerite"];
const onSite = [
  "Paul",
  "René",
  "Simone",
  "Lucienne",
  "Aïcha",
  "Jean-Baptiste Vandermeersch-Lefèvre de La Rochefoucauld",
];

test("a new user makes the series of Sainte-Foy and has all its sheets printed", async () => {
  const began = Date.now();
  await follow(office, "Ateliers");
  await follow(office, "Nouvelle série");
  for (const day of ["mardi", "jeudi"]) await tick(office, day);
  await date(office, "Première séance à partir du", "2199-01-01");
  await date(office, "Dernière séance au plus tard le", "2198-01-01");
  await office.press("Voir les dates");
  await office.reads("La fin est avant le début");
  await check(office, "new series, with an error");
  await date(office, "Première séance à partir du", tuesday(14));
  await date(office, "Dernière séance au plus tard le", tuesday(14 + 7 * 7 + 2));
  await office.write("Adresse", "12 place de la Mairie");
  await office.press("Voir les dates");
  await office.heading(/^1[0-6] séances$/);
  await check(office, "new series, its dates");
  await office.press("Créer la série");
  for (const name of remote) await enrol(office, name, "À distance");
  for (const name of onSite) await enrol(office, name, "Sur place");
  await enrol(office, "Venue trop tard", "Sur place");
  await office.reads("Venue trop tard est sur la liste d’attente, en position 1");
  await office.reads("À distance – 8 sur 8");
  await office.reads("Sur place – 6 sur 6");
  series = new URL(office.page.url()).pathname;
  await check(office, "a full series");

  const pdf = await fetched(office, `${series}/feuilles.pdf`);
  expect(pdf.status).toBe(200);
  expect(pdf.type).toBe("application/pdf");
  expect(pdf.begins).toBe("%PDF-");
  // A person takes longer to type, but not five minutes.
  expect(Date.now() - began).toBeLessThan(5 * 60_000);
});

test("the sheets are read in a page too, and each QR code opens that person's door", async () => {
  await follow(office, "Lire les feuilles à l’écran");
  for (const name of [...remote, ...onSite]) await office.reads(name);
  const link = await decoded(office, `Pour ${remote[0]}`);
  expect(link).toMatch(/\/c\/\d{8}$/);
  world.server.secrets.add(link.slice(-8));
  await outside.visit(new URL(link).pathname);
  await outside.press("Continuer");
  await outside.heading(/^Bonjour Odette Martin$/);
  await check(outside, "place");
  await follow(outside, "Répéter");
  await outside.heading(/^Répétition$/);
  await check(outside, "rehearsal");
  await office.visit(series);
  const session = await office.page.$eval("#seances ol a", (a) => a.getAttribute("href") ?? "");
  await office.visit(session);
  await office.page.$eval("details#aide", (details) => details.setAttribute("open", ""));
  await office.reads("Sur son écran : la répétition");
  await check(office, "session");
});

test("by keyboard alone: somebody is excused, a session cancelled, and put back", async () => {
  await byKeyboard(office, "Zoé est excusé");
  await office.reads("Excusé");
  await byKeyboard(office, "Annuler ce qui est noté pour Zoé");
  await office.find("button", "Zoé est excusé");
  await follow(office, "Déplacer ou annuler");
  await office.reads("par courrier électronique");
  await check(office, "changing a session");
  await byKeyboard(office, "Annuler la séance et prévenir");
  await office.reads("Remplissez cette ligne");
  await office.write("Pourquoi, en quelques mots dits à tous", "La salle est inondée.");
  await office.page.keyboard.press("Enter");
  await office.reads("Cette séance est annulée. La salle est inondée.");
  await byKeyboard(office, "Rétablir la séance");
  await office.reads("La séance est rétablie");
});

test("a list with faults enrols nobody, and tells each fault by its line", async () => {
  await office.visit(`${series}/import`);
  await office.page.$eval("#list", (field) => {
    const files = new DataTransfer();
    files.items.add(new File(["Nom;Vient\nAnna;Sur place\n;Ailleurs\n"], "liste.csv"));
    (field as HTMLInputElement).files = files.files;
  });
  await office.press("Inscrire toute la liste");
  await office.reads("Rien n’est fait");
  await office.reads("Ligne 3, Nom");
  await office.reads("Ligne 3, Vient");
  await check(office, "a list with faults");
  expect((await fetched(office, `${series}/inscrits.csv`)).text).not.toContain("Anna");
});

test("a partner adds people and sees only that they were received", async () => {
  await office.visit("/espace/ateliers/partenaires");
  await office.write("Nom du partenaire", "CCAS");
  await date(office, "Bon jusqu’au", tuesday(30));
  await office.press("Créer le lien");
  await office.reads("Copiez-le maintenant");
  const link = await office.page.$eval(".address a", (a) => a.getAttribute("href") ?? "");
  world.server.secrets.add(link.split("/").at(-1) ?? link);
  await check(office, "partners");
  await outside.visit(new URL(link).pathname);
  await outside.write("Nom, comme la personne veut être appelée", "Germaine");
  await tick(outside, "À distance");
  await outside.press("Envoyer l’inscription");
  await outside.reads("Sans son accord, on n’inscrit pas");
  await check(outside, "partner, with an error");
  await tick(outside, "La personne est d’accord pour que son nom et ses coordonnées soient transmis.");
  await outside.press("Envoyer l’inscription");
  await outside.reads("C’est reçu");
  const words = await outside.words();
  expect(words).toContain("Germaine");
  for (const name of [...remote, ...onSite]) expect(words).not.toContain(name);
  await office.press("Fermer le lien de CCAS");
  await office.reads("Le lien est fermé");
  await outside.visit(new URL(link).pathname);
  await outside.reads("Ce lien ne sert plus");
});

test("the public programme is light, and whoever asks there is confirmed by the office", async () => {
  await outside.visit("/ateliers");
  await check(outside, "programme");
  const weight = await outside.page.evaluate(() => {
    const parts = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    return parts.reduce(
      (sum, part) => sum + (/\.woff2$/.test(part.name) ? 0 : (part as PerformanceResourceTiming).encodedBodySize),
      0,
    );
  });
  expect(weight).toBeLessThan(40_000);
  await follow(outside, "Premiers pas en ligne");
  await check(outside, "announced");
  await outside.write("Votre nom, comme vous voulez être appelé", "Huguette");
  await outside.write("Téléphone (facultatif)", "05 53 99 88 77");
  await tick(outside, /^Je suis d’accord/);
  await outside.press("Demander une place");
  await outside.heading(/^Votre demande est reçue$/);
  await office.visit(series);
  await office.press("Confirmer Huguette");
  await office.reads("Huguette est sur la liste d’attente");
});

test("every other page of the office", async () => {
  const pages = ["", "?q=odette", "/calendrier", "/calendrier?vue=semaine", "/parcours", "/parcours/nouveau"];
  pages.push("/modules/boite-mail", "/modules/nouveau", "/series/nouvelle", "/vacances", "/vacances/2026");
  for (const page of pages) {
    await office.visit(`/espace/ateliers${page}`);
    await check(office, `/espace/ateliers${page}`);
  }
  for (const part of ["/presences", "/modifier"]) {
    await office.visit(series + part);
    await check(office, part);
  }
  await office.visit(series);
  await follow(office, "Odette Martin");
  person = new URL(office.page.url()).pathname;
  await check(office, "person");
  await follow(office, "Lire sa feuille");
  await check(office, "sheet");
  expect(found.join("\n")).toBe("");
});

test("another organization's mediator finds nothing there", async () => {
  await office.press("Se déconnecter");
  await world.server.addMediator({ ...philippe, email: "autre@example.org", organization: "Une autre maison" });
  await office.visit("/espace/connexion");
  await office.write("Adresse électronique", "autre@example.org");
  await office.write("Mot de passe", philippe.password);
  await office.press("Se connecter");
  await office.find("button", "Nouvelle aide");
  for (const path of [series, `${series}/feuilles.pdf`, `${series}/inscrits.csv`, person, `${person}/feuille`]) {
    expect((await fetched(office, path)).status, path).toBe(404);
  }
});

/** check keeps what axe finds on a page, and what is cut off. */
async function check(actor: Actor, state: string): Promise<void> {
  for (const fault of [...(await violations(actor)), ...(await cutOff(actor))]) found.push(`${state}: ${fault}`);
}

async function enrol(actor: Actor, name: string, mode: string): Promise<void> {
  await actor.write("Nom, comme la personne veut être appelée", name);
  await actor.write("Adresse électronique (facultatif)", `p${++enrolled}@example.org`);
  await tick(actor, mode);
  await actor.press("Inscrire");
  await actor.reads(`${name} `);
}

let enrolled = 0;

/** follow clicks a link. */
async function follow(actor: Actor, name: string): Promise<void> {
  const link = await actor.find("link", name);
  await Promise.all([actor.page.waitForNavigation(), link.click()]);
}

/** tick clicks a box or a choice by its label. */
async function tick(actor: Actor, label: string | RegExp): Promise<void> {
  const source = label instanceof RegExp ? label.source : `^${label}$`;
  const boxes = await actor.page.$$("label.tick");
  for (const box of boxes) {
    if (new RegExp(source).test(await box.evaluate((l) => l.textContent?.trim() ?? ""))) return box.click();
  }
  throw new Error(`nothing to tick « ${label} »`);
}

/** date fills in a date, whatever order the browser's language puts its parts in. */
async function date(actor: Actor, label: string, value: string): Promise<void> {
  await actor.page.evaluate(
    (words, text) => {
      const field = [...document.querySelectorAll("label")].find((l) => l.textContent === words)?.control;
      (field as HTMLInputElement).value = text;
    },
    label,
    value,
  );
}

/** tuesday is the first Tuesday so many days from now, or the Thursday after where the days say so. */
function tuesday(days: number): string {
  const at = new Date();
  at.setUTCDate(at.getUTCDate() + ((9 - at.getUTCDay()) % 7) + days);
  return at.toISOString().slice(0, 10);
}

/** byKeyboard goes to a button by Tab alone and presses it. */
async function byKeyboard(actor: Actor, name: string): Promise<void> {
  await actor.find("button", name);
  for (let i = 0; i < 200; i++) {
    await actor.page.keyboard.press("Tab");
    const here = await actor.page.evaluate(() => {
      const { activeElement } = document;
      return activeElement?.getAttribute("aria-label") ?? activeElement?.textContent ?? "";
    });
    if (here !== name) continue;
    await Promise.all([actor.page.waitForNavigation(), actor.page.keyboard.press("Enter")]);
    return;
  }
  throw new Error(`« ${name} » is not reached by Tab`);
}

interface Fetched {
  status: number;
  type: string;
  begins: string;
  text: string;
}

/** fetched asks for something that is no page, with the browser's own cookies. */
async function fetched(actor: Actor, path: string): Promise<Fetched> {
  return actor.page.evaluate(async (address) => {
    const answer = await fetch(address);
    const text = await answer.text();
    const type = answer.headers.get("Content-Type") ?? "";
    return { status: answer.status, type, begins: text.slice(0, 5), text: type.startsWith("text/") ? text : "" };
  }, path);
}

/** decoded is what the QR code on somebody's sheet says. */
async function decoded(actor: Actor, heading: string): Promise<string> {
  const { pixels, width, height } = await actor.page.evaluate((words) => {
    const sheet = [...document.querySelectorAll(".sheet")].find((s) => s.querySelector("h2")?.textContent === words);
    const image = sheet?.querySelector<HTMLImageElement>(".sheet__qr img");
    if (!image) throw new Error(`no sheet « ${words} »`);
    const canvas = Object.assign(document.createElement("canvas"), {
      width: image.naturalWidth,
      height: image.naturalHeight,
    });
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const picture = context?.getImageData(0, 0, canvas.width, canvas.height);
    return { pixels: [...(picture?.data ?? [])], width: canvas.width, height: canvas.height };
  }, heading);
  return jsQR(Uint8ClampedArray.from(pixels), width, height)?.data ?? "";
}
