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

/** What a heartbeat is made of. */
export interface HeartbeatOptions {
  readonly clock: Clock;
  /** From the welcome, in milliseconds. */
  readonly interval: number;
  readonly ping: (id: number) => void;
  /** Silence for twice the interval (L3). The heartbeat has stopped. */
  readonly dead: () => void;
}

/** See the module's description. It beats from the start until {@linkcode Heartbeat.stop}. */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #interval: number;
  #heardAt: number;
  #asked: { readonly id: number; readonly at: number } | undefined;
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
    this.#heardAt = -Infinity;
    this.#ask();
    this.#callOff = this.#options.clock.after(PROBE_MS, () => {
      if (this.#heardAt === -Infinity) this.#options.dead();
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
    const now = this.#options.clock.now();
    const silent = now - this.#heardAt;
    if (silent >= 2 * this.#interval) return this.#options.dead();
    if (silent < this.#interval) return this.#beatAfter(this.#interval - silent);
    this.#ask();
    this.#beatAfter(2 * this.#interval - silent);
  }

  #ask(): void {
    this.#asked = { id: ++this.#ids, at: this.#options.clock.now() };
    this.#options.ping(this.#ids);
  }
}
