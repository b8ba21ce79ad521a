/**
 * Signs of life (rules L1 to L3): asks when the line is silent, and says when it is dead. A message
 * that comes costs it one reading of the clock, and no timer.
 *
 * @module
 */

import type { Clock } from "./link.ts";

/** A server that asks for more would only heat both ends. */
export const MIN_HEARTBEAT_MS = 100;

/** How long a probe waits for a sign of life, in milliseconds: a slow phone's answer is here by then. */
export const PROBE_MS = 4_000;

/**
 * How long what came in may lie unread before silence is judged, in milliseconds. A timer that comes
 * late, because this side was busy, runs before what came meanwhile is read.
 */
export const LOOK_MS = 250;

/** What a heartbeat is made of. */
export interface HeartbeatOptions {
  readonly clock: Clock;
  /** From the welcome, in milliseconds. */
  readonly interval: number;
  readonly ping: (id: number) => void;
  /** Silence for an interval, and for another one after it asked (L3). The heartbeat has stopped. */
  readonly dead: () => void;
}

/** See the module's description. It beats from the start until {@linkcode Heartbeat.stop}. */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #interval: number;
  #heardAt: number;
  #asked: { readonly id: number; readonly at: number } | undefined;
  /** Whether nothing came since it asked. */
  #isWaiting = false;
  #ids = 0;
  #callOff: () => void = () => {};

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#interval = Math.max(MIN_HEARTBEAT_MS, options.interval);
    this.#heardAt = options.clock.now();
    this.#beatAfter(this.#interval);
  }

  /** Something came. */
  heard(): void {
    this.#heardAt = this.#options.clock.now();
    this.#isWaiting = false;
  }

  /** A pong came. Returns the round trip in milliseconds, if this is the answer that we wait for. */
  pong(id: number): number | undefined {
    if (this.#asked?.id !== id) return undefined;
    const rtt = this.#options.clock.now() - this.#asked.at;
    this.#asked = undefined;
    return rtt;
  }

  /** Asks at once, and does not wait long: who is there answers within {@linkcode PROBE_MS}. */
  probe(): void {
    this.#callOff();
    // Only what comes from now on counts.
    this.#ask();
    this.#callOff = this.#options.clock.after(PROBE_MS, () => {
      if (this.#isWaiting) this.#options.dead();
      else this.#beatAfter(this.#interval);
    });
  }

  stop(): void {
    this.#callOff();
  }

  #beatAfter(ms: number): void {
    this.#callOff = this.#options.clock.after(ms, () => this.#beat());
  }

  #beat(): void {
    const { clock, dead } = this.#options;
    const silent = clock.now() - this.#heardAt;
    if (silent < this.#interval) return this.#beatAfter(this.#interval - silent);
    if (!this.#isWaiting) {
      // However late this is: who was not asked owes no answer.
      this.#ask();
      return this.#beatAfter(this.#interval);
    }
    this.#callOff = clock.after(LOOK_MS, () => this.#isWaiting ? dead() : this.#beat());
  }

  #ask(): void {
    this.#isWaiting = true;
    this.#asked = { id: ++this.#ids, at: this.#options.clock.now() };
    this.#options.ping(this.#ids);
  }
}
