// A whole help without a sound, from a written invitation to the end, on a bad
// line; and what is hostile in what is written and sent is shown as what it is.
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ElementHandle } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "./harness/actor";
import type { Mediator } from "./harness/mediator";
import type { Person } from "./harness/person";
import type { Place } from "./harness/place";
import { animals, World } from "./harness/world";

declare global {
  interface Window {
    /** How often this page asked for a microphone. */
    microphones?: number;
    /** Set by any script that should not have run. */
    hacked?: boolean;
  }
}

let world: World;
let mediator: Mediator;
let person: Person;
let home: Place;
let files: string;

beforeAll(async () => {
  world = await World.make();
  files = await mkdtemp(join(tmpdir(), "files-"));
  mediator = await world.mediator({ family: "chromium" });
  home = await world.place();
  person = await world.person({ family: "firefox" }, home);
  for (const { page } of [mediator, person]) {
    await page.evaluateOnNewDocument(() => {
      window.microphones = 0;
      const devices = navigator.mediaDevices;
      const ask = devices.getUserMedia.bind(devices);
      devices.getUserMedia = (wanted) => {
        window.microphones = (window.microphones ?? 0) + 1;
        return ask(wanted);
      };
    });
  }
  await mediator.visit("/espace");
});
afterAll(async () => {
  await rm(files, { recursive: true, force: true });
  await world?.end();
});

/** sees waits for a stroke of the other's draft, before it was sent. */
async function sees(actor: Actor, draft: string): Promise<void> {
  await actor.until(
    (text) => [...document.querySelectorAll(".said--draft .said__text")].some((e) => e.textContent === text),
    `« ${draft} » is not seen while it is written`,
    draft,
  );
}

describe("a help without a sound", () => {
  test("begins with a written invitation, and in writing at the threshold", async () => {
    const code = await mediator.invite();
    await mediator.page.click("summary ::-p-text(Envoyer le code autrement)");
    const letter = await (await mediator.find("region", "Invitation écrite, sans téléphone ni son")).evaluate(
      (region) => region.querySelector(".letter")?.textContent ?? "",
    );
    expect(letter).toContain("ni de son, ni de téléphone");
    await mediator.press("Copier l’invitation écrite");
    await mediator.reads("L’invitation est copiée");
    const [, spoken = ""] = /code : ([\d ]+)/.exec(letter.replaceAll(/[\u202f\u00a0]/g, " ")) ?? [];
    expect(spoken.replace(" ", "")).toBe(code);

    await person.knock(spoken);
    await person.waits();
    await home.worsen(300, 10);
    await person.write("Écrire à Philippe", "Je suis sourde. Je vois ");
    await mediator.knocked();
    await sees(mediator, "Je suis sourde. Je vois ");
    await mediator.reads("La personne aidée écrit…");
    await person.page.keyboard.type(await person.animal(animals));
    const told = `Je suis sourde. Je vois ${await mediator.animal(animals)}`;
    await sees(mediator, told);
    await person.page.keyboard.press("Enter");
    await mediator.until(
      (words) => !document.querySelector(".said--draft") && (document.body.textContent ?? "").includes(words),
      "the sentence is not seen",
      told,
    );
    await mediator.admits();
    await person.isIn();
  });

  test("goes on stroke by stroke, both ways, corrections too", async () => {
    // Whoever wrote before goes on where they were.
    await mediator.write("Écrire à la personne aidée", "Bonjour Odettte");
    await sees(person, "Bonjour Odettte");
    await person.reads("Philippe écrit…");
    for (let n = 0; n < 3; n++) await mediator.page.keyboard.press("Backspace");
    await sees(person, "Bonjour Odet");
    await mediator.page.keyboard.type("te !\nDites-moi.");
    await person.reads("Bonjour Odette !");
    await sees(person, "Dites-moi.");
    await person.write("Écrire à Philippe", "Mon compte");
    await sees(mediator, "Mon compte");
    await mediator.press("Envoyer");
    await person.reads("Dites-moi.");
  });

  test("the reader chooses a size, which this browser keeps", async () => {
    const size = () =>
      person.page.$eval(".conversation .said__text", (text) => Number.parseFloat(getComputedStyle(text).fontSize));
    const before = await size();
    await person.press("Agrandir le texte");
    await person.press("Agrandir le texte");
    expect(await size()).toBeGreaterThan(1.5 * before);
    await person.page.reload();
    await person.isIn();
    await person.find("textbox", "Écrire à Philippe");
    expect(await size()).toBeGreaterThan(1.5 * before);
    // What was written is still there; what was only begun is begun again.
    await person.reads("Bonjour Odette !");
  });

  test("what is sent is one button, with the site's whole name", async () => {
    await mediator.press("Envoyer un lien");
    await mediator.write("Adresse du site", "www.example.org/demarche?numero=12");
    await mediator.press("Envoyer ce lien");
    await person.reads("Philippe vous envoie");
    const link = await person.page.waitForSelector(".received a");
    expect(
      await link?.evaluate((a) => [a.getAttribute("href"), a.getAttribute("target"), a.getAttribute("rel")]),
    ).toEqual(["https://www.example.org/demarche?numero=12", "_blank", "noopener noreferrer"]);
    expect(await link?.$eval("strong", (host) => host.textContent)).toBe("www.example.org");
    await mediator.press("Envoyer un texte à copier");
    await mediator.write("Texte à copier", "2024-AB-778899");
    await mediator.press("Envoyer ce texte");
    await person.until(
      () => document.querySelector(".received .copy__text")?.textContent === "2024-AB-778899",
      "no text to copy",
    );
  });

  test("not one microphone was asked for, and nothing sounds", async () => {
    for (const each of [mediator, person]) {
      expect(await each.page.evaluate(() => [window.microphones, document.querySelectorAll("audio").length])).toEqual([
        0, 0,
      ]);
    }
  });
});

