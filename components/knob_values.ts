/**
 * How knobs can be set, wherever that is said.
 *
 * @module
 */

import type { Order } from "../lib/scheduler.ts";

/** How all knobs of a page are set. */
export interface KnobValues {
  /** Characters per frame. */
  readonly chunkSize: number;
  readonly order: Order;
  /** Milliseconds from one frame to the next: 0 is full speed, `Infinity` holds everything. */
  readonly pace: number;
  /** Bits a second; 0 is as it is. */
  readonly bandwidth: number;
  /** Milliseconds that are added on the way. */
  readonly delay: number;
}

/** Who may go next, in the order in which the page offers them. */
export const ORDERS: readonly Order[] = ["one-at-a-time", "round-robin", "priority"];

/** Characters per frame that can be chosen: more would hide that messages are cut at all. */
export const MAX_CHUNK_SIZE = 1_000;
