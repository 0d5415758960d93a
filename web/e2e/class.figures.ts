// A whole class in real browsers, beside people made of packets; and one person's slow machine in it.
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Browser } from "puppeteer-core";
import { expect, test } from "vitest";
import { moves } from "./harness/face";
import { neighbours, quantile, report } from "./harness/figures";
import type { Mediator } from "./harness/mediator";
import { colours, modules, paint } from "./harness/pattern";
import { Person } from "./harness/person";
import { Running } from "./harness/processes";
import { comes, plan, pocket, type Workshop } from "./harness/workshop";
import { type Who, World } from "./harness/world";

const real = Array.from({ length: 11 }, (_, i) => `Personne ${i + 1}`);
const packets = Array.from({ length: 11 }, (_, i) => `Paquet ${i + 1}`);

test("one mediator and eleven participants in real browsers, and eleven more: a whole class", async () => {
  const world = await World.make();
  try {
    const { philippe, workshop, home } = await opened(world, [...real, ...packets], ["René"], { pictures: 10 });
    const late = real.at(-1) ?? "";
    const people = new Map<string, Person>();
    for (const name of real.slice(0, -1)) people.set(name, await come(world, home, workshop, name));
    const others = fill(world, workshop, packets);
    await philippe.reads(`${real.length - 1 + packets.length} personnes attendent`);
    await philippe.press("Faire entrer tout le monde");
    await others.says(/here/);
    for (const person of people.values()) await person.find("button", "C’est fait");
    await philippe.press("Allumer ma caméra");
    for (const person of people.values()) await moves(person, "the mediator's face");

    await philippe.press("Étape suivante");
    const [stuck, ...fine] = [...people.values()] as [Person, ...Person[]];
    for (const person of fine) await person.press("C’est fait");
    await stuck.press("Je n’y arrive pas");
    await philippe.reads(`${fine.length} sur ${people.size + packets.length} ont fini`);
    await philippe.reads("1 n’y arrive pas");

    await philippe.press("Parler seul à seul");
    await stuck.reads("Vous parlez seul à seul avec Philippe");
    for (const person of fine) await person.reads("Philippe parle avec quelqu’un");
    await moves(stuck, "the mediator's face, aside");
    people.set(late, await come(world, home, workshop, late));
    await philippe.press("Faire entrer");
    await people.get(late)?.reads("Philippe parle avec quelqu’un");
    await philippe.press("Revenir à la classe");
    for (const person of people.values()) await moves(person, "the mediator's face again");

    const hall = await somebody(world, home);
    const link = await philippe.page.$eval('a[href*="/salle/"]', (a) => a.getAttribute("href") ?? "");
    await hall.visit(new URL(link, world.server.origin).pathname);
    await hall.reads("Étape");
    const rene = await somebody(world, home);
    await rene.visit(await pocket(hall));
    await rene.press("René");
    await rene.press("C’est fait");
    await hall.reads("1 sur 1 a fini");

    await philippe.visit("/espace");
    for (const person of people.values()) await person.reads("a perdu la connexion");
    await philippe.visit(workshop.room);
    for (const person of people.values()) await moves(person, "the mediator's face, who came back");

    await philippe.press("Terminer la séance");
    for (const person of people.values()) await person.press("Bien");
    await philippe.reads("La séance est terminée");
    others.child.stdin?.end();
    expect(await others.ended).toBe(0);
    await philippe.visit(workshop.session);
    for (const name of [...real, ...packets, "René"]) await philippe.reads(new RegExp(`${name}\\s+Présent`));
  } finally {
    await world.end();
  }
});

test("a slow machine in a class of twenty-four: pressing is seen at once", async () => {
  const world = await World.make();
  try {
    const names = Array.from({ length: 22 }, (_, i) => `Paquet ${i + 1}`);
    const { philippe, workshop, home } = await opened(world, ["Odette", ...names], [], { pictures: 5 });
    const odette = await come(world, home, workshop, "Odette");
    const others = fill(world, workshop, names);
    await philippe.reads("23 personnes attendent");
    await philippe.press("Faire entrer tout le monde");
    await others.says(/here/);
    await philippe.press("Allumer ma caméra");
    // Who was asked for a button by its name keeps a tree of all names from then on, which only a screen reader has need of.
    await odette.page.reload();
    await moves(odette, "the mediator's face");
    await odette.page.evaluate(observe);
    await odette.page.emulateCPUThrottling(6);
    // By the mouse alone, as a hand does it: it comes to the button, presses for a while, and rests before the next.
    const buttons = await Promise.all([".answers__hand", ".answers__done"].map((name) => odette.page.$(name)));
    const taken = neighbours();
    for (let i = 0; i < 40; i++) {
      const box = await buttons[i % 2]?.boundingBox();
      if (!box) throw new Error("no button");
      await odette.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await pause(500);
      await odette.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { delay: 80 });
      await pause(500);
    }
    report("six times slower, class of 24: taken by other machines meanwhile", taken(), "%");
    const delays = await odette.page.evaluate(() => window.delays ?? []);
    await odette.page.emulateCPUThrottling(1);
    report(`six times slower, class of 24: interaction to next paint, p95 of ${delays.length}`, quantile(delays, 0.95));
    report("six times slower, class of 24: interaction to next paint, p50", quantile(delays, 0.5));
    expect(delays.length).toBe(40);
    others.child.stdin?.end();
    await others.ended;
  } finally {
    await world.end();
  }
});

