/**
 * The round trip of an empty line: the least that was seen of late. What is older than half a minute
 * is forgotten, because lines change; so who wants to know it must let the queue run empty in time.
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { BaseRtt } from "./window_base.ts";
 *
 * const base = new BaseRtt();
 * base.add(20, 0, 1);
 * base.add(50, 4_000, 1);
 * assertEquals([base.ms, base.seenAt], [20, 0]);
 * base.add(50, 60_000, 1);
 * assertEquals(base.ms, 50);
 * ```
 *
 * @module
 */

/** Length of one bucket in milliseconds. */
export const BUCKET_MS = 10_000;

/** Buckets that count, the one that fills included: a minimum is kept for 30 to 40 s. */
export const BUCKETS = 4;

/** See the module's description. */
export class BaseRtt {
  /** The least of each stretch of time, the newest first. */
  #buckets: number[] = [];
  #bucketAt = 0;
  #ms = 0;
  #seenAt = 0;

  /** In milliseconds; 0 before the first sample. */
  get ms(): number {
    return this.#ms;
  }

  /** When it was seen last, or taken for seen. */
  get seenAt(): number {
    return this.#seenAt;
  }

  /** Takes a sample. One that is at most `tolerance` above the base sees it again. */
  add(ms: number, now: number, tolerance: number): void {
    const passed = Math.floor((now - this.#bucketAt) / BUCKET_MS);
    if (passed > 0 || this.#buckets.length === 0) {
      this.#buckets = [
        ...Array(Math.min(Math.max(1, passed), BUCKETS)).fill(Infinity),
        ...this.#buckets,
      ]
        .slice(0, BUCKETS);
      this.#bucketAt = this.#ms === 0 ? now : this.#bucketAt + passed * BUCKET_MS;
    }
    this.#buckets[0] = Math.min(this.#buckets[0]!, ms);
    if (this.#ms === 0 || ms <= this.#ms + tolerance) this.#seenAt = now;
    this.#ms = Math.min(...this.#buckets);
  }

  /** Takes it for seen, though it was not: somebody else kept the queue full. */
  touch(now: number): void {
    this.#seenAt = now;
  }

  clear(): void {
    this.#buckets = [];
    this.#ms = this.#seenAt = 0;
  }
}
