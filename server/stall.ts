/**
 * Notices a reader that takes nothing any more. Deno's own ping waits behind what is queued, so a
 * socket that is full is never found dead by it, and would hold its memory for as long as TCP lives.
 *
 * @module
 */

import type { Clock } from "../lib/link.ts";

/** What is watched, and what to do about it. */
export interface StallOptions {
  readonly clock: Clock;
  /** How long a reader may take nothing while something waits for it, in milliseconds. */
  readonly ms: number;
  /** Bytes that wait for it now. */
  readonly queued: () => number;
  readonly stalled: () => void;
}

/** See the module's description. There is a timer only while something waits. */
export class StallWatch {
  readonly #options: StallOptions;
  /** What was sent in all, in code units: bytes or fewer. */
  #sent = 0;
  #callOff: (() => void) | undefined;

  constructor(options: StallOptions) {
    this.#options = options;
  }

  /** Counts what was sent. */
  sent(length: number): void {
    this.#sent += length;
    if (!this.#callOff && this.#options.queued() > 0) this.#watch();
  }

  /** Stops for good. */
  stop(): void {
    this.#callOff?.();
  }

  #watch(): void {
    const { clock, ms, queued, stalled } = this.#options;
    // What would wait if the reader took nothing from now on.
    const before = queued() - this.#sent;
    this.#callOff = clock.after(ms, () => {
      this.#callOff = undefined;
      const now = queued();
      if (now === 0) return;
      if (now - this.#sent < before) this.#watch();
      else stalled();
    });
  }
}
