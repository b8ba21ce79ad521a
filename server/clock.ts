/**
 * The real clock.
 *
 * @module
 */

import type { Clock } from "../lib/link.ts";

/** Monotonic, and finer than a millisecond: the bulk window measures with it. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};
