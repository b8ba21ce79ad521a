/**
 * Presence is state: who announces itself learns who is here already, and who ends has left.
 *
 * @module
 */

import type { EncodedFrame } from "../lib/brief.ts";
import type { Frame } from "../lib/protocol.ts";
import { MAX_PRESENCE_FRAMES } from "./limits.ts";
import type { ChannelLog } from "./logs/log.ts";

/** What the room says for a member that is gone (P7). */
export const LEFT: Frame = {
  channel: "presence",
  messageId: "left",
  sequence: 0,
  total: 1,
  data: "left",
};

/** Of those that a log of before speaks of: who left, and who seems to be here still. */
export function leftBehind(log: ChannelLog): { gone: Set<string>; here: Set<string> } {
  const gone = new Set<string>();
  const here = new Set<string>();
  for (let entry = log.at(0); entry; entry = log.at(entry.offset + entry.frames)) {
    const [is, was] = entry.messageId === LEFT.messageId ? [gone, here] : [here, gone];
    was.delete(entry.from);
    is.add(entry.from);
  }
  return { gone, here };
}

/**
 * What a newcomer is told. Nobody gets a message twice, and who never announces itself gets nothing
 * that was not sent to all (P6).
 *
 * @param before Where the log stood when the newcomer came: what is later was sent to it.
 * @param isHere Whether a sender is somebody else who is here and has announced itself.
 */
export function* introductions(
  log: ChannelLog,
  before: number,
  isHere: (from: string) => boolean | undefined,
): Generator<string> {
  for (let entry = log.at(0); entry; entry = log.at(entry.offset + entry.frames)) {
    if (entry.offset >= before) return;
    if (!isHere(entry.from) || entry.total > MAX_PRESENCE_FRAMES) continue;
    yield (entry.encoded as EncodedFrame).text;
  }
}
