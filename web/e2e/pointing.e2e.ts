// What the mediator points at is seen by the person over whatever they do: in
// the companion's own pixels, in each browser, and where it lacks what it takes.
import axe from "axe-core";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Mediator } from "./harness/mediator";
import type { Person } from "./harness/person";
import { aims, companion, look, type Point, pixels, ringed, target, until } from "./harness/pointing";
import { admitted, type Who, World } from "./harness/world";

let world: World;
let mediator: Mediator;
beforeAll(async () => {
  world = await World.make();
  mediator = await world.mediator({ family: "chromium" });
});
afterAll(() => world?.end());

/** helped brings a person in, who shows their screen; the mediator's hand points. */
async function helped(who: Omit<Who, "display">): Promise<Person> {
  const person = await world.person({ ...who, display: true });
  await admitted(mediator, person);
  await person.shows();
  await mediator.until(() => document.querySelector(".frame .video:not([data-waiting]) video"), "no picture");
  await mediator.press("Montrer du doigt");
  return person;
}

async function over(person: Person): Promise<void> {
  await mediator.press("Terminer l’aide");
  await person.browser.close();
  await mediator.press("Retour à mon espace");
}

/** rings presses on the square, wherever the mediator sees it, and takes the mouse away. */
async function rings(person: Person, at: Point): Promise<void> {
  await target(person, at);
  const { x, y } = await aims(mediator);
  await mediator.page.mouse.move(x - 30, y - 20);
  await mediator.page.mouse.click(x, y);
  await mediator.page.mouse.move(2, 2);
}

async function seenIn(page: Page): Promise<void> {
  const find = async () => look(mediator.page, await pixels(page, "canvas"));
  await until(find, ringed, "no ring on the square in the companion");
}

const places: Point[] = [
  { x: 0.2, y: 0.3 },
  { x: 0.5, y: 0.7 },
  { x: 0.35, y: 0.5 },
];

describe.each([1, 2])("%s pixels to a CSS pixel", (density) => {
  let person: Person;
  let floats: Page;

  test("one press shows the screen and opens the companion", async () => {
    await mediator.page.setViewport({ width: 1280, height: 720, deviceScaleFactor: density });
    person = await helped({ family: "chromium", width: 1366, height: 768, density });
    floats = await companion(person);
    expect(await person.has("button", "Garder Philippe sous les yeux")).toBe(false);
  });

  test("a ring is where it was put, at three zooms", async () => {
    const [first, second, third] = places as [Point, Point, Point];
    await mediator.press("Tout voir");
    await rings(person, first);
    await seenIn(floats);
    await mediator.press("Taille réelle");
    await rings(person, second);
    await seenIn(floats);
    await mediator.press("Agrandir");
    await rings(person, third);
    await seenIn(floats);
    await mediator.press("Tout voir");
  });

  test("it goes when the screen beneath changes", async () => {
    await person.page.evaluate(() => {
      const other = document.createElement("div");
      Object.assign(other.style, { position: "fixed", inset: "0", zIndex: "9999", background: "#204060" });
      document.documentElement.append(other);
    });
    const find = async () => look(mediator.page, await pixels(floats, "canvas"));
    await until(find, ({ ring }) => ring === undefined, "the ring stays on another picture");
    if (density > 1) await over(person);
  });

  if (density === 1) room(() => ({ person, floats }));
});

