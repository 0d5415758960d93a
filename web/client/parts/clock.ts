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

/** spoken says a duration: "3 minutes", "moins d’une minute". */
export function spoken(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  return minutes < 1 ? say("common.underMinute") : count("common.minutes", minutes);
}

/** remaining says the time left, rounded up so that it never promises less than there is. */
export function remaining(milliseconds: number): string {
  return milliseconds < 60_000 ? say("common.underMinute") : count("common.minutes", Math.ceil(milliseconds / 60_000));
}
