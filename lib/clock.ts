/**
 * The real clock, to be handed in where there is no reason for another one.
 *
 * @module
 */

import type { Clock } from "./link.ts";

/** Monotonic, and finer than a millisecond: the bulk window measures with it. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};
