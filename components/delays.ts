/**
 * How long chat waits: from when a line was handed over until the room had it, with and without a
 * file on its way beside it.
 *
 * @module
 */

import type { Order } from "../lib/scheduler.ts";

/** One line's wait. */
export interface Delay {
  /** When it was over, by the page's clock. */
  readonly at: number;
  readonly ms: number;
  /** Whether a file of ours was on its way meanwhile. */
  readonly isBeside: boolean;
  readonly order: Order;
}

/** Waits that are kept: some minutes of a busy person. */
const MAX_DELAYS = 500;

/** Waits of which the middle one is told: the last ones, so that a turned knob is soon felt. */
const RECENT = 5;

/** See the module's description. */
export class Delays {
  #all: readonly Delay[] = [];

  /** All that are kept, the oldest first. A new array when there is a new one. */
  get all(): readonly Delay[] {
    return this.#all;
  }

  add(delay: Delay): void {
    this.#all = [...this.#all, delay].slice(-MAX_DELAYS);
  }
}

/** The middle one of the last waits of a kind, in milliseconds; `undefined` where there was none. */
export function typical(
  delays: readonly Delay[],
  isBeside: boolean,
  order: Order,
): number | undefined {
  const kind = delays.filter((delay) => delay.isBeside === isBeside && delay.order === order);
  const recent = kind.slice(-RECENT).map(({ ms }) => ms).sort((a, b) => a - b);
  return recent[Math.floor(recent.length / 2)];
}

/** The longest wait of each of the last seconds, the oldest first; `null` where nothing was said. */
export function perSecond(
  delays: readonly Delay[],
  now: number,
  seconds: number,
): {
  readonly at: number[];
  readonly alone: (number | null)[];
  readonly beside: (number | null)[];
} {
  const end = Math.floor(now / 1_000);
  const at = Array.from({ length: seconds }, (_, n) => end - seconds + 1 + n);
  const longest = (isBeside: boolean) => {
    const bySecond = new Map<number, number>();
    for (const delay of delays) {
      const second = Math.floor(delay.at / 1_000);
      if (delay.isBeside !== isBeside) continue;
      bySecond.set(second, Math.max(bySecond.get(second) ?? 0, delay.ms));
    }
    return at.map((second) => bySecond.get(second) ?? null);
  };
  return { at, alone: longest(false), beside: longest(true) };
}
