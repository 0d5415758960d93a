// A telephone: it has no screen to show, and may be the very one that carries
// the call. It films, it sends photographs, and the voice moves to its page; or
// it joins a computer as a lens.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "./harness/actor";
import { cutOff, small, violations } from "./harness/faults";
import { beside, carried, read } from "./harness/jpeg";
import type { Mediator } from "./harness/mediator";
import { type Lack, Person } from "./harness/person";
import { admitted, World } from "./harness/world";

const galaxy = {
  userAgent:
    "Mozilla/5.0 (Linux; Android 13; SM-A536B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
  viewport: { width: 390, height: 844, deviceScaleFactor: 1, isMobile: true, hasTouch: true },
};
const maker = "Where Odette lives";

let world: World;
let mediator: Mediator;
let pocket: Browser;
let folder: string;
const found: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "photos-"));
  world = await World.make();
  mediator = await world.mediator({ family: "chromium" });
  pocket = await world.browser({ family: "chromium" }, await world.place());
});
afterAll(async () => {
  await world?.end();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => expect(found.splice(0)).toEqual([]));

/** arrives is somebody in a browser that they share with nobody; starting one for each would take long. */
async function arrives(...lacks: Lack[]): Promise<Person> {
  return Person.arrive(await pocket.createBrowserContext(), world.server.origin, lacks);
}

async function telephone(): Promise<Person> {
  const person = await arrives("screen");
  await person.page.emulate(galaxy);
  return person;
}

/** look keeps what is wrong with a page in a state; whoever is helped reads with more contrast and larger buttons. */
async function look(actor: Actor, state: string): Promise<void> {
  const helped = actor !== mediator;
  const faults = await violations(actor, ...(helped ? ["color-contrast-enhanced"] : []));
  faults.push(...(await cutOff(actor)), ...(helped ? await small(actor) : []));
  found.push(...faults.map((fault) => `${state}: ${fault}`));
}

/** moving waits until the picture of the region « Écran de la personne » is seen to move. */
async function moving(): Promise<void> {
  await mediator.until(() => {
    const seen = window as unknown as { first?: string };
    const video = document.querySelector<HTMLVideoElement>('section[aria-label="Écran de la personne"] video');
    if (!video?.videoWidth || !video.checkVisibility()) return false;
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [64, 36];
    canvas.getContext("2d")?.drawImage(video, 0, 0, 64, 36);
    const now = canvas.toDataURL();
    seen.first ??= now;
    return seen.first !== now;
  }, "the picture does not move");
}

async function chooses(person: Person, button: string, path: string): Promise<void> {
  const [chooser] = await Promise.all([person.page.waitForFileChooser(), person.press(button)]);
  await chooser.accept([path]);
}

describe("a telephone alone", () => {
  let person: Person;

  beforeAll(async () => {
    person = await telephone();
    await admitted(mediator, person);
  });

  test("offers what it can, and how a screenshot is taken on this model", async () => {
    await look(person, "ways");
    await person.press("Faire une copie d’écran");
    await person.reads("« volume moins » et sur le bouton juste en dessous");
    await look(person, "screenshot");
    await person.press("Faire une copie d’écran");
  });

  test("films when asked: the mediator sees the picture move, and stop at « Pause »", async () => {
    await mediator.reads("La personne ne filme pas encore");
    await mediator.press("Demander l’appareil photo");
    await person.reads("Philippe vous demande de filmer");
    await look(person, "asked to film");
    await person.press("Filmer maintenant");
    await person.reads("Philippe voit ce que vous filmez");
    await mediator.reads("La personne filme");
    await moving();
    await look(person, "filming");
    await person.press("Pause");
    await mediator.reads("écran en pause");
    expect(await mediator.pictured()).toBe(false);
    await person.press("Reprendre");
    await moving();
    await person.press("Ne plus montrer");
    await mediator.reads("La personne ne filme pas encore");
  });

  test("sends a photograph: upright, small enough, and without what the camera wrote beside it", async () => {
    const path = join(folder, "letter.jpg");
    await writeFile(path, beside(await drawn(person, 3000, 2000), carried(maker)));
    await mediator.press("Demander une photo");
    await person.reads("Philippe vous demande une photo");
    await chooses(person, "Prendre ou choisir une photo", path);
    await person.find("button", "Envoyer la photo");
    await look(person, "photograph");
    const arrival = mediator.page.waitForResponse((answer) => /\/envois\/[^?]/.test(answer.url()));
    await person.press("Envoyer la photo");
    const arrived = await (await arrival).buffer();
    const { width, height, markers } = read(arrived);
    expect([width, height]).toEqual([1365, 2048]);
    expect(markers).not.toContain(0xffe1);
    for (const trace of ["Exif", maker]) expect(arrived.includes(trace)).toBe(false);
    await person.reads("Philippe a reçu votre photo");
    await mediator.reads("La photo est arrivée");
  });

  test("the photograph is turned, drawn on and sent back", async () => {
    await mediator.press("Tourner la photo");
    await look(mediator, "photograph on the desk");
    await mediator.press("Dessiner sur la photo");
    await mediator.find("button", "Annuler le dernier trait");
    await look(mediator, "drawing on a photograph");
    await mediator.press("Envoyer l’image");
    await person.find("button", "Fermer l’image");
    await look(person, "a step");
    await person.press("Fermer l’image");
    await mediator.press("Refermer la photo");
  });

  test("says that a picture cannot be read, and that something was refused", async () => {
    const path = join(folder, "picture.heic");
    await writeFile(path, "ftypheic, which this browser cannot read");
    await chooses(person, "Envoyer une photo", path);
    await person.reads("Cette image ne peut pas être lue ici");
    await person.press("Ne rien envoyer");
    await mediator.press("Demander une copie d’écran");
    await person.press("Non merci");
    await mediator.reads("La personne préfère ne pas envoyer de copie d’écran");
  });

  test("a voice that does not get through is called back; one that does may hang up", async () => {
    await person.page.evaluate(() => {
      const devices = navigator.mediaDevices;
      const ask = devices.getUserMedia.bind(devices);
      devices.getUserMedia = (wish) => {
        devices.getUserMedia = ask;
        return wish?.audio ? Promise.reject(new DOMException("in use by a call", "NotReadableError")) : ask(wish);
      };
    });
    await mediator.press("Raccrochez, on continue ici");
    await person.reads("Ne raccrochez pas encore");
    await person.press("Parler ici");
    await person.reads("Gardez votre téléphone près de vous : Philippe vous rappelle");
    await look(person, "a voice that fails");
    await mediator.reads("À rappeler : notez le numéro");
    await person.press("Parler ici");
    await person.reads("On vous entend. Vous pouvez raccrocher.");
    await mediator.reads("vous pouvez raccrocher tous les deux");
    await look(mediator, "the desk");
    await person.press("J’ai raccroché");
  });

  test("a drawn device lies before both, and what is pointed at on it is seen in its place", async () => {
    await mediator.page.locator("summary ::-p-text(Montrer un appareil dessiné)").click();
    await mediator.press("Téléphone Android");
    await person.reads("Un dessin pour vous guider");
    await mediator.press("Montrer du doigt");
    const box = await (await mediator.page.$(".board__frame svg"))?.boundingBox();
    if (!box) throw new Error("no drawing on the desk");
    // The drawing stands in the middle of its frame, as high as that is.
    const width = (box.height * 400) / 640;
    await mediator.page.mouse.click(box.x + box.width / 2 + width * 0.1, box.y + box.height * 0.3);
    await mediator.page.mouse.move(0, 0);
    const spot = await person.page.waitForFunction(ringOnTheBoard, { polling: 100 });
    const { x, y } = (await spot.jsonValue()) as { x: number; y: number };
    expect(x).toBeCloseTo(0.6, 1);
    expect(y).toBeCloseTo(0.3, 1);
    await look(person, "a drawn device");
    await mediator.press("Enlever le dessin");
    await person.until(() => !document.querySelector(".board"), "the drawing stays");
    await mediator.press("Terminer l’aide");
    await person.reads(/Appareil photo\s+Vu en direct.*\s+Photos\s+1 photo envoyée\s+Vu par\s+Philippe/);
  });
});

test("a telephone joins a computer, and the desk chooses whose picture it watches", async () => {
  await mediator.visit("/espace");
  const person = await arrives();
  await admitted(mediator, person);
  await person.press("Ajouter mon téléphone");
  await person.find("image", "Code QR qui ouvre cette aide sur un téléphone");
  const link = await person.page.$eval(".copy__text", (shown) => shown.textContent ?? "");
  const lens = await telephone();
  await lens.visit(new URL(link).pathname);
  await look(lens, "a lens that is invited");
  await lens.press("Continuer");
  await lens.find("button", "Montrer avec ce téléphone");
  await look(lens, "a lens");
  await person.reads("Votre téléphone est dans l’aide");
  await lens.press("Montrer avec ce téléphone");
  await lens.reads("Philippe voit ce que vous filmez");
  await moving();
  await look(mediator, "the desk with a lens");
  await mediator.press("L’ordinateur");
  await lens.press("Arrêter");
  await lens.find("button", "Montrer avec ce téléphone");
  await person.press("Retirer le téléphone");
  await lens.reads("Vous n’êtes plus dans cette aide");
});

/** drawn is a JPEG whose left half is red, as a telephone's sensor gives it. */
async function drawn({ page }: Actor, width: number, height: number): Promise<Buffer> {
  const address = await page.evaluate(
    (w, h) => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [w, h];
      const brush = canvas.getContext("2d");
      if (!brush) throw new Error("no canvas");
      brush.fillStyle = "#00f";
      brush.fillRect(0, 0, w, h);
      brush.fillStyle = "#f00";
      brush.fillRect(0, 0, w / 2, h);
      return canvas.toDataURL("image/jpeg");
    },
    width,
    height,
  );
  return Buffer.from(address.slice(address.indexOf(",") + 1), "base64");
}

/** ringOnTheBoard is the middle of what is drawn over the board, as shares of it; it runs in the page. */
function ringOnTheBoard(): { x: number; y: number } | undefined {
  const canvas = document.querySelector<HTMLCanvasElement>(".board .marks canvas");
  const pixels = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data;
  if (!canvas || !pixels) return undefined;
  let [count, x, y] = [0, 0, 0];
  for (let at = 0; at < pixels.length; at += 4) {
    if ((pixels[at + 3] ?? 0) < 128) continue;
    count++;
    x += (at / 4) % canvas.width;
    y += Math.floor(at / 4 / canvas.width);
  }
  return count > 0 ? { x: x / count / canvas.width, y: y / count / canvas.height } : undefined;
}
