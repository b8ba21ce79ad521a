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

/** Tokens that sums of fractions may be wrong by: who waited as told must not wait again. */
const ROUNDING = 1e-6;

/** See the module's description. */
export class TokenBucket {
  readonly #options: BucketOptions;
  #level: number;
  #at: number;

  constructor(options: BucketOptions) {
    this.#options = options;
    this.#level = options.atOnce;
    this.#at = options.now();
  }

  /** Whether nothing is missing: a new one would be the same. */
  get isFull(): boolean {
    this.#fill();
    return this.#level >= this.#options.atOnce;
  }

  /**
   * Milliseconds until `tokens` are there, rounded up; 0 if they are. More than it can hold are there
   * once it is full.
   */
  wait(tokens: number): number {
    const { perSecond, atOnce } = this.#options;
    this.#fill();
    const missing = Math.min(tokens, atOnce) - this.#level;
    return missing > ROUNDING ? Math.ceil(missing * 1_000 / perSecond) : 0;
  }

  /** Takes tokens that are there. @returns 0, or how many milliseconds later to ask again. */
  take(tokens: number): number {
    const wait = this.wait(tokens);
    if (wait === 0) this.spend(tokens);
    return wait;
  }

  /** Takes tokens whether they are there or not: what is missing is a debt, and comes back first. */
  spend(tokens: number): void {
    this.#fill();
    this.#level -= tokens;
  }

  #fill(): void {
    const { perSecond, atOnce, now } = this.#options;
    // Without a limit there is nothing to fill, and no clock to look at.
    if (this.#level === Infinity) return;
    const at = now();
    if (at <= this.#at) return;
    this.#level = Math.min(atOnce, this.#level + (at - this.#at) * perSecond / 1_000);
    this.#at = at;
  }
}
