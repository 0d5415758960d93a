// The main road, from the code to the end, in each browser on each side.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Family } from "./harness/browser";
import type { Mediator } from "./harness/mediator";
import { text } from "./harness/pattern";
import type { Person } from "./harness/person";
import { roads } from "./harness/roads";
import { admitted, World } from "./harness/world";

/** Each browser on each side; with its like too where there is time for it. */
const pairs = roads<[person: Family, mediator: Family]>(
  [
    ["chromium", "firefox"],
    ["firefox", "chromium"],
  ],
  [
    ["chromium", "chromium"],
    ["firefox", "firefox"],
  ],
);

let world: World;
beforeAll(async () => {
  world = await World.make();
});
afterAll(() => world?.end());

describe.each(pairs)("a person in %s, a mediator in %s", (personIn, mediatorIn) => {
  let person: Person;
  let mediator: Mediator;

  beforeAll(async () => {
    mediator = await world.mediator({ family: mediatorIn });
    person = await world.person({ family: personIn, display: true });
  });

  test("a code is said, typed, and lets in once both see the same animal", async () => {
    await admitted(mediator, person);
  });

  test("the mediator sees what is on the screen", async () => {
    await person.paint();
    await mediator.watches();
    await person.shows();
    await person.reads("Philippe voit votre écran");
    const seen = await mediator.sees(await person.painted());
    expect(seen.code).toBe(text);
    expect(seen.colours.map(named)).toEqual(["red", "green", "blue", "yellow"]);
  });

  test("« Pause » lets out not one frame more", async () => {
    await mediator.sees(await person.painted());
    await person.press("Pause");
    await person.find("button", "Reprendre");
    const { name, painted } = await person.pressed();
    expect(name).toBe("Pause");
    await mediator.reads("écran en pause");
    expect(await mediator.pictured()).toBe(false);
    // Until the screen has gone on for a good while, nothing of it was seen.
    await person.until((since) => (window.painted ?? 0) > since + 30, "the counter stands still", painted);
    const after = (await mediator.sights()).filter((sight) => sight.counter > painted);
    expect(after).toEqual([]);
    expect(await mediator.pictured()).toBe(false);
  });

  test("« Reprendre » shows it again, without asking the browser again", async () => {
    await person.press("Reprendre");
    await mediator.sees(await person.painted());
    expect(await person.questions()).toBe(1);
  });

  test("the mediator may pause it for them, but never resume it", async () => {
    await mediator.press("Je ne regarde pas");
    await person.find("button", "Reprendre");
    await person.reads("Philippe ne regarde pas");
    await mediator.reads("écran en pause");
    expect(await mediator.pictured()).toBe(false);
    expect(await mediator.has("button", "Reprendre")).toBe(false);
    await person.press("Reprendre");
    await mediator.sees(await person.painted());
  });

  test("« Ne plus montrer » ends it", async () => {
    await person.press("Ne plus montrer");
    await person.find("button", "Montrer mon écran");
    await mediator.reads("La personne ne montre pas encore son écran");
    expect(await mediator.pictured()).toBe(false);
  });

  test("leaving can be undone", async () => {
    await person.press("Quitter l’aide");
    await mediator.reads("La personne a quitté l’aide");
    await person.press("Revenir dans l’aide");
    await person.isIn();
    await mediator.find("button", "Terminer l’aide");
  });

  test("« Terminer l’aide » tells both the same", async () => {
    await mediator.press("Terminer l’aide");
    for (const each of [mediator, person]) {
      await each.reads("Rien n’a été enregistré");
      await each.reads("Vu par Philippe");
    }
    expect(await reference(person)).toBe(await reference(mediator));
    await person.browser.close();
    await mediator.browser.close();
  });
});

async function reference(actor: Person | Mediator): Promise<string> {
  return actor.page.$eval(".reference", (element) => element.textContent ?? "");
}

/** named is the nearest of the pattern's colours: a video's are a little off. */
function named([red = 0, green = 0, blue = 0]: readonly number[]): string {
  const [r, g, b] = [red, green, blue].map((level) => level > 127);
  if (r && !g && !b) return "red";
  if (!r && g && !b) return "green";
  if (!r && !g && b) return "blue";
  return r && g && !b ? "yellow" : `rgb(${red}, ${green}, ${blue})`;
}
