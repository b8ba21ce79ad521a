/**
 * Frames for tests: a good one, of which a test changes what it is about.
 *
 * @module
 */

import { assert, fail } from "@std/assert";
import { type FrameError, parseFrame } from "../../lib/parse.ts";
import type { Frame } from "../../lib/protocol.ts";

/** A good frame, with some of its fields replaced. */
export function frame(fields: Partial<Frame> = {}): Frame {
  return { channel: "chat", messageId: "chat-1", sequence: 0, total: 1, data: "hi", ...fields };
}

/** Frame 0 … total - 1 of one message, each with `data` and its number. */
export function framesOf(total: number, fields: Partial<Frame> = {}): Frame[] {
  return Array.from(
    { length: total },
    (_, sequence) => frame({ data: `${sequence}`, ...fields, sequence, total }),
  );
}

/** The text of a good frame with fields replaced by anything, or by `undefined` left out. */
export function text(fields: Record<string, unknown> = {}): string {
  return JSON.stringify({ ...frame(), ...fields });
}

/** What is wrong with a message of the wire. */
export function errorOf(message: unknown): FrameError {
  const result = parseFrame(message);
  if (result.ok) fail(`Taken, and should not be: ${String(message).slice(0, 200)}`);
  return result.error;
}

/** The frame that a message of the wire is. */
export function frameOf(message: unknown): Frame {
  const result = parseFrame(message);
  assert(result.ok, result.ok ? "" : `${result.error.rule}: ${result.error.message}`);
  return result.frame;
}