test("hands that sign, beside a screen that is read and a face: how many pictures a second are seen", async () => {
  const world = await World.make();
  try {
    const { philippe, workshop, home } = await opened(world, ["Nadia", "Odette"], [], { display: true, pictures: 10 });
    const nadia = await arrives(await world.person({ family: "firefox" }), workshop, "Nadia");
    const odette = await come(world, home, workshop, "Odette");
    await philippe.press("Faire entrer tout le monde");
    for (const person of [nadia, philippe]) await person.press("Allumer ma caméra");
    await philippe.press("Montrer mon écran");
    await philippe.page.evaluate(paint, modules, colours, 15); // A screen that is read, rather than a film.
    await philippe.press("Pour Nadia");
    await philippe.press("Parle en langue des signes");
    await odette.until(
      () => document.querySelector<HTMLVideoElement>('.signing [aria-label="Le visage de Nadia"]')?.checkVisibility(),
      "the hands that sign are not seen",
    );
    await odette.until(
      () => document.querySelector<HTMLVideoElement>(".lesson__frame video")?.checkVisibility(),
      "the screen is not seen",
    );
    for (const part of ["first", "second", "third"]) {
      const { pictures, gap, width } = await odette.page.evaluate(followHands, 10_000);
      report(`hands that sign, ${part} ten seconds: pictures`, pictures / 10, "a second");
      report(`hands that sign, ${part} ten seconds: longest time between two`, gap);
      report(`hands that sign, ${part} ten seconds: width of a picture`, width, "px");
    }
  } finally {
    await world.end();
  }
});

/** followHands counts the pictures of the hands that sign for so many milliseconds. It runs in the page. */
function followHands(long: number): Promise<{ pictures: number; gap: number; width: number }> {
  return new Promise((resolve, reject) => {
    const video = document.querySelector<HTMLVideoElement>('[aria-label="Le visage de Nadia"]');
    if (!video) return reject(new Error("the hands are gone"));
    const from = performance.now();
    let [pictures, gap, last] = [0, 0, from];
    const next = (now: number): void => {
      pictures++;
      gap = Math.max(gap, now - last);
      last = now;
      if (now - from < long) video.requestVideoFrameCallback(next);
      else resolve({ pictures, gap, width: video.videoWidth });
    };
    video.requestVideoFrameCallback(next);
  });
}

declare global {
  interface Window {
    /** How long each interaction took to its next paint, in milliseconds. */
    delays?: number[];
  }
}

/** observe keeps how long each press takes to the next paint: Event Timing, by interaction, as INP counts. */
function observe(): void {
  const longest = new Map<number, number>();
  window.delays = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEventTiming & { interactionId: number })[]) {
      if (!entry.interactionId) continue;
      longest.set(entry.interactionId, Math.max(longest.get(entry.interactionId) ?? 0, entry.duration));
    }
    window.delays = [...longest.values()];
  }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
}

interface Opened {
  readonly philippe: Mediator;
  readonly workshop: Workshop;
  readonly home: Browser;
}

/** opened is a class whose mediator is there. */
async function opened(
  world: World,
  remote: readonly string[],
  onSite: readonly string[],
  mediator: Omit<Who, "family"> = {},
): Promise<Opened> {
  const philippe = await world.mediator({ family: "chromium", ...mediator });
  const workshop = await plan(philippe, [
    ...remote.map((name) => ({ name, mode: "remote" as const })),
    ...onSite.map((name) => ({ name, mode: "on-site" as const })),
  ]);
  await philippe.visit(workshop.room);
  return { philippe, workshop, home: await world.browser({ family: "chromium" }, await world.place()) };
}

async function somebody(world: World, home: Browser): Promise<Person> {
  return Person.arrive(await home.createBrowserContext(), world.server.origin);
}

/** come is somebody at the door of the class, by their code. */
async function come(world: World, home: Browser, workshop: Workshop, name: string): Promise<Person> {
  return arrives(await somebody(world, home), workshop, name);
}

async function arrives(person: Person, workshop: Workshop, name: string): Promise<Person> {
  await comes(person, workshop, name);
  await person.reads("va vous faire entrer");
  return person;
}

/** fill brings in people made of packets. */
function fill(world: World, workshop: Workshop, names: readonly string[]): Running {
  const codes = names.map((name) => (workshop.codes.get(name) ?? "").replace(/\D/g, ""));
  const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
  return new Running(join(root, "bin/fill"), ["-url", world.server.origin, ...codes]);
}