describe("what is hostile", () => {
  beforeAll(() => home.widen());

  test.each([
    "javascript:window.hacked=1",
    "data:text/html,<script>window.hacked=1</script>",
    "https://impots.gouv.fr@evil.example/",
    "ftp://example.org/",
    "https://",
  ])("%s is no link", async (address) => {
    const links = () => person.page.$$eval("a[href]", (all) => all.map((a) => (a as HTMLAnchorElement).href));
    const before = await links();
    if (!(await mediator.has("textbox", "Adresse du site"))) await mediator.press("Envoyer un lien");
    await fill(mediator, "Adresse du site", address);
    await mediator.press("Envoyer ce lien");
    await mediator.reads("Ce n’est pas l’adresse d’un site");
    expect(await links()).toEqual(before);
  });

  test("a look-alike is shown as what it is", async () => {
    await fill(mediator, "Adresse du site", "https://www.аmeli.fr/");
    await mediator.press("Envoyer ce lien");
    await person.until(
      () => document.querySelector(".received strong.link__host")?.textContent?.startsWith("www.xn--") ?? false,
      "the look-alike is not shown in punycode",
    );
  });

  test("HTML and what turns writing round are text", async () => {
    const html = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>";
    await mediator.write("Écrire à la personne aidée", html);
    await sees(person, html);
    await mediator.press("Envoyer");
    await person.reads(html);
    await mediator.write("Écrire à la personne aidée", "fin \u202egpj.exe\u2066 ici");
    await mediator.press("Envoyer");
    await person.reads("fin gpj.exe ici");
    expect(await person.page.$$eval(".conversation img, .conversation script", (all) => all.length)).toBe(0);
  });

  test("a page that calls itself a picture, and a hundred megabytes, do not leave", async () => {
    await writeFile(join(files, "photo.png"), "<script>window.hacked=1</script>");
    await writeFile(join(files, "film.pdf"), "%PDF-1.7");
    await truncate(join(files, "film.pdf"), 100 * 1024 * 1024);
    await mediator.press("Envoyer un guide ou une image");
    const field = await chooser(mediator);
    await field.uploadFile(join(files, "photo.png"));
    await mediator.reads("photo.png : ce n’est ni un PDF");
    await field.uploadFile(join(files, "film.pdf"));
    await mediator.reads("film.pdf : trop lourd");
  });

  test("the server refuses what a page of ours would not send", async () => {
    const post = (kind: string, medium: string, body: string) =>
      mediator.page.evaluate(
        async (kind, medium, body) => {
          const to = `${location.pathname}/envois?to=person&key=k&title=t&role=mediator&kind=${kind}`;
          return (await fetch(to, { method: "POST", headers: { "Content-Type": medium }, body })).status;
        },
        kind,
        medium,
        body,
      );
    expect(await post("photo", "image/png", "<script>window.hacked=1</script>")).toBe(415);
    expect(await post("guide", "text/html", "<script>window.hacked=1</script>")).toBe(415);
    expect(await post("guide", "image/svg+xml", "<svg onload='window.hacked=1'/>")).toBe(415);
  });

  test("ten thousand strokes are no more than what they write", async () => {
    const last = await mediator.page.evaluate(() => {
      const field = document.querySelector<HTMLTextAreaElement>(".conversation textarea");
      if (!field) throw new Error("no field");
      for (let stroke = 0; stroke < 10_000; stroke++) {
        field.value = `Frappe ${stroke}`;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      return field.value;
    });
    await sees(person, last);
    await mediator.find("button", "Terminer l’aide");
    expect(await mediator.words()).not.toContain("Connexion perdue");
  });

  test("no script has run", async () => {
    for (const each of [mediator, person]) expect(await each.page.evaluate(() => window.hacked)).toBeUndefined();
  });
});

describe("a guide and a picture", () => {
  test("are seen, large, and kept only if the person wants", async () => {
    await writeFile(join(files, "Ma notice.pdf"), "%PDF-1.4\n%%EOF\n");
    await mediator.page.screenshot({ path: join(files, "écran.png") as `${string}.png` });
    const field = await chooser(mediator);
    await field.uploadFile(join(files, "Ma notice.pdf"));
    await mediator.reads("Ma notice.pdf : reçu");
    await person.find("link", "Ouvrir le guide (dans un nouvel onglet)");
    await person.find("link", "Enregistrer le guide");
    await field.uploadFile(join(files, "écran.png"));
    await mediator.reads("écran.png : reçu");
    await person.press("Voir en grand : écran.png");
    await person.until(() => {
      const picture = document.querySelector<HTMLImageElement>("dialog[open] img");
      return (picture?.naturalWidth ?? 0) > 0;
    }, "the picture is not seen");
    await person.press("Fermer l’image");
    await person.press("Ranger : écran.png");
    await person.until(() => !document.querySelector(".received img"), "the picture was not put away");
  });

  test("the end is told in words, to both", async () => {
    await mediator.press("Terminer l’aide");
    for (const each of [mediator, person]) await each.reads("Rien n’a été enregistré");
  });
});

/** chooser is the field that a file is chosen with. */
async function chooser({ page }: Actor): Promise<ElementHandle<HTMLInputElement>> {
  const found = await page.evaluateHandle(() => {
    const label = [...document.querySelectorAll("label")].find((l) => l.textContent === "Guide (PDF) ou image");
    return label?.control as HTMLInputElement;
  });
  return found as ElementHandle<HTMLInputElement>;
}

/** fill puts a text in a field in place of what was there. */
async function fill(actor: Actor, label: string, text: string): Promise<void> {
  await actor.until(
    (words) => {
      const field = [...document.querySelectorAll("label")].find((l) => l.textContent === words)?.control;
      if (!(field instanceof HTMLInputElement)) return false;
      field.focus();
      field.select();
      return true;
    },
    `no field « ${label} »`,
    label,
  );
  await actor.page.keyboard.type(text);
}
