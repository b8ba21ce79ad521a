/**
 * What a log says of each message in it: the ground on which missions are checked.
 *
 * @module
 */

import { type Assembly, Reassembler } from "../../lib/protocol.ts";
import { framesOf, isTaken, type LoggedFrame, messageKey } from "./log.ts";

/** A message, as far as the log knows it. */
export interface Fact {
  readonly channel: string;
  readonly from: string;
  readonly messageId: string;
  readonly total: number;
  /** Its text as far as it is here. */
  readonly text: string;
  readonly missing: readonly number[];
  /** Its first and last frame that came. */
  readonly first: LoggedFrame;
  readonly last: LoggedFrame;
  /** Sequences that were dropped on request. */
  readonly dropped: readonly number[];
}

interface Draft {
  message: Assembly;
  readonly first: LoggedFrame;
  last: LoggedFrame;
}

/** The messages that came, in the order of their first frames. */
export function factsOf(log: readonly LoggedFrame[]): Fact[] {
  let now = 0;
  const reassembler = new Reassembler({ now: () => now });
  const drafts = new Map<string, Draft>();
  const dropped = new Map<string, number[]>();
  for (const entry of log) {
    now = entry.at;
    const key = messageKey(entry.frame);
    if (entry.fault === "drop") {
      dropped.set(key, [...dropped.get(key) ?? [], entry.frame.sequence]);
    }
    if (!isTaken(entry)) continue;
    const results = framesOf(entry).map((frame) => reassembler.push(frame));
    const message = results.at(-1)?.message;
    if (!message) continue;
    const draft = drafts.get(key);
    if (draft) Object.assign(draft, { message, last: entry });
    else drafts.set(key, { message, first: entry, last: entry });
  }
  return [...drafts].map(([key, { message, first, last }]) => ({
    channel: message.channel,
    from: message.from,
    messageId: message.messageId,
    total: message.total,
    text: message.text(),
    missing: message.missing(),
    first,
    last,
    dropped: dropped.get(key) ?? [],
  }));
}
