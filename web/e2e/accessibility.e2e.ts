// Every page in every state, as large as a laptop's window and at 400 % of zoom: axe finds nothing, nothing is cut off, and
// every step can be pressed.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "./harness/actor";
import { cutOff, violations } from "./harness/faults";
import { Mediator } from "./harness/mediator";
import type { Person } from "./harness/person";
import { walkDoor, walkIn, walkPages, walkRoom } from "./harness/walk";
import { World } from "./harness/world";

const sizes: [name: string, width: number, height: number][] = [
  ["a laptop", 1280, 720],
  // WCAG 2.2, 1.4.10 Reflow: 1280 × 1024 at 400 %.
  ["400 % of zoom", 320, 256],
];

/** Nothing is cut off at this size either. */
const telephone = { width: 390, height: 844 };

describe.each(sizes)("%s", (_, width, height) => {
  let world: World;
  let mediator: Mediator;
  let person: Person;
  const found: string[] = [];

  const visit = async (actor: Actor, state: string): Promise<void> => {
    const who = actor === person ? "person" : "mediator";
    for (const fault of [...(await violations(actor)), ...(await cutOff(actor))]) {
      found.push(`${state} (${who}): ${fault}`);
    }
    if (width > telephone.width) return;
    await actor.page.setViewport(telephone);
    for (const fault of await cutOff(actor)) found.push(`${state} (${who}), on a telephone: ${fault}`);
    await actor.page.setViewport({ width, height });
  };
  const expectNothing = (): void => expect(found.splice(0).join("\n")).toBe("");

  beforeAll(async () => {
    world = await World.make({ empty: true });
    mediator = await Mediator.arrive(await world.browser({ family: "chromium" }, await world.place()), world.server);
    person = await world.person({ family: "chromium", display: true });
    for (const { page } of [mediator, person]) await page.setViewport({ width, height });
  });
  afterAll(() => world?.end());

  test("first access and sign-in", async () => {
    await walkIn(world.server, mediator, visit);
    expectNothing();
  });

  test("the pages beside the main road", async () => {
    await walkPages(mediator, person, visit);
    expectNothing();
  });

  test("the door", async () => {
    await walkDoor(mediator, person, visit);
    expectNothing();
  });

  test("the room", async () => {
    await walkRoom(mediator, person, visit);
    expectNothing();
  });
});
