/**
 * Delays as figures.
 *
 * @module
 */

import { quantile } from "../../../bench/support/stats.ts";

/** Milliseconds from saying to hearing. */
export interface Delays {
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
}

/** NaN where there are none. */
export function delaysOf(delays: readonly number[]): Delays {
  return { p50: quantile(delays, 0.5), p99: quantile(delays, 0.99), longest: quantile(delays, 1) };
}
