/**
 * The log of frames. Every view of the lab is a function of it, so live, paused, stepped, imported
 * and simulated are one code path.
 *
 * @module
 */

import { CHANNELS, CONTROL } from "../../lib/channels.ts";
import type { FaultKind } from "../../lib/faults.ts";
import { MAX_DATA_LENGTH } from "../../lib/limits.ts";
import type { Frame } from "../../lib/protocol.ts";

/** One frame on the wire, as it was seen here. */
export interface LoggedFrame {
  /** Counts up by one from frame to frame. A log that let go of its beginning starts later. */
  readonly n: number;
  /** By the page's clock, in milliseconds. Never less than that of the frame before. */
  readonly at: number;
  readonly direction: "up" | "down";
  readonly frame: Frame;
  /**
   * It stands for several pieces of bytes in a row (B4), from `frame.sequence` on; `frame.data` is then
   * empty.
   */
  readonly run?: { readonly frames: number; readonly bytes: number };
  /** The rule of docs/PROTOCOL.md that it broke. It was refused. */
  readonly rule?: string;
  /** It was said before this page came, which read it afterwards. */
  readonly isHistory?: boolean;
  /** What was done to it on request. Always injected, never an accident. */
  readonly fault?: FaultKind;
}

/** Whether a frame came in and counts: the state of the page is made of these. */
export function isTaken({ direction, frame, rule, fault }: LoggedFrame): boolean {
  return direction === "down" && frame.channel !== CONTROL && rule === undefined &&
    fault !== "drop";
}

/** Whether a channel carries bulk, such as files: what others must not have to wait for. */
export function isBulk(channel: string): boolean {
  return CHANNELS.get(channel)?.class === "bulk";
}

/** The frames that an entry stands for, the pieces of a run with `filler` for their bytes. */
export function framesOf({ frame, run }: LoggedFrame, filler = ""): Frame[] {
  if (!run) return [frame];
  return Array.from(
    { length: run.frames },
    (_, n) => ({ ...frame, sequence: frame.sequence + n, data: filler }),
  );
}

/** The frames up to number `n`: where a cursor that has read `n` stands. */
export function upTo(log: readonly LoggedFrame[], n: number): readonly LoggedFrame[] {
  const first = log[0];
  if (!first) return log;
  return log.slice(0, Math.max(0, n - first.n + 1));
}

/** What stands in the log for a message that is no frame: one on `$` that says what is wrong with it. */
export function badFrame(text: string): Frame {
  return {
    channel: CONTROL,
    messageId: "bad",
    sequence: 0,
    total: 1,
    data: text.slice(0, MAX_DATA_LENGTH),
  };
}

/** A frame with only the fields that are known: others could say anything. */
export function knownFields(frame: Frame): Frame {
  const { channel, messageId, sequence, total, data, from, offset } = frame;
  return {
    channel,
    messageId,
    sequence,
    total,
    data,
    ...from !== undefined && { from },
    ...offset !== undefined && { offset },
  };
}

/** Names the message of a frame (rule A1). */
export function messageKey({ from = "", channel, messageId }: Frame): string {
  return JSON.stringify([from, channel, messageId]);
}
