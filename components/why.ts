/**
 * Why a frame is where it is: the rule that put it behind the one before it, in a sentence or two.
 *
 * @module
 */

import { CHANNELS, CONTROL } from "../lib/channels.ts";
import type { Order } from "../lib/scheduler.ts";
import type { WireFrame } from "./frames.ts";
import { designOf } from "./lab/designs.ts";
import { detailTexts } from "./texts/detail.ts";

const words = detailTexts.why;

/**
 * Explains one frame by what it is and what went before it.
 *
 * @param index Its place in `frames`, which must be there.
 * @param order Who goes next of what this page sends.
 */
export function why(frames: readonly WireFrame[], index: number, order: Order): string {
  const entry = frames[index]!;
  const { frame, direction, run } = entry;
  if (entry.fault) return words.injected;
  if (frame.channel === CONTROL) return words.control;
  const before = lastOf(frames, index);
  const parts = [placeOf(entry)];
  if (run) parts.push(words.run(run.frames));
  if (direction === "down") {
    const { offset, channel } = frame;
    parts.push(words.room(offset === undefined ? "" : words.offset(offset, channel)));
  } else if (before) parts.push(turnOf(entry, before, order));
  return parts.join(" ");
}

function placeOf({ frame: { sequence, total, messageId, channel } }: WireFrame): string {
  if (total === 1) return words.one(messageId, channel);
  if (sequence === 0) return words.first(messageId, channel, total);
  return words.piece(sequence + 1, total, messageId);
}

/** What put it behind the frame before it. */
function turnOf({ frame }: WireFrame, { frame: before }: WireFrame, order: Order): string {
  const isSame = before.channel === frame.channel && before.messageId === frame.messageId;
  if (isSame) return order === "one-at-a-time" ? words.untilOver : words.nobodyElse;
  if (order === "one-at-a-time") return words.nextInLine(before.messageId);
  if (order === "round-robin") return words.turn(before.messageId);
  const [wasBulk, isBulk] = [before, frame].map(({ channel }) =>
    (designOf(channel) ?? CHANNELS.get(channel))?.class === "bulk"
  );
  if (isBulk && !wasBulk) return words.bulk;
  return !isBulk && wasBulk ? words.passed : words.equals(before.channel, frame.channel);
}

/** The frame before it in the same direction, control aside. */
function lastOf(frames: readonly WireFrame[], index: number): WireFrame | undefined {
  const { direction } = frames[index]!;
  for (let n = index - 1; n >= 0; n--) {
    const entry = frames[n]!;
    if (entry.direction === direction && entry.frame.channel !== CONTROL) return entry;
  }
}
