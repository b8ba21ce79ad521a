/**
 * Why a frame is where it is: the rule that put it behind the one before it, in a sentence or two.
 *
 * @module
 */

import { CHANNELS, CONTROL } from "../lib/channels.ts";
import type { Order } from "../lib/scheduler.ts";
import type { WireFrame } from "./frames.ts";

/**
 * Explains one frame by what it is and what went before it.
 *
 * @param index Its place in `frames`, which must be there.
 * @param order Who goes next of what this page sends.
 */
export function why(frames: readonly WireFrame[], index: number, order: Order): string {
  const entry = frames[index]!;
  const { frame, direction, run } = entry;
  if (entry.fault) {
    return "Something was done to it on request: this is injected, never an accident.";
  }
  if (frame.channel === CONTROL) {
    return "The two ends speak about the connection itself. Such frames go first and wait for nothing (T1).";
  }
  const before = lastOf(frames, index);
  const parts = [placeOf(entry)];
  if (run) {
    parts.push(
      `It stands for ${run.frames} pieces of bytes in a row, which leave together as one run (B4).`,
    );
  }
  if (direction === "down") {
    const { offset } = frame;
    parts.push(
      "The room sends each frame to every window, the sender's too, in one order for all (P1)" +
        (offset === undefined
          ? "."
          : `: this one has place ${offset} in the log of ${frame.channel}.`),
    );
  } else if (before) parts.push(turnOf(entry, before, order));
  return parts.join(" ");
}

function placeOf({ frame: { sequence, total, messageId, channel } }: WireFrame): string {
  const what = `piece ${sequence + 1} of ${total} of ${messageId}`;
  if (total === 1) return `The message ${messageId} on ${channel} is short enough for one frame.`;
  return sequence === 0
    ? `The message ${messageId} on ${channel} was cut into ${total} pieces (S1); this is the first.`
    : `It is ${what}: the pieces of a message leave in order (S4).`;
}

/** What put it behind the frame before it. */
function turnOf({ frame }: WireFrame, { frame: before }: WireFrame, order: Order): string {
  const isSame = before.channel === frame.channel && before.messageId === frame.messageId;
  if (isSame) {
    return order === "one-at-a-time"
      ? "One message at a time: nobody else goes before this message is over."
      : "Nobody else was waiting, so the same message went on.";
  }
  if (order === "one-at-a-time") {
    return `${before.messageId} was over, and this one was next in line.`;
  }
  if (order === "round-robin") {
    return `It was this message's turn: ${before.messageId} had its own just before (S3).`;
  }
  const isBulk = CHANNELS.get(frame.channel)?.class === "bulk";
  const wasBulk = CHANNELS.get(before.channel)?.class === "bulk";
  if (isBulk && !wasBulk) return "Nobody whom it would keep waiting had anything to say (T3).";
  if (!isBulk && wasBulk) {
    return "It passed the bulk that is still in line: people wait for it (T2).";
  }
  return `${before.channel} and ${frame.channel} are equals, and take turns by bytes (T2).`;
}

/** The frame before it in the same direction, control aside. */
function lastOf(frames: readonly WireFrame[], index: number): WireFrame | undefined {
  const { direction } = frames[index]!;
  for (let n = index - 1; n >= 0; n--) {
    const entry = frames[n]!;
    if (entry.direction === direction && entry.frame.channel !== CONTROL) return entry;
  }
}
