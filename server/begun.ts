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

/** A message that has begun. Of it a piece is looked up once, and then asked after and counted. */
export interface Message {
  readonly key: string;
  /** How many frames it may still bring: no more than it said at first. */
  left: number;
  /** Where its log had been cleared when it began. */
  readonly cleared: number;
}

/** See the module's description. Of one sender, over all of its connections. */
export class Begun {
  readonly #messages = new Map<string, Message>();

  /** What a frame of these labels goes on with, if it does. */
  find(labels: Labels): Message | undefined {
    return labels.total > 1 ? this.#messages.get(keyOf(labels)) : undefined;
  }

  /**
   * Notes frames that were taken into a log.
   *
   * @param message What was found for their labels.
   */
  took(labels: Labels, { cleared }: Cleared, message: Message | undefined, frames = 1): void {
    const { total } = labels;
    if (total === 1) return;
    const begun = message ?? this.#begin({ key: keyOf(labels), left: total, cleared });
    begun.left -= frames;
    if (begun.left <= 0) this.#messages.delete(begun.key);
  }

  #begin(message: Message): Message {
    this.#messages.set(message.key, message);
    if (this.#messages.size > MAX_BEGUN) {
      this.#messages.delete(this.#messages.keys().next().value!);
    }
    return message;
  }
}

/** Whether the beginning of a message is gone from its log. */
export function isCleared(message: Message | undefined, { cleared }: Cleared): boolean {
  return message !== undefined && message.cleared < cleared;
}

function keyOf({ channel, messageId }: Labels): string {
  return `${channel} ${messageId}`;
}
