// Whoever was not let in gets nothing, and nothing of theirs gets through.
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Family } from "./harness/browser";
import { flowing, overhear, received } from "./harness/packets";
import { admitted, World } from "./harness/world";

const knocker = fileURLToPath(new URL("peers/knocker.py", import.meta.url));

let world: World;
beforeAll(async () => {
  world = await World.make();
});
afterAll(() => world?.end());

test("a peer of another make receives 0 RTP packets until it is let in, and sends none through", async () => {
  const mediator = await world.mediator({ family: "chromium" });
  await overhear(mediator);
  const code = await mediator.invite();
  await mediator.press("Allumer ma caméra");
  const street = await world.place();
  const stranger = street.run("/usr/bin/python3", [knocker, world.server.origin, code]);
  await mediator.knocked();
  await stranger.says(/^connection connected$/m);
  await flowing(mediator.page);
  stranger.child.stdin?.write("before\n");
  expect((await stranger.says(/^before (\d+)$/m))[1]).toBe("0");
  expect(await received(mediator.page)).toBe(0);

  await mediator.admits();
  await stranger.says(/^phase live$/m);
  await flowing(mediator.page);
  stranger.child.stdin?.write("after\n");
  expect(Number((await stranger.says(/^after (\d+)$/m))[1])).toBeGreaterThan(0);
  await mediator.until(() => document.querySelector("video"), "no picture of the one who was let in");
  await stranger.stop();
  await mediator.browser.close();
});

describe.each<Family>(["chromium", "firefox"])("a browser: %s", (family) => {
  test("receives 0 RTP packets until it is let in", async () => {
    const mediator = await world.mediator({ family: "chromium" });
    await overhear(mediator);
    const person = await world.person({ family });
    await overhear(person);
    const code = await mediator.invite();
    await mediator.press("Allumer ma caméra");
    await person.knock(code);
    await person.waits();
    await mediator.knocked();
    await person.until(
      () => window.connections?.some((each) => each.connectionState === "connected"),
      "the connection is not made while waiting",
    );
    await flowing(mediator.page);
    expect(await received(person.page)).toBe(0);
    await mediator.admits();
    await person.isIn();
    await person.until(
      () => [...document.querySelectorAll("video")].some((video) => video.videoWidth > 0),
      "no face is seen",
    );
    expect(await received(person.page)).toBeGreaterThan(0);
    await person.browser.close();
    await mediator.browser.close();
  });
});

test("whoever was turned away gets nothing, and may be let knock again", async () => {
  const mediator = await world.mediator({ family: "chromium" });
  await overhear(mediator);
  const person = await world.person({ family: "chromium" });
  await overhear(person);
  const code = await mediator.invite();
  await mediator.press("Allumer ma caméra");
  await person.knock(code);
  await person.waits();
  await mediator.press("Ce n’est pas la bonne personne");
  await person.heading(/^On ne vous a pas encore fait entrer$/);
  await flowing(mediator.page);
  expect(await received(person.page)).toBe(0);
  await mediator.press("Laisser frapper à nouveau");
  await person.waits();
  await mediator.admits();
  await person.isIn();
  await person.browser.close();
  await mediator.browser.close();
});

test("a second person with a used code is not let knock, and the mediator is told", async () => {
  const mediator = await world.mediator({ family: "chromium" });
  const person = await world.person({ family: "chromium" });
  const other = await world.person({ family: "chromium" });
  const code = await admitted(mediator, person);
  await other.knock(code);
  await other.reads("Ce code n’ouvre pas, ou n’ouvre plus.");
  await mediator.reads("Quelqu’un d’autre a tapé ce code.");
  for (const each of [mediator, person, other]) await each.browser.close();
});
