// What a class's pages say of times and of people.
import type { ClassHelper } from "../protocol.gen";
import { language, say } from "../words";
import { listed } from "../writing/people";
import { leading } from "./seat";

/** hour is a time of the day as it is said: "9 h", "14 h 30". */
export function hour(at: number): string {
  const time = new Date(at);
  const [h, min] = [time.getHours(), time.getMinutes()];
  return min === 0 ? say("class.hour", { h }) : say("class.hour.minutes", { h, min: String(min).padStart(2, "0") });
}

/** day is a day and its hour in words: "mardi 1er décembre à 14 h 30". */
export function day(at: number): string {
  const parts = { weekday: "long", day: "numeric", month: "long" } as const;
  const words = new Intl.DateTimeFormat(language(), parts).format(at);
  const date = language() === "fr" ? words.replace(/ 1 /, " 1er ") : words;
  return say("class.day", { day: date, hour: hour(at) });
}

/** teacher is who teaches, by name, or in words before anybody has come. */
export function teacher({ helpers }: { readonly helpers: readonly ClassHelper[] }, aside = ""): string {
  return leading(helpers, aside)?.firstName ?? say("class.somebody");
}

/** called is names as one says them, the hall among them. */
export function called(names: readonly string[]): string {
  return listed(names.map((name) => name || say("class.hall")));
}
