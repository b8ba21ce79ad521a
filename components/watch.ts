/**
 * Waits for messages of ours to come back from the room.
 *
 * @module
 */

import type { Clock } from "../lib/link.ts";
import type { Frame } from "../lib/protocol.ts";

/** Silence after which a watch ends with what it has, in milliseconds: longer than the slowest pace. */
export const WATCH_MS = 3_000;

/** Collects the frames of some messages, in the order in which they come. */
export class Watch {
  readonly #missing: Map<string, number>;
  readonly #frames: Frame[] = [];
  readonly #clock: Pick<Clock, "after">;
  readonly #done: (frames: readonly Frame[]) => void;
  #callOff: () => void;

  /**
   * @param totals How many frames each message has, by messageId.
   * @param done Called once, with the frames: all of them, or those that came before the silence.
   */
  constructor(
    totals: ReadonlyMap<string, number>,
    clock: Pick<Clock, "after">,
    done: (frames: readonly Frame[]) => void,
  ) {
    this.#missing = new Map(totals);
    this.#clock = clock;
    this.#done = done;
    this.#callOff = this.#giveUpLater();
  }

  /** Takes a frame that came back from this sender. */
  push(frame: Frame): void {
    const left = this.#missing.get(frame.messageId);
    if (left === undefined) return;
    this.#frames.push(frame);
    if (left > 1) this.#missing.set(frame.messageId, left - 1);
    else this.#missing.delete(frame.messageId);
    this.#callOff();
    if (this.#missing.size === 0) this.#done(this.#frames);
    else this.#callOff = this.#giveUpLater();
  }

  #giveUpLater(): () => void {
    return this.#clock.after(WATCH_MS, () => {
      this.#missing.clear();
      this.#done(this.#frames);
    });
  }
}
