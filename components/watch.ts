/**
 * Waits for messages of ours to come back from the room.
 *
 * @module
 */

import type { Clock } from "../lib/link.ts";
import type { Frame } from "../lib/protocol.ts";

/** Silence after which a watch ends with what it has, in milliseconds: longer than the slowest pace. */
const WATCH_MS = 3_000;

/** Collects the frames of some messages, in the order in which they come. */
export class Watch {
  readonly #missing: Map<string, number>;
  readonly #frames: Frame[] = [];
  readonly #left: Frame[] = [];
  readonly #ids: ReadonlySet<string>;
  readonly #clock: Pick<Clock, "after">;
  readonly #done: (frames: readonly Frame[], left: readonly Frame[]) => void;
  #callOff: () => void;

  /**
   * @param totals How many frames each message has, by messageId.
   * @param done Called once, with the frames that came back: all of them, or those before the silence;
   * and with those that left, in the order in which they did.
   */
  constructor(
    totals: ReadonlyMap<string, number>,
    clock: Pick<Clock, "after">,
    done: (frames: readonly Frame[], left: readonly Frame[]) => void,
  ) {
    this.#missing = new Map(totals);
    this.#ids = new Set(totals.keys());
    this.#clock = clock;
    this.#done = done;
    this.#callOff = this.#giveUpLater();
  }

  /** Takes a frame that leaves. */
  leave(frame: Frame): void {
    if (this.#ids.has(frame.messageId)) this.#left.push(frame);
  }

  /** Takes a frame that came back from this sender. */
  push(frame: Frame): void {
    const left = this.#missing.get(frame.messageId);
    if (left === undefined) return;
    this.#frames.push(frame);
    if (left > 1) this.#missing.set(frame.messageId, left - 1);
    else this.#missing.delete(frame.messageId);
    this.#callOff();
    if (this.#missing.size === 0) this.#done(this.#frames, this.#left);
    else this.#callOff = this.#giveUpLater();
  }

  #giveUpLater(): () => void {
    return this.#clock.after(WATCH_MS, () => {
      this.#missing.clear();
      this.#done(this.#frames, this.#left);
    });
  }
}
