// What a mediator is told of while they look elsewhere: who waits, whose hand
// is up, who is stuck. Gathered, so that a screen reader is not talked over
// once a second (WCAG 4.1.3).
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Attendee } from "../protocol.gen";
import { count, language } from "../words";

/** News is gathered for so long before it is told, in milliseconds. */
export const gatherFor = 3000;

/** What can be news of somebody. */
type Event = "asks" | "hand" | "stuck";

/** As many names as are said one by one; more are counted. */
const named = 3;

export class News {
  readonly #told = signal("");
  readonly #arrived: () => void;
  /** What was already so of each, so that it is told once: "p3 hand". */
  #known: ReadonlySet<string> | undefined;
  #gathered = new Map<Event, Set<string>>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The sentences of the last few seconds, for a live region. */
  readonly told: ReadonlySignal<string> = this.#told;

  /** arrived is called at once as somebody begins to wait at the door. */
  constructor(arrived: () => void) {
    this.#arrived = arrived;
  }

  /** look takes the class as it is. At the first look who waits is news, and nothing else. */
  look(roster: readonly Attendee[]): void {
    const now = new Set<string>();
    let arrival = false;
    for (const one of roster) {
      for (const event of events(one)) {
        const mark = `${one.seat} ${event}`;
        now.add(mark);
        if (this.#known?.has(mark) ?? event !== "asks") continue;
        arrival ||= event === "asks";
        this.#gather(event, one.name);
      }
    }
    this.#known = now;
    if (arrival) this.#arrived();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #gather(event: Event, name: string): void {
    const names = this.#gathered.get(event) ?? new Set();
    this.#gathered.set(event, names.add(name));
    // What is told again in the same words is read out again only if it was gone meanwhile.
    this.#told.value = "";
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const gathered = this.#gathered;
      this.#gathered = new Map();
      this.#told.value = sentences(gathered);
    }, gatherFor);
  }
}

function events(one: Attendee): Event[] {
  if (one.standing === "lobby" || one.second) return ["asks"];
  if (one.standing !== "in" && one.how === "remote") return [];
  const all: Event[] = [];
  if (one.hand > 0) all.push("hand");
  if (one.progress === "stuck") all.push("stuck");
  return all;
}

function sentences(gathered: ReadonlyMap<Event, ReadonlySet<string>>): string {
  return [...gathered]
    .map(([event, names]) => {
      if (names.size > named) return count(`teach.news.${event}.many`, names.size);
      const who = new Intl.ListFormat(language()).format(names);
      return count(`teach.news.${event}`, names.size, { who });
    })
    .join(" ");
}
