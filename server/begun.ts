/**
 * What a sender has begun and not finished: a pause lets it end (M8).
 *
 * @module
 */

import type { Frame } from "../lib/protocol.ts";
import { MAX_BEGUN } from "./limits.ts";

/** What says of which message a frame is. */
export type Labels = Pick<Frame, "channel" | "messageId" | "total">;

/** See the module's description. Of one sender, over all of its connections. */
export class Begun {
  /** By message, how many frames it may still bring: no more than it said at first. */
  readonly #left = new Map<string, number>();

  /** Whether a frame of these labels goes on with one. */
  has(labels: Labels): boolean {
    return labels.total > 1 && this.#left.has(keyOf(labels));
  }

  /** Notes frames that were taken. */
  took(labels: Labels, frames = 1): void {
    if (labels.total === 1) return;
    const key = keyOf(labels);
    const left = (this.#left.get(key) ?? labels.total) - frames;
    if (left > 0) this.#left.set(key, left);
    else this.#left.delete(key);
    if (this.#left.size > MAX_BEGUN) this.#left.delete(this.#left.keys().next().value!);
  }
}

function keyOf({ channel, messageId }: Labels): string {
  return `${channel} ${messageId}`;
}
