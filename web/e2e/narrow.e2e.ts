// Links of 300 kbit/s. Theirs who is helped: a face that fits through it, and
// words that come at once. Theirs who helps: a screen that is still the one of now.
import { afterAll, beforeAll, test } from "vitest";
import { report } from "./harness/figures";
import type { Mediator } from "./harness/mediator";
import type { Person } from "./harness/person";
import type { Place } from "./harness/place";
import { admitted, World } from "./harness/world";

declare global {
  interface Window {
    /** When each frame of the face was presented, in the page's own milliseconds. */
    presented?: number[];
  }
}

let world: World;
let home: Place;
let office: Place;
let person: Person;
let mediator: Mediator;

beforeAll(async () => {
  world = await World.make();
  [home, office] = [await world.place(), await world.place()];
  mediator = await world.mediator({ family: "chromium" }, office);
  person = await world.person({ family: "chromium", display: true }, home);
  await admitted(mediator, person);
  await mediator.press("Allumer ma caméra");
  await person.until(() => (document.querySelector("video")?.videoWidth ?? 0) > 0, "no face comes");
});
afterAll(() => world?.end());

test("a face grows as long as the link carries it", async () => {
  await person.until(() => (document.querySelector("video")?.videoWidth ?? 0) >= 640, "the face stays small");
});

test("on a narrow link it becomes small, goes on moving, and words come through", async () => {
  await home.worsen(300, 0);
  const from = Date.now();
  await person.until(() => (document.querySelector("video")?.videoWidth ?? 9999) <= 320, "the face stays large");
  report("300 kbit/s: from then on to a face that fits", Date.now() - from);
  const narrow = Date.now();
  await person.page.evaluate(followFace);
  const moves = () => (window.presented ?? []).filter((at) => performance.now() - at < 4000).length > 20;
  await person.until(moves, "the face stands still");
  report("300 kbit/s: from then on to a face that moves", Date.now() - narrow);
  await mediator.press("Écrire");
  const written = Date.now();
  await mediator.write("Écrire à la personne aidée", "Je vous vois");
  await mediator.press("Envoyer");
  await person.press("Écrire");
  await person.reads("Je vous vois");
  report("300 kbit/s: words, from the first key to being read", Date.now() - written);
});

test("a screen that moves all over comes through the narrow link of whoever helps", async () => {
  await home.widen();
  await person.paint();
  await mediator.watches();
  await person.shows();
  await mediator.sees(await person.painted());
  await office.worsen(300, 0);
  await person.page.evaluate(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [700, 500];
    canvas.style.cssText = "position: fixed; right: 0; bottom: 0; pointer-events: none";
    canvas.setAttribute("aria-hidden", "true");
    document.documentElement.append(canvas);
    const brush = canvas.getContext("2d");
    const picture = brush?.createImageData(700, 500);
    const snow = (): void => {
      if (!brush || !picture) return;
      for (let i = 0; i < picture.data.length; i++) picture.data[i] = i % 4 === 3 ? 255 : Math.random() * 256;
      brush.putImageData(picture, 0, 0);
    };
    setInterval(snow, 200);
  });
  for (const round of [1, 2, 3]) {
    const from = Date.now();
    const seen = await mediator.sees(await person.painted());
    report(`300 kbit/s for whoever helps, a screen of snow: picture ${round}, after`, seen.at - from);
  }
});

/** followFace notes the frames of the face in window.presented, whichever element shows it. It runs in the page. */
function followFace(): void {
  const presented: number[] = [];
  window.presented = presented;
  const followed = new WeakSet<HTMLVideoElement>();
  setInterval(() => {
    const video = document.querySelector("video");
    if (!video || followed.has(video)) return;
    followed.add(video);
    const next = (): void => {
      presented.push(performance.now());
      video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
  }, 50);
}
