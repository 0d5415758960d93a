// Figures that are printed, never asserted: they depend on the machine.

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
