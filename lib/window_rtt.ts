/**
 * Round trips: when which byte was sent, and so how old an ack's bytes are. It remembers a bounded
 * number of times, however much is in flight.
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { RoundTrips } from "./window_rtt.ts";
 *
 * const trips = new RoundTrips();
 * trips.sent(1_200, 5);
 * trips.sent(2_400, 7);
 * assertEquals(trips.acked(1_199, 20), undefined);
 * assertEquals(trips.acked(2_400, 27), 20);
 * assertEquals(trips.ms, 20);
 * ```
 *
 * @module
 */

/** Most times that are remembered. */
export const MAX_TIMES = 64;

/** Samples of which the least counts as the round trip of late: a late ack is no queue. */
const SAMPLES = 4;

/** See the module's description. Totals are bytes since the beginning, times milliseconds. */
export class RoundTrips {
  readonly #times: { readonly total: number; readonly at: number }[] = [];
  #samples: number[] = [];

  /** How many times are remembered: never more than {@linkcode MAX_TIMES}. */
  get size(): number {
    return this.#times.length;
  }

  /** Whether there are enough samples of late to tell a queue from a late ack. */
  get isSure(): boolean {
    return this.#samples.length === SAMPLES;
  }

  /** The round trip of late, in milliseconds: the least of the last samples. 0 before the first. */
  get ms(): number {
    return this.#samples.length > 0 ? Math.min(...this.#samples) : 0;
  }

  /**
   * Remembers that with the bytes that left at `at`, `total` were sent in all. Not if the last one
   * remembered is less than `spacing` bytes before it, and not while it remembers too many: then
   * there are fewer round trips to know, and those are exact.
   */
  sent(total: number, at: number, spacing = 0): void {
    const last = this.#times.at(-1);
    if (last && total - last.total < spacing || this.#times.length === MAX_TIMES) return;
    this.#times.push({ total, at });
  }

  /** How long the newest byte took that an ack of `total` in all covers, if that is known. */
  acked(total: number, now: number): number | undefined {
    let covered = 0;
    while (covered < this.#times.length && this.#times[covered]!.total <= total) covered++;
    const newest = this.#times.splice(0, covered).at(-1);
    if (!newest) return undefined;
    this.#samples = [...this.#samples.slice(1 - SAMPLES), now - newest.at];
    return now - newest.at;
  }

  /** Forgets what round trips were like; what is in flight stays known. */
  forget(): void {
    this.#samples = [];
  }

  clear(): void {
    this.#times.length = 0;
    this.forget();
  }
}
