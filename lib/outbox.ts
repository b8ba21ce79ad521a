/**
 * Frames on their way out: the scheduler says which is next, the outbox says when. It reads
 * `bufferedAmount`, because what is in a socket's own queue has no order left to choose.
 *
 * @module
 */

import type { Clock } from "./link.ts";
import type { Frame } from "./protocol.ts";
import { Scheduler } from "./scheduler.ts";

/** Bytes in the socket's queue above which the outbox waits: about 25 ms at 20 Mbit/s. */
export const MAX_BUFFERED_BYTES = 65_536;

/** How often a full queue is looked at again, in milliseconds: a socket does not say when it drains. */
export const DRAIN_MS = 20;

/** What an outbox is made of. */
export interface OutboxOptions {
  readonly clock: Pick<Clock, "after">;
  /** Puts a frame on the wire. */
  readonly send: (frame: Frame) => void;
  /** Bytes that the socket has not sent yet, or `undefined` while there is no connection. */
  readonly buffered: () => number | undefined;
  /** Milliseconds from one frame to the next: 0 is as fast as the socket takes them. */
  readonly pace: () => number;
}

/** See the module's description. */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #scheduler = new Scheduler();
  #callOff: (() => void) | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Frames that wait for their turn. */
  get waiting(): number {
    return this.#scheduler.waiting;
  }

  /** Adds messages, then sends what may go now: messages of one call take turns from the start. */
  add(...messages: readonly (readonly Frame[])[]): void {
    for (const frames of messages) this.#scheduler.add(frames);
    if (!this.#callOff) this.#pump();
  }

  /** Drops what waits and returns how many frames that was. */
  clear(): number {
    this.#callOff?.();
    this.#callOff = undefined;
    return this.#scheduler.clear();
  }

  #pump(): void {
    this.#callOff = undefined;
    const { clock, send, buffered, pace } = this.#options;
    while (this.#scheduler.waiting > 0) {
      const amount = buffered();
      if (amount === undefined) return;
      if (amount > MAX_BUFFERED_BYTES) return this.#pumpAfter(DRAIN_MS, clock);
      send(this.#scheduler.next()!);
      if (pace() > 0) return this.#pumpAfter(pace(), clock);
    }
  }

  /** Even with nothing left: the next frame that is added keeps the pace too. */
  #pumpAfter(ms: number, clock: OutboxOptions["clock"]): void {
    this.#callOff = clock.after(ms, () => this.#pump());
  }
}
