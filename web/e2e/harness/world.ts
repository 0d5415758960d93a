// One world to a test file: a server, places with browsers in them, and the end of it all.
import type { Browser } from "puppeteer-core";
import { expect } from "vitest";
import catalogue from "../../locales/fr";
import { type Family, open } from "./browser";
import { Display } from "./display";
import { Mediator } from "./mediator";
import { type Lack, Person } from "./person";
import { Place } from "./place";
import { Server } from "./server";

/** The animals' names, as people say them. */
export const animals = Object.entries(catalogue)
  .filter(([key]) => key.startsWith("animal."))
  .map(([, name]) => name);

export interface Who {
  readonly family: Family;
  /** Whether it has a display, which it can then show. */
  readonly display?: boolean;
  readonly lacks?: readonly Lack[];
  readonly width?: number;
  readonly height?: number;
  readonly density?: number;
  readonly pictures?: number;
}

export class World {
  readonly server = new Server();
  readonly #ends: (() => Promise<unknown>)[] = [];

  /** make starts the server, with one account unless it is to be empty; whoever makes a world ends it. */
  static async make({ empty = false } = {}): Promise<World> {
    const world = new World();
    await world.server.start();
    if (!empty) await world.server.addMediator();
    return world;
  }

  /** place makes one more place, from which the server is reached after a delay, in milliseconds each way. */
  async place(delay = 0): Promise<Place> {
    const place = await Place.make();
    this.#ends.push(() => place.remove());
    await place.listen(this.server.port, delay);
    return place;
  }

  async person(who: Who, place?: Place): Promise<Person> {
    const browser = await this.browser(who, place ?? (await this.place()));
    return Person.arrive(browser, this.server.origin, who.lacks);
  }

  /** mediator arrives signed in. */
  async mediator(who: Who, place?: Place): Promise<Mediator> {
    const browser = await this.browser(who, place ?? (await this.place()));
    const mediator = await Mediator.arrive(browser, this.server);
    await mediator.signIn();
    await mediator.find("button", "Nouvelle aide");
    return mediator;
  }

  async browser(
    { family, display: displayed = false, width = 1280, height = 720, density, pictures }: Who,
    place: Place,
  ): Promise<Browser> {
    let display: Display | undefined;
    if (displayed) {
      display = await Display.open(width, height);
      this.#ends.push(() => display?.close() ?? Promise.resolve());
    }
    const browser = await open({ family, place, display, width, height, density, pictures });
    this.#ends.push(() => browser.close());
    return browser;
  }

  /** end takes everything down, last first, and then asks whether the log told a secret. */
  async end(): Promise<void> {
    for (const end of this.#ends.reverse()) await end().catch(() => {});
    const status = await this.server.stop();
    const leaked = this.server.leaked();
    await this.server.remove();
    expect(status, `the server's exit status on SIGTERM, after:\n${this.server.log}`).toBe(0);
    expect(leaked, "secrets in the server's log").toEqual([]);
  }
}

/** admitted brings two people into one help, by the main road. */
export async function admitted(mediator: Mediator, person: Person): Promise<string> {
  const code = await mediator.invite();
  await person.knock(code);
  await person.waits();
  await mediator.knocked();
  expect(await person.animal(animals)).toBe(await mediator.animal(animals));
  await mediator.admits();
  await person.isIn();
  return code;
}

/** back waits until both are joined again, which a word that gets through proves. */
export async function back(mediator: Mediator, person: Person): Promise<void> {
  for (const each of [mediator, person]) {
    const lost = () => !document.body.textContent?.includes("Connexion perdue");
    await each.until(lost, "the connection stays lost");
  }
  const words = `Je suis là ${++greetings}`;
  if (!(await mediator.has("textbox", "Écrire à la personne aidée"))) await mediator.press("Écrire");
  await mediator.write("Écrire à la personne aidée", words);
  await mediator.press("Envoyer");
  if (!(await person.has("textbox", "Écrire à Philippe"))) await person.press("Écrire");
  await person.reads(words);
}

let greetings = 0;
