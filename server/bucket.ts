/**
 * A token bucket: how fast somebody may go, and how much at once.
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { TokenBucket } from "./bucket.ts";
 *
 * let now = 0;
 * const bucket = new TokenBucket({ perSecond: 10, atOnce: 5, now: () => now });
 * assertEquals(bucket.take(5), 0);
 * assertEquals(bucket.take(1), 100); // come back in so many milliseconds
 * now = 100;
 * assertEquals(bucket.take(1), 0);
 * ```
 *
 * @module
 */

/** What a bucket is made of. `Infinity` for both numbers is no limit. */
export interface BucketOptions {
  /** Tokens that flow in each second, more than 0. */
  readonly perSecond: number;
  /** Tokens that it holds when it is full, as it is at first. */
  readonly atOnce: number;
  /** Milliseconds. Only differences matter, and going back does no harm. */
  readonly now: () => number;
}

/** What sums of fractions may be wrong by, in milliseconds: who waited as told must not wait again. */
const ROUNDING_MS = 1e-6;

/** See the module's description. Who asks several buckets can look at the clock once, as `at`. */
export class TokenBucket {
  readonly #perMs: number;
  readonly #atOnce: number;
  readonly #now: () => number;
  #level: number;
  #at: number;

  constructor({ perSecond, atOnce, now }: BucketOptions) {
    this.#perMs = perSecond / 1_000;
    this.#atOnce = this.#level = atOnce;
    this.#now = now;
    this.#at = now();
  }

  /** Whether nothing is missing: a new one would be the same. */
  get isFull(): boolean {
    this.#fill(this.#now());
    return this.#level >= this.#atOnce;
  }

  /**
   * Milliseconds until `tokens` are there, rounded up; 0 if they are. More than it can hold are there
   * once it is full.
   */
  wait(tokens: number, at: number = this.#now()): number {
    this.#fill(at);
    const ms = (Math.min(tokens, this.#atOnce) - this.#level) / this.#perMs;
    return ms > ROUNDING_MS ? Math.ceil(ms - ROUNDING_MS) : 0;
  }

  /** Takes tokens that are there. @returns 0, or how many milliseconds later to ask again. */
  take(tokens: number, at: number = this.#now()): number {
    const wait = this.wait(tokens, at);
    if (wait === 0) this.#level -= tokens;
    return wait;
  }

  /** Takes tokens whether they are there or not: what is missing is a debt, and comes back first. */
  spend(tokens: number, at: number = this.#now()): void {
    this.#fill(at);
    this.#level -= tokens;
  }

  #fill(at: number): void {
    if (at <= this.#at) return;
    this.#level = Math.min(this.#atOnce, this.#level + (at - this.#at) * this.#perMs);
    this.#at = at;
  }
}
