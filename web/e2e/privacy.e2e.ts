// Moments when nothing is to be seen: a call that was not expected, a password;
// and nobody who came by a link sees anything before the person has agreed.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "./harness/actor";
import { cutOff, violations } from "./harness/faults";
import { Mediator } from "./harness/mediator";
import type { Person } from "./harness/person";
import { World } from "./harness/world";

declare global {
  interface Window {
    /** When the mediator's button was pressed, in Unix milliseconds. */
    pressedAt?: number;
    /** The counter that was on the person's screen at each moment, in Unix milliseconds. */
    counters?: [at: number, counter: number][];
  }
}

let world: World;
let mediator: Mediator;
let person: Person;

beforeAll(async () => {
  world = await World.make();
  mediator = await world.mediator({ family: "chromium" });
  person = await world.person({ family: "chromium", display: true });
});
afterAll(() => world?.end());

describe("« Attendiez-vous cet appel ? »", () => {
  test("« Non »: plain advice, and nobody is let in", async () => {
    await person.knock(await mediator.invite());
    await person.waits();
    await person.reads("Maison des services");
    await person.press("Non");
    await person.reads("Raccrochez.");
    await person.find("link", "05 53 00 00 00");
    await mediator.reads("La personne n’attendait pas cet appel");
    await mediator.press("Faire entrer");
    expect(await mediator.has("button", "Terminer l’aide")).toBe(false);
    expect(await person.has("button", "Montrer mon écran")).toBe(false);
  });

  test("« Tout va bien, je continue », and the help begins", async () => {
    await person.press("Tout va bien, je continue");
    await mediator.until(
      () => document.querySelector("button[aria-disabled=false]")?.textContent === "Faire entrer",
      "« Faire entrer » stays shut",
    );
    await mediator.admits();
    await person.isIn();
    await person.paint();
    await mediator.watches();
    await person.shows();
    await mediator.sees(await person.painted());
  });

  test("a doubt during the help: not one frame more, and no button to show until all is well", async () => {
    await person.press("Un doute ?");
    await person.press("Non");
    await person.find("button", "Tout va bien, je continue");
    const { name, painted } = await person.pressed();
    expect(name).toBe("Non");
    await mediator.reads("La personne n’attendait pas cet appel");
    expect(await mediator.pictured()).toBe(false);
    for (const button of ["Pause", "Reprendre", "Montrer mon écran"])
      expect(await person.has("button", button)).toBe(false);
    await person.until((since) => (window.painted ?? 0) > since + 30, "the counter stands still", painted);
    expect((await mediator.sights()).filter(({ counter }) => counter > painted)).toEqual([]);
    await person.press("Tout va bien, je continue");
    // What was shown before stays on pause until its owner says otherwise.
    await person.press("Reprendre");
    await mediator.sees(await person.painted());
  });
});

describe("« Je ne regarde pas »", () => {
  test("not one frame captured after the press is seen; only the person resumes", async () => {
    await person.page.evaluate(() => {
      const counters: [number, number][] = [];
      window.counters = counters;
      const note = (): void => {
        counters.push([performance.timeOrigin + performance.now(), window.painted ?? 0]);
        requestAnimationFrame(note);
      };
      note();
    });
    await mediator.page.evaluate(() => {
      const note = (): void => {
        window.pressedAt = performance.timeOrigin + performance.now();
      };
      addEventListener("click", note, { capture: true, once: true });
    });
    await mediator.press("Je ne regarde pas");
    await person.reads("Philippe ne regarde pas");
    await mediator.reads("Vous ne regardez pas");
    expect(await mediator.pictured()).toBe(false);
    expect(await mediator.has("button", "Reprendre")).toBe(false);
    const pressedAt = await mediator.page.evaluate(() => window.pressedAt ?? 0);
    const atPress = await person.page.evaluate(
      (moment) => window.counters?.findLast(([at]) => at <= moment)?.[1] ?? -1,
      pressedAt,
    );
    expect(atPress).toBeGreaterThan(0);
    await person.until((since) => (window.painted ?? 0) > since + 30, "the counter stands still", atPress);
    expect((await mediator.sights()).filter(({ counter }) => counter > atPress)).toEqual([]);
    await person.press("Reprendre");
    await mediator.sees(await person.painted());
  });
});

