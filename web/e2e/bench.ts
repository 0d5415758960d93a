// What it weighs and how long it takes, in real browsers: printed, not asserted.
import { afterAll, describe, expect, test } from "vitest";
import { median, quantile } from "./harness/figures";
import type { Mediator } from "./harness/mediator";
import type { Person } from "./harness/person";
import { moves } from "./harness/pointer";
import {
  chosen,
  firstFace,
  frameRate,
  notePresses,
  noteWaiting,
  picture,
  pressed,
  reading,
  waiting,
} from "./harness/stopwatch";
import { strokes } from "./harness/strokes";
import { weigh } from "./harness/weight";
import { admitted, World } from "./harness/world";

const runs = Number(process.env.RUNS ?? 10);

/** The lines, by the delay each way in milliseconds. */
const lines: [name: string, delay: number][] = [
  ["loopback", 0],
  ["100 ms of round trip", 50],
];

const delays = {
  waiting: "« Continuer » to waiting",
  face: "« Faire entrer » to the first frame of the mediator's camera",
  first: "screen chosen to its first frame",
  sharp: "screen chosen to sharp text (1920 × 1080, PSNR ≥ 30 dB)",
  pointer: "the mediator's mouse to the pointer drawn for the person",
} as const;
type Delay = keyof typeof delays;

const rows: string[] = [];
afterAll(() => process.stdout.write(`\n${rows.join("\n")}\n\n`));

describe.each(lines)("%s", (line, delay) => {
  test("delays", async () => {
    const world = await World.make();
    const measured: Record<Delay, number[]> = { waiting: [], face: [], first: [], sharp: [], pointer: [] };
    try {
      const mediator = await world.mediator({ family: "chromium" });
      await notePresses(mediator.page);
      const home = await world.place(delay);
      if (delay > 0) await home.lengthen(world.server.mediaPort, delay);
      const person = await world.person({ family: "chromium", display: true, width: 1920, height: 1080 }, home);
      await notePresses(person.page);
      await noteWaiting(person.page);
      const truth = await picture(person);
      for (let run = 0; run < runs; run++) {
        const weight = await once(mediator, person, truth, measured);
        if (rows.length === 0) rows.push(...weight);
      }
    } finally {
      await world.end();
    }
    for (const each of Object.keys(delays) as Delay[]) rows.push(row(`${delays[each]}, ${line}`, measured[each]));
  });
});

test("each character of what is being written, at 300 kbit/s with 10 % of the packets lost", async () => {
  const world = await World.make();
  const sentence = "Je n’arrive pas à ouvrir la lettre de la caisse, elle est en pièce jointe.";
  const delays: number[] = [];
  try {
    const mediator = await world.mediator({ family: "chromium" });
    const home = await world.place();
    const person = await world.person({ family: "chromium" }, home);
    await admitted(mediator, person);
    for (const each of [mediator, person]) await each.press("Écrire");
    await home.worsen(300, 10);
    for (let run = 0; run < Math.ceil(runs / 2); run++) {
      delays.push(...(await strokes(person, mediator, "Écrire à Philippe", sentence, 100)));
      delays.push(...(await strokes(mediator, person, "Écrire à la personne aidée", sentence, 100)));
    }
  } finally {
    await world.end();
  }
  const within = delays.filter((delay) => delay <= 500).length / delays.length;
  rows.push(row("a character typed to seen, 300 kbit/s and 10 % lost", delays));
  rows.push(`  of them within 500 ms: ${(100 * within).toFixed(1)} %`);
  // EN 301 549, 6.2.4, of what the network lets through at all: the odd run of losses is mended by the next stroke.
  expect(within).toBeGreaterThan(0.98);
});

test("an interpreter's hands", async () => {
  const world = await World.make();
  try {
    const mediator = await world.mediator({ family: "chromium" });
    const person = await world.person({ family: "chromium", display: true });
    await admitted(mediator, person);
    await mediator.page.click("summary ::-p-text(Faire venir quelqu’un)");
    await mediator.press("Faire venir un interprète");
    const region = await mediator.find("region", "Faire venir un interprète");
    const link = await region.waitForSelector(".copy__text");
    // Firefox's made-up camera gives thirty frames a second, Chromium's twenty.
    const interpreter = await world.person({ family: "firefox" });
    await interpreter.visit(new URL((await link?.evaluate((p) => p.textContent)) ?? "").pathname);
    await interpreter.write("Votre prénom", "Nadia");
    await interpreter.press("Venir interpréter");
    await person.press("D’accord");
    await person.shows();
    await interpreter.press("Allumer ma caméra");
    rows.push(
      `the interpreter's face, screen shown beside it: ${(await frameRate(person, "Le visage de Nadia")).toFixed(1)} frames a second`,
    );
  } finally {
    await world.end();
  }
});

/** once goes once from the code to the end. */
async function once(
  mediator: Mediator,
  person: Person,
  truth: string,
  measured: Record<Delay, number[]>,
): Promise<string[]> {
  const code = await mediator.invite();
  if (!(await mediator.has("button", "Éteindre ma caméra"))) await mediator.press("Allumer ma caméra");
  await mediator.find("button", "Éteindre ma caméra");
  await person.visit("/");
  const weights = [`door: ${await weigh(person.page)}`];
  await person.write("Votre code", code);
  await person.press("Continuer");
  measured.waiting.push((await waiting(person.page)) - (await pressed(person.page)));
  await mediator.knocked();
  await mediator.admits();
  const admitted = await pressed(mediator.page);
  measured.face.push((await firstFace(person, admitted)) - admitted);
  weights.push(`room: ${await weigh(person.page)}`);

  const read = await reading(person, mediator, truth);
  await person.press("Montrer mon écran");
  const since = await chosen(person);
  const { first, sharp } = await read(since);
  measured.first.push(first - since);
  measured.sharp.push(sharp - since);
  measured.pointer.push(...(await moves(mediator, person, 20)));
  await mediator.press("Terminer l’aide");
  await mediator.press("Retour à mon espace");
  return weights;
}

function row(name: string, values: readonly number[]): string {
  const figures = [median(values), quantile(values, 0.95)].map((ms) => `${Math.round(ms)} ms`.padStart(8));
  return `${name.padEnd(84)} p50 ${figures[0]}   p95 ${figures[1]}   (${values.length} runs)`;
}
