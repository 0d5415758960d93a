// How large the reader wants the conversation; this browser remembers it.
import { type ReadonlySignal, signal } from "@preact/signals";
import { attempt } from "../media/memory";

const preference = "writing.size";

/** The largest step; live.css has a size for each. */
export const largest = 4;

const chosen = signal(kept());

/** The step of the reader's choice, 0 to largest. */
export const size: ReadonlySignal<number> = chosen;

/** resize makes the text larger or smaller by one step. */
export function resize(by: 1 | -1): void {
  chosen.value = within(chosen.value + by);
  attempt(() => localStorage.setItem(preference, String(chosen.value)));
}

function kept(): number {
  return within(Number(attempt(() => localStorage.getItem(preference)) ?? 0));
}

function within(step: number): number {
  return Number.isInteger(step) ? Math.min(largest, Math.max(0, step)) : 0;
}
