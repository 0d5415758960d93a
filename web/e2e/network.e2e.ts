// The network fails for a while, or changes: everyone comes back by themselves.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Family } from "./harness/browser";
import { report } from "./harness/figures";
import type { Mediator } from "./harness/mediator";
import type { Person } from "./harness/person";
import type { Place } from "./harness/place";
import { roads } from "./harness/roads";
import { admitted, World } from "./harness/world";

const pairs = roads<[person: Family, mediator: Family]>([["chromium", "firefox"]], [["firefox", "chromium"]]);

/** How long the uplink is gone, in milliseconds. */
const gone = 8000;

describe.each(pairs)("a person in %s, a mediator in %s", (personIn, mediatorIn) => {
  let world: World;
  let person: Person;
  let mediator: Mediator;
  let home: Place;
  let office: Place;

  /** away cuts an uplink for a while, whose length the clock of a page measures; it gives the moment of its end. */
  const away = async (place: Place, page: Person | Mediator): Promise<number> => {
    await place.cut();
    const since = await page.page.evaluate(() => performance.now());
    const over = (start: number, length: number) => performance.now() - start > length;
    await page.until(over, "the clock stands still", since, gone);
    await place.mend();
    return Date.now();
  };

  beforeAll(async () => {
    world = await World.make();
    [home, office] = [await world.place(), await world.place()];
    mediator = await world.mediator({ family: mediatorIn }, office);
    person = await world.person({ family: personIn, display: true }, home);
    await admitted(mediator, person);
    await person.paint();
    await mediator.watches();
    await person.shows();
    await mediator.sees(await person.painted());
  });
  afterAll(() => world?.end());

  test("the person's uplink is cut for 8 s: both are told, and the picture comes back", async () => {
    const told = Promise.all([
      mediator.reads("Sa connexion est perdue"),
      person.reads("Pour le moment, personne ne voit votre écran"),
    ]);
    const mended = await away(home, person);
    await told;
    const seen = await mediator.sees(await person.painted());
    report(
      `${personIn}/${mediatorIn}: the person's uplink cut for 8 s, from its return to the picture`,
      seen.at - mended,
    );
    await person.reads("Philippe voit votre écran");
    expect(await person.questions()).toBe(1);
  });

  test("the mediator's uplink is cut for 8 s: the picture comes back", async () => {
    const told = mediator.reads("Connexion perdue");
    const mended = await away(office, mediator);
    await told;
    const seen = await mediator.sees(await person.painted());
    report(
      `${personIn}/${mediatorIn}: the mediator's uplink cut for 8 s, from its return to the picture`,
      seen.at - mended,
    );
    await person.reads("Philippe voit votre écran");
  });

  test("the person's address changes: the picture comes back, and nothing is asked again", async () => {
    await home.move();
    const moved = Date.now();
    const seen = await mediator.sees((await person.painted()) + 1);
    report(`${personIn}/${mediatorIn}: another address, from the change to the picture`, seen.at - moved);
    await person.reads("Philippe voit votre écran");
    expect(await person.questions()).toBe(1);
  });
});
