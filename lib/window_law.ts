/**
 * The law of the bulk window, as arithmetic: how much should be in flight at a rate on a line.
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { cushionOf, messageOf, windowOf } from "./window_law.ts";
 *
 * // 20 Mbit/s are 2,500 bytes a millisecond; the line's own round trip is 10 ms.
 * assertEquals(cushionOf(2_500), 15_650);
 * assertEquals(windowOf(2_500, 10), 40_650);
 * assertEquals(messageOf(2_500), 3_600);
 * ```
 *
 * @module
 */

import { PIECE_BYTES } from "./bulk.ts";

/** Bytes in the queue for each √(byte/ms): 28 ms at 1 Mbit/s, 6 ms at 20, 2 ms at 200. */
const CUSHION = 313;

/** Most bytes in one message of bulk, whole pieces: larger ones save nothing more. */
const MAX_MESSAGE_BYTES = 54 * PIECE_BYTES;

/**
 * Bytes that stand in the queue of the slowest link, so that it never runs dry. With twice the rate
 * it is only √2 as much: of two senders, who has less has the larger cushion for each of its bytes.
 *
 * @param rate Bytes per millisecond.
 */
export function cushionOf(rate: number): number {
  return CUSHION * Math.sqrt(rate);
}

/** Milliseconds that the cushion takes to pass: the delay that bulk may cause. Infinite at rate 0. */
export function delayOf(rate: number): number {
  return CUSHION / Math.sqrt(rate);
}

/**
 * Bytes that should be in flight: what the line holds, and the cushion.
 *
 * @param rate Bytes per millisecond.
 * @param base Milliseconds of a round trip with nothing of ours in the queue.
 */
export function windowOf(rate: number, base: number): number {
  return rate * base + cushionOf(rate);
}

/**
 * Bytes of one message of bulk: whole pieces, a quarter of the cushion at most, at least one. Larger
 * ones would wait for their turn with the cushion used up, and chat would wait for them.
 */
export function messageOf(rate: number): number {
  const pieces = Math.floor(Math.min(cushionOf(rate) / 4, MAX_MESSAGE_BYTES) / PIECE_BYTES);
  return Math.max(1, pieces) * PIECE_BYTES;
}
