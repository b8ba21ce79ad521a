/**
 * The few statistics that the benchmarks print.
 *
 * @module
 */

/** The value below which `share` (0 to 1) of `values` lie. NaN where there are none. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return NaN;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

/** The middle value: of several rounds, the one that noise moves least. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** A number for a table: three digits that matter. */
export function show(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return "–";
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
