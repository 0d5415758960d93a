// What a class's pages say of times and of people.
import type { ClassHelper } from "../protocol.gen";
import { language, say } from "../words";
import { listed } from "../writing/people";
import { leading } from "./seat";

/** hour is a time of the day as it is said, by the clock of a time zone: "9 h", "14 h 30". */
export function hour(at: number, timeZone: string | undefined): string {
  const clock = new Intl.DateTimeFormat("fr", { hour: "numeric", minute: "2-digit", hourCycle: "h23", timeZone });
  const told = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const [h, min] = [Number(told.hour), told.minute ?? "00"];
  return min === "00" ? say("class.hour", { h }) : say("class.hour.minutes", { h, min });
}

/** day is a day and its hour in words, by the clock of a time zone: "mardi 1er décembre à 14 h 30". */
export function day(at: number, timeZone: string | undefined): string {
  const parts = { weekday: "long", day: "numeric", month: "long", timeZone } as const;
  const words = new Intl.DateTimeFormat(language(), parts).format(at);
  const date = language() === "fr" ? words.replace(/ 1 /, " 1er ") : words;
  return say("class.day", { day: date, hour: hour(at, timeZone) });
}

/** teacher is who teaches, by name, or in words before anybody has come. */
export function teacher({ helpers }: { readonly helpers: readonly ClassHelper[] }, aside = ""): string {
  return leading(helpers, aside)?.firstName ?? say("class.somebody");
}

/** called is names as one says them, the hall among them. */
export function called(names: readonly string[]): string {
  return listed(names.map((name) => name || say("class.hall")));
}
