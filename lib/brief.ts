/**
 * Frames of a batch in fewer words: what a frame shares with the one before it is not said again
 * (rule B8). A busy channel's frames differ in little but their data.
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { encodeAfter, encodeFrame } from "./brief.ts";
 *
 * const first = { channel: "chat", messageId: "chat-1", sequence: 0, total: 1, data: "one" };
 * const one = encodeFrame(first, "otter", 7);
 * const two = encodeFrame({ ...first, messageId: "chat-2", data: "two" }, "otter", 8);
 * assertEquals(encodeAfter(one, two), '{"messageId":"chat-2","data":"two"}');
 * assertEquals(JSON.parse(two.text).offset, 8);
 * ```
 *
 * @module
 */

import type { Frame } from "./protocol.ts";

/** A frame as a server writes it: its labels, and its JSON. */
export interface EncodedFrame {
  readonly channel: string;
  readonly messageId: string;
  readonly sequence: number;
  readonly total: number;
  readonly from: string;
  readonly offset: number;
  /** The whole frame. */
  readonly text: string;
  /** Where its data begins in `text`: from there on nothing is ever left out. */
  readonly dataAt: number;
}

/** Writes a frame with the sender and offset that the server gives it. Unknown fields are kept. */
export function encodeFrame(frame: Frame, from: string, offset: number): EncodedFrame {
  const { channel, messageId, sequence, total, data } = frame;
  const labels = `{"channel":${JSON.stringify(channel)},"messageId":${JSON.stringify(messageId)},` +
    `"sequence":${sequence},"total":${total},"from":${JSON.stringify(from)},"offset":${offset},`;
  const text = `${labels}"data":${JSON.stringify(data)}${unknownFields(frame)}}`;
  return { channel, messageId, sequence, total, from, offset, text, dataAt: labels.length };
}

/** Writes a frame as it may follow `previous` in an array. */
export function encodeAfter(previous: EncodedFrame, frame: EncodedFrame): string {
  let labels = `{"messageId":${JSON.stringify(frame.messageId)},`;
  if (frame.channel !== previous.channel) labels += `"channel":${JSON.stringify(frame.channel)},`;
  if (frame.sequence !== previous.sequence) labels += `"sequence":${frame.sequence},`;
  if (frame.total !== previous.total) labels += `"total":${frame.total},`;
  if (frame.from !== previous.from) labels += `"from":${JSON.stringify(frame.from)},`;
  if (frame.offset !== previous.offset + 1) labels += `"offset":${frame.offset},`;
  return labels + frame.text.slice(frame.dataAt);
}

/**
 * Writes frames as one text message: the first whole, the others after the one before them. What is
 * text already is a control frame, and passed over when one looks back.
 */
export function encodeBatch(frames: readonly (EncodedFrame | string)[]): string {
  let text = "";
  let previous: EncodedFrame | undefined;
  for (const frame of frames) {
    if (text !== "") text += ",";
    if (typeof frame === "string") text += frame;
    else {
      text += previous ? encodeAfter(previous, frame) : frame.text;
      previous = frame;
    }
  }
  return frames.length === 1 ? text : `[${text}]`;
}

/**
 * Gives a frame of an array what it left out.
 *
 * @param frame As it was parsed. It is written to.
 * @param previous The good frame before it, whole already.
 */
export function inherit(frame: Record<string, unknown>, previous: Frame): void {
  if (frame.channel === undefined) frame.channel = previous.channel;
  if (frame.sequence === undefined) frame.sequence = previous.sequence;
  if (frame.total === undefined) frame.total = previous.total;
  if (frame.from === undefined && previous.from !== undefined) frame.from = previous.from;
  if (frame.offset === undefined && typeof previous.offset === "number") {
    frame.offset = previous.offset + 1;
  }
}

/** Most frames have none, and then nothing is made. */
function unknownFields(frame: Frame): string {
  let text = "";
  for (const key in frame) {
    if (KNOWN.has(key) || !Object.hasOwn(frame, key)) continue;
    const value = JSON.stringify((frame as unknown as Record<string, unknown>)[key]);
    text += `,${JSON.stringify(key)}:${value}`;
  }
  return text;
}

const KNOWN: ReadonlySet<string> = new Set([
  "channel",
  "messageId",
  "sequence",
  "total",
  "data",
  "from",
  "offset",
]);
