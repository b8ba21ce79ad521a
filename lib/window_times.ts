/**
 * When which byte was sent, for the round trip of an ack. It remembers a bounded number of times,
 * however much is in flight.
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { SentTimes } from "./window_times.ts";
 *
 * const times = new SentTimes();
 * times.add(1_200, 5);
 * times.add(2_400, 7);
 * assertEquals(times.take(1_199), undefined);
 * assertEquals(times.take(2_400), 7);
 * ```
 *
 * @module
 */

/** Most times that are remembered. */
export const MAX_TIMES = 64;

/** See the module's description. Totals are bytes since the beginning, times milliseconds. */
export class SentTimes {
  #entries: { readonly total: number; readonly at: number }[] = [];

  /** How many are remembered: never more than {@linkcode MAX_TIMES}. */
  get size(): number {
    return this.#entries.length;
  }

  /**
   * Remembers that with the bytes that left at `at`, `total` were sent in all. Not if the last one
   * remembered is less than `spacing` bytes before it, and not while it remembers too many: then
   * there are fewer round trips to know, and those are exact.
   */
  add(total: number, at: number, spacing = 0): void {
    const last = this.#entries.at(-1);
    if (last && total - last.total < spacing || this.#entries.length === MAX_TIMES) return;
    this.#entries.push({ total, at });
  }

  /** When the newest byte left of those that an ack of `total` in all covers, if that is known. */
  take(total: number): number | undefined {
    let covered = 0;
    while (covered < this.#entries.length && this.#entries[covered]!.total <= total) covered++;
    return this.#entries.splice(0, covered).at(-1)?.at;
  }

  clear(): void {
    this.#entries = [];
  }
}
