// A participant of a class whose WebRTC is of another make, and who counts whose packets reach it.
import { fileURLToPath } from "node:url";
import type { Place } from "./place";
import type { Running } from "./processes";

const attendee = fileURLToPath(new URL("../peers/attendee.py", import.meta.url));

/** How long to wait before asking again, and for how long, in milliseconds. */
const pause = 100;
const patience = 30_000;

/** Count is what has reached it so far. */
export interface Count {
  /** Who is in its slots, each as « Philippe, camera ». */
  readonly shown: readonly string[];
  /** How many packets were of each, and of « nobody ». */
  readonly packets: Readonly<Record<string, number>>;
}

export class Attendee {
  readonly #running: Running;
  #questions = 0;

  /** It comes by its code, at once. */
  constructor(place: Place, origin: string, code: string) {
    this.#running = place.run("/usr/bin/python3", [attendee, origin, code.replace(/\D/g, "")]);
  }

  /** waits until it is at the door, with a connection. */
  async waits(): Promise<void> {
    await this.#running.says(/^connection connected$/m);
  }

  /** isIn waits until it was let in. */
  async isIn(): Promise<void> {
    await this.#running.says(/^phase class$/m);
  }

  async count(): Promise<Count> {
    const question = `count${++this.#questions}`;
    this.#running.child.stdin?.write(`${question}\n`);
    const [, answer = ""] = await this.#running.says(new RegExp(`^${question} (.+)$`, "m"));
    return JSON.parse(answer);
  }

  /** until waits for a count, and gives it. */
  async until(condition: (count: Count) => boolean, otherwise: string): Promise<Count> {
    const end = Date.now() + patience;
    for (;;) {
      const count = await this.count();
      if (condition(count)) return count;
      if (Date.now() > end) throw new Error(`${otherwise}: ${JSON.stringify(count)}`);
      await new Promise((next) => setTimeout(next, pause));
    }
  }

  /** receives waits until a good many more packets of each have come, and gives the count. */
  async receives(sources: readonly string[], since: Count): Promise<Count> {
    const more = (count: Count) => sources.every((s) => (count.packets[s] ?? 0) >= (since.packets[s] ?? 0) + 20);
    return this.until(more, `nothing comes of one of ${sources.join("; ")}`);
  }

  async stop(): Promise<void> {
    await this.#running.stop();
  }
}