/** room is what else the companion and the desk do, with the person who is already there. */
function room(there: () => { person: Person; floats: Page }): void {
  test("by the keyboard alone", async () => {
    const { person, floats } = there();
    await person.page.evaluate(() => document.documentElement.lastElementChild?.remove());
    await target(person, { x: 0.6, y: 0.3 });
    await aims(mediator); // a mark on the picture before would go with it
    await mediator.page.focus(".frame");
    for (let i = 0; i < 5; i++) await mediator.page.keyboard.press("ArrowLeft");
    await mediator.page.keyboard.press("Enter");
    await mediator.page.keyboard.press("Escape");
    const find = async () => look(mediator.page, await pixels(floats, "canvas"));
    const where = (x: number, y: number) => Math.abs(x - 0.4) < 0.03 && Math.abs(y - 0.5) < 0.03;
    await until(find, ({ ring }) => ring !== undefined && where(ring.x, ring.y), "no ring where the keyboard put it");
  });

  test("the companion's own buttons pause and enlarge, and axe finds nothing in it", async () => {
    const { person, floats } = there();
    const press = (name: string) => floats.locator(`::-p-aria([name="${name}"][role="button"])`).click();
    await floats.evaluate(axe.source);
    const faults = await floats.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
    });
    expect(faults).toEqual([]);
    const before = await floats.evaluate(() => innerWidth);
    await press("Plus grand");
    await floats.waitForFunction((small) => innerWidth > small * 1.4, {}, before);
    await press("Plus petit");
    await press("Pause");
    await mediator.reads("écran en pause");
    await person.find("button", "Reprendre");
    await press("Reprendre");
    await mediator.until(() => document.querySelector(".frame .video:not([data-waiting]) video"), "no picture");
  });

  test("a picture held still, drawn on and captioned, is before the person at once", async () => {
    const { person } = there();
    for (const [caption, key] of [
      ["Appuyez ici <b>", "Enter"],
      ["Puis là", "Enter"],
    ] as const) {
      await mediator.press("Figer l’image");
      await mediator.page.focus(".frame");
      await mediator.page.keyboard.press(key);
      for (let i = 0; i < 8; i++) await mediator.page.keyboard.press("ArrowRight");
      await mediator.page.keyboard.press(key);
      await mediator.write("Légende, en quelques mots", caption);
      await mediator.press("Envoyer l’image");
      await person.heading(new RegExp(caption));
      await person.press("Fermer l’image");
    }
    await mediator.reads("L’image 2 est devant la personne");
  });

  test("at the end it is theirs to keep, as one file", async () => {
    const { person } = there();
    await person.page.evaluate(() => {
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob: Blob) => {
        if (blob.type === "text/html") void blob.text().then((text) => Object.assign(window, { kept: text }));
        return make(blob);
      };
    });
    await mediator.press("Terminer l’aide");
    await person.press("Garder mon pas-à-pas");
    await person.press("Enregistrer dans un fichier");
    const kept = await person.page.waitForFunction(() => (window as unknown as { kept?: string }).kept);
    const file = (await kept.jsonValue()) as string;
    expect(file.match(/src="data:image\/jpeg;base64,/g)).toHaveLength(2);
    expect(file).toContain("Appuyez ici &lt;b&gt;");
    expect(file).not.toMatch(/<script|https?:/);
    expect(await mediator.has("button", "Imprimer le pas-à-pas, pour l’envoyer par la poste")).toBe(true);
    await person.browser.close();
    await mediator.press("Retour à mon espace");
  });
}

test("in Firefox, its own companion", async () => {
  await mediator.page.setViewport({ width: 1280, height: 720 });
  const person = await helped({ family: "firefox" });
  const floats = await companion(person);
  await rings(person, { x: 0.3, y: 0.4 });
  await seenIn(floats);
  await over(person);
});

test("without windows that float, a picture that does, while another tab is looked at", async () => {
  const person = await helped({ family: "chromium", lacks: ["companion"] });
  const floats = () =>
    person.page.evaluate(() => {
      const video = document.pictureInPictureElement as HTMLVideoElement | null;
      if (!video) return "";
      const canvas = document.createElement("canvas");
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      canvas.getContext("2d")?.drawImage(video, 0, 0);
      return canvas.toDataURL();
    });
  await person.until(() => document.pictureInPictureElement, "no picture floats");
  const other = await person.browser.newPage();
  await other.bringToFront();
  await other.evaluate(() => {
    document.body.style.background = "#00ffff";
  });
  // A mark put before the mediator sees the other tab would go as that comes.
  const { x, y } = await aims(mediator);
  await mediator.page.mouse.click(x, y);
  await mediator.page.mouse.move(2, 2);
  const find = async () => look(mediator.page, await floats());
  await until(find, ({ ring, square }) => ring !== undefined && square !== undefined, "no ring in what floats");
  await over(person);
});

test("where nothing floats, the page, its title and its icon say it", async () => {
  const person = await helped({ family: "chromium", lacks: ["floating"] });
  await rings(person, { x: 0.6, y: 0.2 });
  await person.reads("Philippe vous montre un endroit de votre écran");
  await person.until(() => document.title.startsWith("Philippe vous montre"), "the title says nothing");
  const icon = await person.page.$eval('link[rel="icon"]', (link) => link.getAttribute("href"));
  expect(icon).toContain("dot");
  const find = async () => look(mediator.page, await pixels(person.page, ".pointed canvas"));
  await until(find, ({ ring }) => ring !== undefined, "no ring in the page");
  await over(person);
});
