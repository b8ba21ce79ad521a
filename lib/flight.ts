/**
 * What left on one channel and is not acked: the memory that makes resending possible (R2).
 *
 * @module
 */

import type { Grant } from "./control.ts";
import { Fifo } from "./fifo.ts";
import { type Part, rest } from "./outgoing.ts";
import { Tally } from "./tally.ts";

/** Counts are of one session, as those of acks and credit are (K1, C1). */
export class Flight {
  readonly inFlight = new Tally();
  /** What a lost connection may have lost with it. */
  readonly again = new Tally();
  /** What the log is known to have. */
  readonly taken = new Tally();
  readonly #flight = new Fifo<Part>();
  readonly #again = new Fifo<Part>();

  /** @param taken What the log has already, of this session and before this program ran. */
  constructor(taken: Grant = { bytes: 0, frames: 0 }) {
    this.taken.add(taken);
  }

  /** Payload that ever left. */
  get bytes(): number {
    return this.taken.bytes + this.inFlight.bytes + this.again.bytes;
  }

  /** Frames that ever left: more cannot be acked (K2). */
  get reached(): number {
    return this.taken.frames + this.inFlight.frames + this.again.frames;
  }

  /** The first of what has to go again, before anything new does. */
  get first(): Part | undefined {
    return this.#again.first;
  }

  /** Counts a part that leaves. Returns whether it is the beginning of {@linkcode Flight.first}. */
  leave(part: Part): boolean {
    this.#flight.push(part);
    this.inFlight.add(part);
    if (this.#again.length === 0) return false;
    shorten(this.#again, part.frames);
    this.again.take(part);
    return true;
  }

  /** The connection is gone. What was in flight is older than what still had to go again. */
  lost(): void {
    const all = [...this.#flight.drain(), ...this.#again.drain()];
    for (const part of all) this.#again.push(part);
    this.again.add(this.inFlight);
    this.inFlight.take(this.inFlight.look());
  }

  /** Keeps of what has to go again only what is still wanted. Counts go on without the rest. */
  keep(isWanted: (part: Part) => boolean): void {
    for (const part of this.#again.drain()) {
      if (isWanted(part)) this.#again.push(part);
      else this.again.take(part);
    }
  }

  /**
   * The server took `frames` of this session in all, at most {@linkcode Flight.reached}. Returns what
   * that is more than before, part by part.
   */
  ack(frames: number): Part[] {
    const news: Part[] = [];
    while (this.taken.frames < frames) {
      const isInFlight = this.#flight.length > 0;
      const queue = isInFlight ? this.#flight : this.#again;
      const part = shorten(queue, frames - this.taken.frames);
      (isInFlight ? this.inFlight : this.again).take(part);
      this.taken.add(part);
      news.push(part);
    }
    return news;
  }
}

/** Takes up to `frames` from the first part of a queue. */
function shorten(queue: Fifo<Part>, frames: number): Part {
  const part = queue.first!;
  if (part.frames <= frames) return queue.shift()!;
  const left = rest(part, frames);
  queue.replaceFirst(left);
  return { ...part, frames, bytes: part.bytes - left.bytes };
}
