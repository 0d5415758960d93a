// The server dies and comes back, a page is reloaded: everyone is where they were.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Family } from "./harness/browser";
import { report } from "./harness/figures";
import type { Mediator } from "./harness/mediator";
import type { Person } from "./harness/person";
import { roads } from "./harness/roads";
import { admitted, back, World } from "./harness/world";

const pairs = roads<[person: Family, mediator: Family]>(
  [["firefox", "chromium"]],
  [
    ["chromium", "chromium"],
    ["firefox", "firefox"],
  ],
);

describe.each(pairs)("a person in %s, a mediator in %s", (personIn, mediatorIn) => {
  let world: World;
  let person: Person;
  let mediator: Mediator;

  /** crash is a power cut; it gives the moment when the server listens again. */
  const crash = async (): Promise<number> => {
    await world.server.kill();
    await world.server.start();
    return Date.now();
  };

  beforeAll(async () => {
    world = await World.make();
    mediator = await world.mediator({ family: mediatorIn });
    person = await world.person({ family: personIn, display: true });
    await admitted(mediator, person);
    await person.paint();
    await mediator.watches();
    await person.shows();
    await person.press("Parler par cet appareil");
    await person.press("Couper mon micro");
    await mediator.reads("micro coupé");
    await mediator.sees(await person.painted());
  });
  afterAll(() => world?.end());

  test("kill -9 while the screen is shown: the picture comes back, and nothing is asked again", async () => {
    const listening = await crash();
    const seen = await mediator.sees(await person.painted());
    report(`${personIn}/${mediatorIn}: kill -9, from listening to the picture`, seen.at - listening);
    await back(mediator, person);
    expect(await person.questions()).toBe(1);
    await person.reads("Philippe voit votre écran");
  });

  test("muted stays muted", async () => {
    await person.find("button", "Rouvrir mon micro");
    await mediator.reads("micro coupé");
  });

  test("kill -9 while paused: it stays paused, and not one frame is let out", async () => {
    await person.press("Pause");
    await person.find("button", "Reprendre");
    const { painted } = await person.pressed();
    await mediator.reads("écran en pause");
    await crash();
    await back(mediator, person);
    await person.find("button", "Reprendre");
    await mediator.reads("écran en pause");
    expect(await mediator.pictured()).toBe(false);
    expect((await mediator.sights()).filter((sight) => sight.counter > painted)).toEqual([]);
    await person.press("Reprendre");
    await mediator.sees(await person.painted());
    expect(await person.questions()).toBe(1);
  });

  test("the mediator's page reloaded: the picture comes back", async () => {
    await mediator.page.reload();
    await mediator.watches();
    await mediator.sees(await person.painted());
    await person.reads("Philippe voit votre écran");
    expect(await person.questions()).toBe(1);
  });

  test("the person's page reloaded: no code again; the browser must ask once for the screen", async () => {
    await person.page.reload();
    await person.isIn();
    await person.paint();
    await person.shows();
    await mediator.sees(await person.painted());
    expect(await person.questions()).toBe(1);
    await person.find("button", "Rouvrir mon micro");
  });

  test("the person's page reloaded while paused: still paused", async () => {
    await person.press("Pause");
    await mediator.reads("écran en pause");
    await person.page.reload();
    await person.isIn();
    await person.find("button", "Reprendre");
    await person.paint();
    await mediator.reads("écran en pause");
    expect(await mediator.pictured()).toBe(false);
    await person.press("Reprendre");
    await mediator.sees(await person.painted());
    expect(await person.questions()).toBe(1);
  });
});
