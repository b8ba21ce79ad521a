/**
 * The links that simulations are about, and what may be asked of them.
 *
 * @module
 */

import { delayOf } from "../../lib/window_law.ts";
import { type LinkOptions, PACKET_OVERHEAD, SEGMENT_BYTES } from "./link.ts";

/** By name: distances with a deep buffer, and token buckets as `tc tbf` makes them. */
export const LINKS: Readonly<Record<string, LinkOptions>> = {
  "100 Mbit/s, 10 ms": { mbits: 100, oneWayMs: 10, jitterMs: 1 },
  "10 Mbit/s, 50 ms": { mbits: 10, oneWayMs: 50, jitterMs: 1 },
  "1 Mbit/s, 200 ms": { mbits: 1, oneWayMs: 200, jitterMs: 1 },
  "200 Mbit/s, bucket": { mbits: 200, oneWayMs: 0.1, jitterMs: 0.5, burstBytes: 32_768 },
  "20 Mbit/s, bucket": { mbits: 20, oneWayMs: 0.1, jitterMs: 0.5, burstBytes: 32_768 },
  "1 Mbit/s, bucket": { mbits: 1, oneWayMs: 0.1, jitterMs: 0.5, burstBytes: 32_768 },
};

/**
 * Milliseconds that a line of chat may take beyond the way itself: the delay of the cushion of all
 * senders, and of a packet of each and of the line itself, and what the ends are late. Twice that, as
 * each sender's window is rounded to messages and goes up and down around what is wanted.
 */
export function boundOf({ mbits, jitterMs = 0 }: LinkOptions, senders: number): number {
  const rate = mbits * 125;
  const packets = (senders + 1) * (SEGMENT_BYTES + PACKET_OVERHEAD) / rate;
  return 2 * (delayOf(rate / senders) + packets + jitterMs);
}
