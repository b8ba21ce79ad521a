/**
 * A frame in bytes: what of it is the message, what are labels, and what the WebSocket puts around
 * it (RFC 6455, section 5.2), field by field.
 *
 * @module
 */

import { RUN_HEADER_BYTES } from "../../lib/bulk.ts";
import type { Frame } from "../../lib/protocol.ts";
import { cardTexts } from "../texts/cards.ts";

/** Payloads of a WebSocket frame up to this long have their length in its second byte. */
const MAX_SHORT_LENGTH = 125;
/** Up to this long it is in two more bytes, above in eight. */
const MAX_MEDIUM_LENGTH = 65_535;

/** A part of a WebSocket frame. */
export interface Field {
  readonly name: string;
  /** Its first byte, counted from 0, and the first one after it. Parts of one byte share it. */
  readonly from: number;
  readonly to: number;
  /** As bits or as a number, where it is known; a browser tells nobody its masking keys. */
  readonly value: string;
  /** What it is for, in a sentence. */
  readonly about: string;
}

/** What a frame costs. */
export interface FrameBytes {
  /** Bytes of `data` in UTF-8: what it is all for. */
  readonly data: number;
  /** Bytes of the JSON text. */
  readonly json: number;
  /** Bytes that the WebSocket puts before it. */
  readonly webSocket: number;
  /** Of all bytes, those that are not `data`: 0 … 1. */
  readonly overhead: number;
  /**
   * Bytes as a run of `mux.v1` (B4), where the piece is base64, as a piece of a file is; the same
   * bytes are then a quarter less. Text is counted as it is.
   */
  readonly binary: number;
}

/** Measures a frame. What a client sends is masked, which costs 4 bytes. */
export function frameBytes(frame: Frame, direction: "up" | "down"): FrameBytes {
  const data = utf8Length(frame.data);
  const json = utf8Length(JSON.stringify(frame));
  const webSocket = headerLength(json, direction === "up");
  const raw = RUN_HEADER_BYTES + (isBase64(frame.data) ? rawLength(frame.data) : data);
  return {
    data,
    json,
    webSocket,
    overhead: 1 - data / (json + webSocket),
    binary: raw + headerLength(raw, direction === "up"),
  };
}

/** All bytes of a frame on a WebSocket. What TCP and IP put around them is not counted. */
export function wireBytes(frame: Frame, direction: "up" | "down"): number {
  const json = utf8Length(JSON.stringify(frame));
  return json + headerLength(json, direction === "up");
}

/** The fields of the WebSocket frame around one text message of `length` bytes. */
export function webSocketFields(length: number, direction: "up" | "down"): Field[] {
  const isMasked = direction === "up";
  const words = cardTexts.cards.bytes;
  const fields: Field[] = [
    { name: "FIN", from: 0, to: 1, value: "1", about: words.fin },
    { name: "RSV1–3", from: 0, to: 1, value: "000", about: words.rsv },
    { name: "opcode", from: 0, to: 1, value: "0001", about: words.opcode },
    { name: "MASK", from: 1, to: 2, value: isMasked ? "1" : "0", about: words.mask[direction] },
    { name: "length", from: 1, to: 2, value: shortLength(length), about: words.length(length) },
  ];
  const extended = extendedLength(length);
  if (extended > 0) {
    const about = words.extended(extended);
    fields.push({ name: "extended length", from: 2, to: 2 + extended, value: `${length}`, about });
  }
  const masked = 2 + extended;
  if (isMasked) {
    fields.push({ name: "masking key", from: masked, to: masked + 4, value: "", about: words.key });
  }
  const from = headerLength(length, isMasked);
  fields.push({ name: "payload", from, to: from + length, value: "", about: words.payload });
  return fields;
}

function headerLength(length: number, isMasked: boolean): number {
  return 2 + extendedLength(length) + (isMasked ? 4 : 0);
}

function extendedLength(length: number): number {
  if (length <= MAX_SHORT_LENGTH) return 0;
  return length <= MAX_MEDIUM_LENGTH ? 2 : 8;
}

/** Seven bits: the length, or that it is further on. */
function shortLength(length: number): string {
  const extended = extendedLength(length);
  const value = extended === 0 ? length : extended === 2 ? 126 : 127;
  return value.toString(2).padStart(7, "0");
}

function utf8Length(value: string): number {
  return new TextEncoder().encode(value).length;
}

/** Whether a piece reads as base64: only then it would be fewer bytes in binary. */
function isBase64(data: string): boolean {
  return data.length > 0 && data.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(data);
}

function rawLength(base64: string): number {
  return base64.length / 4 * 3 - (base64.match(/=/g)?.length ?? 0);
}