describe("an interpreter", () => {
  let nadia: Person;

  test("sees nothing before the person agrees, then the screen, and is seen", async () => {
    await mediator.page.click("summary ::-p-text(Faire venir quelqu’un)");
    await mediator.press("Faire venir un interprète");
    const region = await mediator.find("region", "Faire venir un interprète");
    const shown = await region.waitForSelector(".copy__text");
    const link = (await shown?.evaluate((p) => p.textContent)) ?? "";
    world.server.secrets.add(link);
    nadia = await world.person({ family: "firefox" });
    await nadia.visit(new URL(link).pathname);
    await nadia.write("Votre prénom", "Nadia");
    await nadia.press("Venir interpréter");
    await nadia.heading(/^Vous allez entrer$/);
    expect(await nadia.page.$$("video")).toEqual([]);
    expect(await faults(nadia)).toEqual([]);
    await person.reads("Nadia peut venir traduire pour vous ?");
    await person.reads("Philippe voit votre écran");
    await person.press("D’accord");
    await person.reads("Philippe et Nadia voient votre écran");
    await nadia.find("region", "L’écran regardé");
    await nadia.until(
      () => [...document.querySelectorAll("video")].some((v) => v.checkVisibility()),
      "no screen is seen",
    );
    await nadia.press("Allumer ma caméra");
    await seen(person, "Nadia");
    await seen(mediator, "Nadia");
    for (const each of [nadia, person, mediator]) expect(await faults(each)).toEqual([]);
  });

  test("writes, and is asked to leave", async () => {
    await nadia.write("Écrire à Philippe et la personne aidée", "Je traduis");
    await person.reads("Nadia écrit…");
    await nadia.press("Envoyer");
    await person.reads("Nadia vous a écrit.");
    await person.press("Faire sortir Nadia");
    await nadia.heading(/^Vous n’êtes plus dans cette aide$/);
    await person.reads("Philippe voit votre écran");
    await nadia.browser.close();
  });
});

describe("a colleague", () => {
  const nadia = {
    email: "nadia@example.org",
    password: "un autre mot de passe long",
    firstName: "Nadia",
    organization: "Mairie voisine",
    phone: "05 53 11 11 11",
    town: "Bergerac",
  };

  test("comes in, takes over with a note, and the first mediator leaves", async () => {
    await world.server.addMediator(nadia);
    const browser = await world.browser({ family: "chromium" }, await world.place());
    const colleague = await Mediator.arrive(browser, world.server);
    await mediator.press("Faire venir un collègue");
    const region = await mediator.find("region", "Faire venir un collègue");
    const shown = await region.waitForSelector(".copy__text");
    const link = (await shown?.evaluate((p) => p.textContent)) ?? "";
    await colleague.visit(new URL(link).pathname);
    await colleague.write("Adresse électronique", nadia.email);
    await colleague.write("Mot de passe", nadia.password);
    await colleague.press("Se connecter");
    await colleague.press("Venir aider");
    await colleague.heading(/^Vous allez entrer$/);
    await person.reads("Nadia, de Mairie voisine, peut venir aider ?");
    await person.press("D’accord");
    await colleague.find("button", "Sortir de l’aide");
    await colleague.watches();
    await colleague.sees(await person.painted());
    await person.reads("Philippe et Nadia voient votre écran");
    await mediator.press("Passer la main à Nadia");
    await mediator.write("Un mot pour Nadia", "Il reste l’attestation à imprimer.");
    await mediator.press("Passer la main maintenant");
    await colleague.reads("Il reste l’attestation à imprimer.");
    await colleague.find("button", "Terminer l’aide");
    await person.heading(/^Nadia vous aide$/);
    await mediator.find("button", "Sortir de l’aide");
    expect(await person.words()).not.toContain("attestation");
    await mediator.press("Sortir de l’aide");
    await mediator.heading(/^Vous n’êtes plus dans cette aide$/);
    await colleague.watches();
    await colleague.sees(await person.painted());
    await colleague.press("Terminer l’aide");
    for (const each of [colleague, person]) await each.reads("Vu par Philippe et Nadia");
    const report = await person.find("link", "Signaler un problème");
    expect(await report.evaluate((a) => a.getAttribute("href"))).toMatch(/^\/signalement\?reference=[A-Z0-9-]+$/);
  });
});

/** faults is what is wrong with a page. */
async function faults(actor: Actor): Promise<string[]> {
  return [...(await violations(actor)), ...(await cutOff(actor))];
}

/** seen waits until somebody's face can be seen. */
async function seen(actor: Actor, name: string): Promise<void> {
  await actor.until(
    (label) => [...document.querySelectorAll("video")].some((v) => v.ariaLabel === label && v.checkVisibility()),
    `the face of ${name} is not seen`,
    `Le visage de ${name}`,
  );
}
