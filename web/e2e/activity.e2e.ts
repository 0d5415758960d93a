// After a help: its report in two taps, and a wrong that reaches whoever answers for the mediator.
import { afterAll, beforeAll, expect, test } from "vitest";
import { Mediator } from "./harness/mediator";
import type { Person } from "./harness/person";
import { philippe } from "./harness/server";
import { admitted, World } from "./harness/world";

const colette = { ...philippe, firstName: "Colette", email: "colette@example.org" };

let world: World;
let mediator: Mediator;
let person: Person;
let reference = "";

beforeAll(async () => {
  world = await World.make();
  await world.server.addMediator(colette, "coordinator");
  mediator = await world.mediator({ family: "chromium" });
  person = await world.person({ family: "chromium" });
  await admitted(mediator, person);
  await mediator.press("Terminer l’aide");
  await mediator.reads("Déjà rempli");
  reference = await mediator.page.$eval(".reference", (element) => element.textContent ?? "");
});
afterAll(() => world?.end());

test("two taps, and the report is saved, listed and in the table", async () => {
  await mediator.tick("E-mail");
  await mediator.press("Enregistrer");
  await mediator.reads("Compte rendu enregistré.");
  expect(await mediator.page.evaluate(() => document.activeElement?.textContent)).toBe("Compte rendu enregistré.");
  await mediator.visit("/espace/comptes-rendus");
  await mediator.reads("Rien à finir.");
  const [first, second] = await rows(mediator);
  const column = (name: string): string => (second ?? [])[(first ?? []).indexOf(name)] ?? "";
  expect(["type", "duree", "type_lieu", "lieu_commune", "materiel", "thematiques"].map(column)).toEqual([
    "individuel",
    "15",
    "a_distance",
    philippe.town,
    "ordinateur",
    "email",
  ]);
  await mediator.follow("E-mail");
  await mediator.press("Copier\u00a0: Commune");
  await mediator.reads(/Copié\.|le texte est sélectionné/);
});

test("a wrong reported by the reference reaches the coordinator, and not the mediator", async () => {
  await person.page.setJavaScriptEnabled(false);
  await person.visit(`/signalement?reference=${reference}`);
  await person.page.click("input[value=money]");
  await person.page.click("main button");
  await person.page.waitForSelector("::-p-text(C’est envoyé)");

  const browser = await world.browser({ family: "chromium" }, await world.place());
  const coordinator = await Mediator.arrive(browser, world.server);
  await coordinator.visit("/espace/connexion");
  await coordinator.write("Adresse électronique", colette.email);
  await coordinator.write("Mot de passe", colette.password);
  await coordinator.press("Se connecter");
  await coordinator.find("button", "Nouvelle aide");
  await coordinator.visit("/espace/signalements");
  for (const words of [`Aide ${reference}`, "Philippe", "On m’a demandé de l’argent"]) await coordinator.reads(words);
  await coordinator.write("Ce que vous avez fait (facultatif)", "Rappelée.");
  await coordinator.press(`Marquer comme traité\u00a0: aide ${reference}`);
  await coordinator.reads("Traité par Colette");
  await mediator.visit("/espace/signalements");
  await mediator.reads("Cette page ne vous est pas ouverte");
});

/** rows are those of the table of this month. */
async function rows(mediator: Mediator): Promise<string[][]> {
  const text = await mediator.page.evaluate(async () => {
    const link = document.querySelector<HTMLAnchorElement>("a[download]");
    return link ? (await fetch(link.href)).text() : "";
  });
  const lines = text.trim().split("\r\n");
  return lines.map((line) => line.split(","));
}
