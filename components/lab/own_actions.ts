/**
 * What a page sent, as its log has it, to be sent again on another road.
 *
 * @module
 */

import { CONTROL } from "../../lib/channels.ts";
import { framesOf, type LoggedFrame, messageKey } from "./log.ts";
import type { Action } from "./simulate.ts";

/** Messages that are taken, the last ones: a look's worth of frames. */
export const MOST_ACTIONS = 10;

/** Code points of each that are taken, the first ones: a file would go on for thousands of frames. */
export const MOST_OF_EACH = 400;

/** Stands for a piece of bytes, which the log does not keep. */
const PIECE = "A".repeat(MOST_OF_EACH);

/** The last messages that the page sent, each handed over when its first frame left; 0 is the first. */
export function actionsOf(log: readonly LoggedFrame[]): Action[] {
  const sent = new Map<string, { at: number; channel: string; pieces: string[] }>();
  for (const entry of log) {
    const { direction, frame, at } = entry;
    if (direction !== "up" || frame.channel === CONTROL) continue;
    const key = messageKey(frame);
    const message = sent.get(key) ?? { at, channel: frame.channel, pieces: [] };
    sent.set(key, message);
    // By its place, so that what was sent again is there once.
    for (const { sequence, data } of framesOf(entry, PIECE)) message.pieces[sequence] = data;
  }
  const last = [...sent.values()].slice(-MOST_ACTIONS);
  return last.map(({ at, channel, pieces }) => ({
    at: at - last[0]!.at,
    channel,
    data: [...pieces.join("")].slice(0, MOST_OF_EACH).join(""),
  }));
}
