/**
 * The slowest link of a path: a queue of any depth in front of a line of one rate, then the way
 * there; and the way back, which is never full.
 *
 * @module
 */

import type { Timeline } from "./timeline.ts";

/** Bytes that each packet of at most {@linkcode SEGMENT_BYTES} costs: Ethernet, IPv4, TCP. */
export const PACKET_OVERHEAD = 66;

/** Payload of a full packet. */
export const SEGMENT_BYTES = 1_448;

/** What a link is like. */
export interface LinkOptions {
  /** Megabits per second on the line. */
  readonly mbits: number;
  /** Milliseconds from one end to the other, without any queue. */
  readonly oneWayMs: number;
  /** Bytes that pass at once after a rest: a token bucket, as `tc tbf burst` makes it. */
  readonly burstBytes?: number;
  /** What is done late at either end, at most, in milliseconds: event loops. */
  readonly jitterMs?: number;
  /** Bytes that the queue holds; more is dropped of those who can lose. Without, it holds anything. */
  readonly bufferBytes?: number;
}

/** See the module's description. */
export class Link {
  readonly #timeline: Timeline;
  readonly #random: () => number;
  readonly #options: LinkOptions;
  /** Bytes per millisecond. */
  readonly rate: number;
  /** When the line would be done with all it has, if it had no burst. */
  #doneAt = 0;
  #deliveredAt = 0;

  constructor(timeline: Timeline, random: () => number, options: LinkOptions) {
    this.#timeline = timeline;
    this.#random = random;
    this.#options = options;
    this.rate = options.mbits * 125;
  }

  /** Bytes in the queue. */
  get queuedBytes(): number {
    const waits = this.#doneAt - this.#timeline.now() - (this.#options.burstBytes ?? 0) / this.rate;
    return Math.max(0, waits * this.rate);
  }

  /** Whether a packet would be dropped. */
  get isFull(): boolean {
    return this.queuedBytes > (this.#options.bufferBytes ?? Infinity);
  }

  /** Sends so many bytes, in packets; `deliver` runs when all of them are at the other end. */
  send(bytes: number, deliver: () => void): void {
    const now = this.#timeline.now();
    const packets = Math.max(1, Math.ceil(bytes / SEGMENT_BYTES));
    this.#doneAt = Math.max(this.#doneAt, now) + (bytes + packets * PACKET_OVERHEAD) / this.rate;
    const leaves = Math.max(now, this.#doneAt - (this.#options.burstBytes ?? 0) / this.rate);
    this.#deliveredAt = Math.max(this.#deliveredAt, leaves + this.#options.oneWayMs + this.#late());
    this.#timeline.at(this.#deliveredAt, deliver);
  }

  /** A way back of one receiver: what is said stays in order. */
  back(): (said: () => void) => void {
    let heardAt = 0;
    return (said) => {
      heardAt = Math.max(heardAt, this.#timeline.now() + this.#options.oneWayMs + this.#late());
      this.#timeline.at(heardAt, said);
    };
  }

  #late(): number {
    return (this.#options.jitterMs ?? 0) * this.#random();
  }
}
