// Figures that are printed, never asserted: they depend on the machine.
import { readFileSync } from "node:fs";

/** report prints one figure: a delay, unless it has another unit. */
export function report(what: string, value: number, unit = "ms"): void {
  process.stdout.write(`    ${what}: ${unit === "ms" ? Math.round(value) : value.toFixed(1)} ${unit}\n`);
}

/** quantile is the smallest value that at least that share of the values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** median is the middle value. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** neighbours gives what other machines on the same host have taken of this one's processor time since, in percent (proc_stat(5), steal). */
export function neighbours(): () => number {
  const read = (): number[] =>
    readFileSync("/proc/stat", "utf8").split("\n", 1)[0]?.match(/\d+/g)?.slice(0, 8).map(Number) ?? [];
  const before = read();
  return () => {
    const spent = read().map((ticks, i) => ticks - (before[i] ?? 0));
    return (100 * (spent[7] ?? 0)) / spent.reduce((sum, ticks) => sum + ticks, 0);
  };
}
