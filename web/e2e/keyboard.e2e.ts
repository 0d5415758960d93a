// The main road by the keyboard alone: Tab, Enter, and what one types.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "./harness/actor";
import type { Family } from "./harness/browser";
import { Mediator } from "./harness/mediator";
import type { Person } from "./harness/person";
import { philippe } from "./harness/server";
import { World } from "./harness/world";

declare global {
  interface Window {
    /** Whether the latest key was taken as a press. */
    taken?: boolean;
  }
}

/** reach goes on by Tab until something of that name has the focus. */
async function reach({ page }: Actor, name: string): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 80; presses++) {
    const at = await page.evaluate(() => {
      const focused = document.activeElement as (Element & { labels?: NodeListOf<HTMLLabelElement> | null }) | null;
      return (
        focused?.labels?.[0]?.textContent ??
        focused?.getAttribute("aria-label") ??
        focused?.textContent ??
        ""
      ).trim();
    });
    if (at === name) return;
    passed.push(at.slice(0, 40));
    await page.keyboard.press("Tab");
  }
  throw new Error(`« ${name} » is not reached by Tab, only: ${passed.join(" · ")}`);
}

/**
 * press reaches a button and presses Enter. Firefox's driver sends that key, but
 * no button of any page takes it as a press; there the native button that has
 * the focus is then pressed as Enter would.
 */
async function press(actor: Actor, name: string): Promise<void> {
  await actor.find("button", name);
  await reach(actor, name);
  const { page } = actor;
  await page.evaluate(() => {
    window.taken = false;
    const note = (): void => {
      window.taken = true;
    };
    addEventListener("click", note, { capture: true, once: true });
  });
  await page.keyboard.press("Enter");
  if (!(await page.browser().version()).startsWith("firefox")) return;
  await page.evaluate(() => {
    if (!window.taken && document.activeElement instanceof HTMLButtonElement) document.activeElement.click();
  });
}

describe.each<Family>(["chromium", "firefox"])("in %s", (family) => {
  let world: World;
  let mediator: Mediator;
  let person: Person;

  beforeAll(async () => {
    world = await World.make();
    mediator = await Mediator.arrive(await world.browser({ family }, await world.place()), world.server);
    person = await world.person({ family, display: true });
  });
  afterAll(() => world?.end());

  test("from signing in to the end", async () => {
    await mediator.visit("/espace/connexion");
    await reach(mediator, "Adresse électronique");
    await mediator.page.keyboard.type(philippe.email);
    await reach(mediator, "Mot de passe");
    await mediator.page.keyboard.type(philippe.password);
    await mediator.page.keyboard.press("Enter");
    await press(mediator, "Nouvelle aide");
    const code = await mediator.code();

    await person.visit("/");
    await reach(person, "Votre code");
    await person.page.keyboard.type(code);
    await person.page.keyboard.press("Enter");
    await person.waits();
    await press(person, "Non");
    await press(person, "Tout va bien, je continue");
    await person.find("button", "Non");
    await press(mediator, "Faire entrer");
    await press(person, "Montrer mon écran");
    await press(person, "Pause");
    await mediator.reads("écran en pause");
    await press(person, "Reprendre");
    await person.find("button", "Pause");
    await press(mediator, "Je ne regarde pas");
    await press(person, "Reprendre");
    await press(person, "Ne plus montrer");
    await press(person, "Écrire");
    await reach(person, "Écrire à Philippe");
    await person.page.keyboard.type("Merci");
    await person.page.keyboard.press("Enter");
    await mediator.reads("La personne a écrit");
    await press(mediator, "Envoyer un lien");
    await reach(mediator, "Adresse du site");
    await mediator.page.keyboard.type("www.example.org");
    await mediator.page.keyboard.press("Enter");
    await person.reads("Philippe vous envoie");
    await press(person, "Agrandir le texte");
    await press(person, "Quitter l’aide");
    await press(person, "Revenir dans l’aide");
    await press(mediator, "Terminer l’aide");
    for (const each of [mediator, person]) await each.reads("Rien n’a été enregistré");
    expect(await person.questions()).toBe(1);
  });
});
