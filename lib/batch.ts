/**
 * Text messages of `mux.v1`: one frame, or an array of frames (rules B1 and B2).
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { joinBatch, readBatch } from "./batch.ts";
 * import { ANY_CHANNEL } from "./parse.ts";
 * import { SERVER_WORDS } from "./server_words.ts";
 *
 * const ping = JSON.stringify({ channel: "$", type: "ping", id: 1 });
 * const chat = '{"channel":"chat","messageId":"1","sequence":0,"total":1,"data":"hi"}';
 * const items = readBatch(joinBatch([ping, chat, "{}"]), ANY_CHANNEL, SERVER_WORDS);
 * assertEquals(items.map(({ kind }) => kind), ["control", "frame", "error"]);
 * ```
 *
 * @module
 */

import { inherit } from "./brief.ts";
import { CLASSROOM_CHANNELS, CONTROL } from "./channels.ts";
import { type ControlFrame, parseControl } from "./control.ts";
import type { Words } from "./control_check.ts";
import {
  MAX_BATCH,
  MAX_BATCH_LENGTH,
  MAX_BULK_TOTAL,
  MAX_DATA_LENGTH,
  MAX_DEPTH,
  MAX_FRAME_LENGTH,
} from "./limits.ts";
import {
  type ChannelSet,
  checkFrame,
  type FrameError,
  isDeeper,
  isInteger,
  kindOf,
  show,
} from "./parse.ts";
import type { Frame } from "./protocol.ts";

/** A frame of `mux.v1`: one of the plain wire, and what announces a message in bytes. */
export interface MuxFrame extends Frame {
  /**
   * On `sequence` 0 of a message in bytes: its number in binary messages, 0 to 4,294,967,295 (B3).
   * `total` is then at most {@linkcode MAX_BULK_TOTAL} (B7).
   */
  readonly number?: number;
}

/** One element of a text message. */
export type Item =
  | { readonly kind: "frame"; readonly frame: MuxFrame }
  | { readonly kind: "control"; readonly frame: ControlFrame }
  | { readonly kind: "error"; readonly error: FrameError };

/** The highest `number` of a message: four bytes of a header (B4). */
const MAX_NUMBER = 2 ** 32 - 1;

/**
 * Reads one text message.
 *
 * - Items are in the order of the text. A bad frame is an item of its own and harms no other (B1).
 * - What is over the limits of B1 or B2, or not JSON, is a single error.
 * - What a frame leaves out is as in the frame before it; after a bad one it must say all (B8).
 * - A control frame of a type that this version does not know gives no item (H4).
 * - Frames are the parsed objects themselves, so fields that this version does not know stay.
 * - Nothing here throws on input.
 *
 * @param known The channels that frames may be on. `$` need not be among them.
 * @param words What the other side may say on `$`: `CLIENT_WORDS` to a server, `SERVER_WORDS` to a client.
 */
export function readBatch(text: string, known: ChannelSet, words: Words): Item[] {
  if (text.length > MAX_BATCH_LENGTH) {
    return [bad("B2", `message is ${text.length} long, at most ${MAX_BATCH_LENGTH}`)];
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return [bad("F1", `message is not JSON: ${(error as Error).message}`)];
  }
  const frames: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (frames.length === 0 || frames.length > MAX_BATCH) {
    return [bad("B1", `message has ${frames.length} frames, must be 1 to ${MAX_BATCH}`)];
  }
  const items: Item[] = [];
  const mayBeLong = canHaveLong(text, frames);
  let previous: Frame | undefined;
  for (const frame of frames) {
    const item = readItem(frame, known, words, mayBeLong, previous);
    if (!item) continue;
    items.push(item);
    if (item.kind === "frame") previous = item.frame;
    // Whoever wrote it took it for good: what the next one leaves out is not known.
    if (item.kind === "error") previous = undefined;
  }
  return items;
}

/**
 * Writes a text message of frames that are JSON already: one alone stays an object, several become
 * an array. How many, and how long, is the caller's choice within B1 and B2.
 *
 * @throws {RangeError} If there is none.
 */
export function joinBatch(encoded: readonly string[]): string {
  if (encoded.length === 0) throw new RangeError("Cannot join batch: it has no frames");
  return encoded.length === 1 ? encoded[0]! : `[${encoded.join(",")}]`;
}

function readItem(
  value: unknown,
  known: ChannelSet,
  words: Words,
  mayBeLong: boolean,
  previous: Frame | undefined,
): Item | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return bad("F1", `frame is ${kindOf(value)}, must be an object`);
  }
  if (isDeeper(value, MAX_DEPTH)) {
    return bad("F1", `frame is nested too deeply, at most ${MAX_DEPTH}`);
  }
  const fields = value as Record<string, unknown>;
  if (fields.channel === CONTROL) return readControl(fields, words);
  if (previous) inherit(fields, previous);
  const error = (fields.number === undefined ? undefined : checkNumber(fields)) ??
    checkTotal(fields, known) ?? (mayBeLong ? checkLength(value) : undefined);
  return error ? { kind: "error", error } : { kind: "frame", frame: value as MuxFrame };
}

function readControl(fields: Record<string, unknown>, words: Words): Item | undefined {
  const result = parseControl(fields, words);
  if (!result.ok) return { kind: "error", error: result.error };
  return result.frame && { kind: "control", frame: result.frame };
}

/** F2 to F6, and B7 in place of F4 for a message in bytes. */
function checkTotal(fields: Record<string, unknown>, known: ChannelSet): FrameError | undefined {
  if (fields.number === undefined) return checkFrame(fields, known);
  const error = checkFrame(fields, known, MAX_BULK_TOTAL);
  return error?.rule === "F4" ? { ...error, rule: "B7" } : error;
}

function checkNumber({ channel, sequence, number }: Record<string, unknown>) {
  if (!isInteger(number, 0, MAX_NUMBER)) {
    return broken("B3", `number is ${show(number)}, must be an integer from 0 to ${MAX_NUMBER}`);
  }
  if (sequence !== 0) return broken("B3", "number is on a frame that is not the first");
  // Of a channel that only a newer peer knows, the class is not known either.
  const kind = typeof channel === "string" ? CLASSROOM_CHANNELS.get(channel)?.class : undefined;
  if (kind !== undefined && kind !== "bulk") {
    return broken("B3", `number is on a channel that is ${kind}, must be bulk`);
  }
}

/** Whether one of the frames can be longer than F7 allows: a message may be twice as long. */
function canHaveLong({ length }: string, frames: readonly unknown[]): boolean {
  if (length <= MAX_FRAME_LENGTH) return false;
  let rest = length;
  for (const frame of frames) {
    const data = (frame as { data?: unknown } | null)?.data;
    if (typeof data === "string") rest -= data.length;
  }
  // With the longest `data` a frame is too long only if this much of the text is no data.
  return rest > MAX_FRAME_LENGTH - MAX_DATA_LENGTH;
}

/** In an array a frame has no length of its own: it is as long as it would be alone. */
function checkLength(frame: object): FrameError | undefined {
  const { length } = JSON.stringify(frame);
  if (length <= MAX_FRAME_LENGTH) return undefined;
  return broken("F7", `frame is ${length} long, at most ${MAX_FRAME_LENGTH}`);
}

function broken(rule: FrameError["rule"], message: string): FrameError {
  return { rule, message };
}

function bad(rule: FrameError["rule"], message: string): Item {
  return { kind: "error", error: { rule, message } };
}
