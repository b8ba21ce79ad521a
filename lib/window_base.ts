/**
 * The round trip of an empty line: the least that was seen of late. Our own queue hides it, so after
 * ten seconds without seeing it the queue is drained for a moment. Everybody who shares a line sees
 * the same low moment and counts from it, so in the end all drain together and see the line itself.
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { BaseRtt } from "./window_base.ts";
 *
 * const base = new BaseRtt();
 * base.add(20, 0, 1);
 * base.add(50, 4_000, 1);
 * assertEquals([base.ms, base.drains], [20, false]);
 * base.turn({ now: 10_001, acked: 90_000, sent: 100_000 }, 5_000, 50, 1);
 * assertEquals(base.drains, true);
 * ```
 *
 * @module
 */

import type { Moment } from "./window_rate.ts";

/** After that long without seeing the base, in milliseconds, the queue is drained. */
export const DRAIN_AFTER_MS = 10_000;

/** How long a drained queue is kept so at least, in milliseconds: others must meet us there. */
export const DRAIN_MS = 10;

/** Shortest time between two drains, in milliseconds, and in round trips: whichever is longer. */
const DRAIN_PAUSE_MS = 1_000;
const DRAIN_PAUSE_ROUNDS = 20;

/** Times that the queue needs to pass for which it is kept drained: to be seen, and to be joined. */
const HOLD = 2;

/** Part of the queue that must be gone for us to see that somebody else drains; then we join. */
const DIP = 0.3;

/** Smallest such dip, in milliseconds: event loops make smaller ones. */
const MIN_DIP_MS = 2;

/** How far the base may rise above the least ever, in milliseconds: what is more is a queue. */
const MAX_RISE_MS = 300;

/** See the module's description. */
export class BaseRtt {
  #ms = 0;
  #seenAt = 0;
  #drainedAt = 0;
  #floorMs = 0;
  /** The round trip as it is most of the time. */
  #usualMs = 0;
  #drain: { readonly holdMs: number; bottom?: Moment; leastMs: number } | undefined;

  /** In milliseconds; 0 before the first sample. */
  get ms(): number {
    return this.#ms;
  }

  /** The least ever, in milliseconds: how deep a drain must go. 0 before the first sample. */
  get floorMs(): number {
    return this.#floorMs;
  }

  /** Whether the queue must run empty now. */
  get drains(): boolean {
    return this.#drain !== undefined;
  }

  /** Takes a sample. One that is at most `tolerance` above the base sees it again. */
  add(ms: number, now: number, tolerance: number): void {
    if (this.#ms === 0 || ms <= this.#ms + tolerance) this.#seenAt = now;
    this.#ms = this.#ms === 0 ? ms : Math.min(this.#ms, ms);
    this.#floorMs = this.#floorMs === 0 ? ms : Math.min(this.#floorMs, ms);
    if (this.#drain) this.#drain.leastMs = Math.min(this.#drain.leastMs, ms);
  }

  /**
   * Begins a drain when it is time, and ends it when something that left after the queue was empty
   * is acked. What was seen then is the base, though it may be more than before: lines change.
   *
   * @param drained What may be in flight while it drains, in bytes.
   * @param rtt The round trip of late, in milliseconds.
   * @param grainMs What one message takes: the round trip changes by that all the time.
   */
  turn(moment: Moment, drained: number, rtt: number, grainMs: number): void {
    const drain = this.#drain;
    if (!drain) {
      this.#usualMs += (rtt - this.#usualMs) / (this.#usualMs === 0 ? 1 : 32);
      const dip = Math.max(MIN_DIP_MS, grainMs, DIP * (this.#usualMs - this.#ms));
      const pause = Math.max(DRAIN_PAUSE_MS, DRAIN_PAUSE_ROUNDS * this.#usualMs);
      const joins = this.#usualMs - rtt > dip && moment.now - this.#drainedAt > pause;
      if (!joins && moment.now - this.#seenAt <= DRAIN_AFTER_MS) return;
      this.#drain = {
        holdMs: Math.max(DRAIN_MS, this.#usualMs + HOLD * (this.#usualMs - this.#ms)),
        leastMs: Infinity,
      };
    } else if (!drain.bottom) {
      if (moment.sent - moment.acked > drained) return;
      drain.bottom = moment;
      drain.leastMs = Infinity;
    } else {
      const { bottom, holdMs, leastMs } = drain;
      if (moment.acked <= bottom.sent || moment.now - bottom.now < holdMs) return;
      this.#drain = undefined;
      this.#seenAt = this.#drainedAt = moment.now;
      this.#usualMs = 0;
      if (leastMs < Infinity) this.#ms = Math.min(leastMs, this.#floorMs + MAX_RISE_MS);
    }
  }

  /** Calls a drain off. */
  stop(): void {
    this.#drain = undefined;
  }

  clear(): void {
    this.#ms = this.#floorMs = this.#usualMs = 0;
    this.#seenAt = this.#drainedAt = 0;
    this.stop();
  }
}
