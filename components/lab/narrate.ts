/**
 * A frame in words, for who listens instead of looking: "frame 7: file 3 of 9 from Ana, between chat
 * 1 and chat 2".
 *
 * @module
 */

import { CONTROL } from "../../lib/channels.ts";
import type { LoggedFrame } from "./log.ts";
import { texts } from "../texts/page.ts";

const words = texts.narration;

/**
 * Says what a frame is and what it is between.
 *
 * @param index The frame's place in `log`, which must be there.
 * @param nameOf What the page calls a sender.
 */
export function narrate(
  log: readonly LoggedFrame[],
  index: number,
  nameOf: (from: string) => string = (from) => from,
): string {
  const entry = log[index]!;
  const what = [whatOf(entry, nameOf)];
  if (entry.fault) what.push(words.fault[entry.fault]);
  if (entry.rule !== undefined) what.push(words.refused(entry.rule));
  return words.frame(entry.n, what.join(", "), placeOf(log, index));
}

function whatOf({ frame, direction }: LoggedFrame, nameOf: (from: string) => string): string {
  const { channel, sequence, total, from } = frame;
  if (channel === CONTROL && direction === "down") return words.server;
  const who = direction === "up" ? words.you : from === undefined ? words.nobody : nameOf(from);
  return words.piece(channel, sequence + 1, total, who);
}

/** Its neighbours on the way in the same direction. */
function placeOf(log: readonly LoggedFrame[], index: number): string {
  const before = neighbour(log, index, -1);
  const after = neighbour(log, index, 1);
  if (before && after) return words.between(before, after);
  if (before) return words.after(before);
  return after ? words.before(after) : "";
}

function neighbour(log: readonly LoggedFrame[], index: number, step: 1 | -1): string | undefined {
  const { direction } = log[index]!;
  for (let n = index + step; log[n]; n += step) {
    const { frame, direction: way } = log[n]!;
    if (way === direction) return words.short(frame.channel, frame.sequence + 1);
  }
}
