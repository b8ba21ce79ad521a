/**
 * What a sender has begun and not finished: a pause lets it end (M8), and what was cleared goes on no
 * more (M13).
 *
 * @module
 */

import type { Frame } from "../lib/protocol.ts";
import { MAX_BEGUN } from "./limits.ts";
import type { ChannelLog } from "./logs/log.ts";
import type { Refusal } from "./refusal.ts";

/** To who goes on with what was cleared. */
export const CLEARED: Refusal = { rule: "M13", message: "the teacher has cleared what was said" };

/** Where the log of the channel was cleared last. */
type Cleared = Pick<ChannelLog, "cleared">;

/** What says of which message a frame is. */
export type Labels = Pick<Frame, "channel" | "messageId" | "total">;

/** See the module's description. Of one sender, over all of its connections. */
export class Begun {
  readonly #messages = new Map<string, Message>();

  /** Whether a frame of these labels goes on with one. */
  has(labels: Labels): boolean {
    return this.#find(labels) !== undefined;
  }

  /** Whether the beginning of such a one is gone from its log. */
  isCleared(labels: Labels, { cleared }: Cleared): boolean {
    const message = this.#find(labels);
    return message !== undefined && message.cleared < cleared;
  }

  /** Notes frames that were taken into a log. */
  took(labels: Labels, { cleared }: Cleared, frames = 1): void {
    if (labels.total === 1) return;
    const key = keyOf(labels);
    let message = this.#messages.get(key);
    if (!message) this.#messages.set(key, message = { left: labels.total, cleared });
    message.left -= frames;
    if (message.left <= 0) this.#messages.delete(key);
    if (this.#messages.size > MAX_BEGUN) {
      this.#messages.delete(this.#messages.keys().next().value!);
    }
  }

  #find(labels: Labels): Message | undefined {
    return labels.total > 1 ? this.#messages.get(keyOf(labels)) : undefined;
  }
}

interface Message {
  /** How many frames it may still bring: no more than it said at first. */
  left: number;
  /** Where its log had been cleared when it began. */
  readonly cleared: number;
}

function keyOf({ channel, messageId }: Labels): string {
  return `${channel} ${messageId}`;
}
