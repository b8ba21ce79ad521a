/**
 * Who goes next on the one socket: a frame of each waiting message in turn, so that a long message
 * never makes a short one wait for its end.
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { split } from "./protocol.ts";
 * import { Scheduler } from "./scheduler.ts";
 *
 * const scheduler = new Scheduler();
 * scheduler.add(split({ channel: "file", messageId: "file-1", data: "ABCDEFGH" }, 4));
 * scheduler.add(split({ channel: "chat", messageId: "chat-2", data: "hello" }, 4));
 * const order = Array.from({ length: 4 }, () => scheduler.next()?.data);
 * assertEquals(order, ["ABCD", "hell", "EFGH", "o"]);
 * ```
 *
 * @module
 */

import type { Frame } from "./protocol.ts";

/** A round robin over messages (rules S3 and S4). */
export class Scheduler {
  readonly #queue: { frames: readonly Frame[]; at: number }[] = [];
  #waiting = 0;

  /** Frames that wait for their turn. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Puts a message at the end of the round. Its own frames stay in order. */
  add(frames: readonly Frame[]): void {
    if (frames.length === 0) return;
    this.#queue.push({ frames, at: 0 });
    this.#waiting += frames.length;
  }

  /** Takes the frame whose turn it is. */
  next(): Frame | undefined {
    const message = this.#queue.shift();
    if (!message) return undefined;
    this.#waiting--;
    const frame = message.frames[message.at++];
    if (message.at < message.frames.length) this.#queue.push(message);
    return frame;
  }

  /** Drops everything that waits and returns how many frames that was. */
  clear(): number {
    const dropped = this.#waiting;
    this.#queue.length = 0;
    this.#waiting = 0;
    return dropped;
  }
}
