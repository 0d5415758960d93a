// Time left, told by minutes: a page that counts seconds hurries people.
import { signal } from "@preact/signals";
import { count, say } from "../words";

const tick = signal(0);

/** startClock makes what reads the time left look again each second. */
export function startClock(): void {
  setInterval(() => tick.value++, 1000);
}

/** left is how many milliseconds remain until a moment, never below 0; now is the server's clock. */
export function left(until: number, now: () => number): number {
  tick.value;
  return Math.max(0, until - now());
}

/** moment is the server's clock in whole steps of so many milliseconds: what reads it looks again once in each. */
export function moment(step: number, now: () => number): number {
  tick.value;
  return Math.floor(now() / step) * step;
}

/** spoken says how long something was: "3 minutes", "1 heure 20 minutes", "moins d’une minute". */
export function spoken(milliseconds: number): string {
  return minutes(Math.round(milliseconds / 60_000));
}

/** remaining says the time left, rounded down so that it never promises more than there is. */
export function remaining(milliseconds: number): string {
  return minutes(Math.floor(milliseconds / 60_000));
}

function minutes(all: number): string {
  if (all < 1) return say("common.underMinute");
  const hours = Math.floor(all / 60);
  const rest = all % 60;
  const words = [hours > 0 && count("common.hours", hours), rest > 0 && count("common.minutes", rest)];
  return words.filter(Boolean).join(" ");
}
