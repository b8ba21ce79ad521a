/**
 * Binary messages of `mux.v1`: runs, each a header of 16 bytes and consecutive pieces of one message
 * (rules B3 to B6).
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { encodeRun, piecesOf, readRuns } from "./bulk.ts";
 *
 * const payload = new Uint8Array(3_000).fill(7);
 * const bytes = encodeRun({ channel: 2, message: 1, sequence: 1, offset: 0, payload });
 * const { runs } = readRuns(bytes);
 * assertEquals([runs.length, runs[0]?.payload], [1, payload]);
 * assertEquals([bytes.length, piecesOf(payload.length)], [3_016, 3]);
 * ```
 *
 * @module
 */

import { MAX_BATCH_LENGTH } from "./limits.ts";
import type { FrameError } from "./parse.ts";

/** Bytes of every piece but a message's last: about what one packet carries. */
export const PIECE_BYTES = 1_200;

/** Bytes of a run before its payload. */
export const RUN_HEADER_BYTES = 16;

/** The first byte of a run. Others are kept for what may come. */
const KIND = 1;

const MAX_UINT8 = 0xff;
const MAX_UINT24 = 0xff_ffff;
const MAX_UINT32 = 0xffff_ffff;

/** Consecutive pieces of one message (B4, B5). */
export interface Run {
  /** The channel's number: 0 to 255. */
  readonly channel: number;
  /** The message's number on this connection and channel: 0 to 4,294,967,295. */
  readonly message: number;
  /** Of the first piece: 1 to 16,777,215. The one before, 0, is a text frame (B3). */
  readonly sequence: number;
  /** Of the first piece: 0 to 4,294,967,295, and 0 from a client. */
  readonly offset: number;
  /** The pieces, joined: 1 to 16,777,215 bytes. */
  readonly payload: Uint8Array;
}

/** How many pieces `length` bytes are. `total` of a message in bytes is one more: its head. */
export function piecesOf(length: number): number {
  return Math.ceil(length / PIECE_BYTES);
}

/**
 * Writes a run. The payload is copied, once.
 *
 * @throws {RangeError} If a number does not fit its field, or the payload is empty.
 */
export function encodeRun(run: Run): Uint8Array<ArrayBuffer> {
  const { channel, message, sequence, offset, payload } = run;
  fits("channel", channel, 0, MAX_UINT8);
  fits("message", message, 0, MAX_UINT32);
  fits("sequence", sequence, 1, MAX_UINT24);
  fits("offset", offset, 0, MAX_UINT32);
  fits("payload.length", payload.length, 1, MAX_UINT24);
  const bytes = new Uint8Array(RUN_HEADER_BYTES + payload.length);
  bytes[0] = KIND;
  bytes[1] = channel;
  writeUint32(bytes, 2, message);
  writeUint24(bytes, 6, sequence);
  writeUint32(bytes, 9, offset);
  writeUint24(bytes, 13, payload.length);
  bytes.set(payload, RUN_HEADER_BYTES);
  return bytes;
}

/**
 * A part of an encoded run, as a run of its own: `skip` pieces are left out, and at most `pieces` of
 * the others kept. Sequence, offset and length are those of the part; its bytes are copied, once.
 *
 * @throws {RangeError} If nothing would be left.
 */
export function sliceRun(
  encoded: Uint8Array,
  skip: number,
  pieces: number,
): Uint8Array<ArrayBuffer> {
  const length = readUint24(encoded, 13);
  fits("skip", skip, 0, piecesOf(length) - 1);
  fits("pieces", pieces, 1, MAX_UINT32);
  const start = RUN_HEADER_BYTES + skip * PIECE_BYTES;
  const end = Math.min(RUN_HEADER_BYTES + length, start + pieces * PIECE_BYTES);
  return encodeRun({
    channel: encoded[1]!,
    message: readUint32(encoded, 2),
    sequence: readUint24(encoded, 6) + skip,
    offset: readUint32(encoded, 9) + skip,
    payload: encoded.subarray(start, end),
  });
}

/**
 * Gives an encoded run another message number and offset, in place: those of another reader.
 *
 * @throws {RangeError} If one does not fit its field.
 */
export function rewriteRun(encoded: Uint8Array, message: number, offset: number): void {
  fits("message", message, 0, MAX_UINT32);
  fits("offset", offset, 0, MAX_UINT32);
  writeUint32(encoded, 2, message);
  writeUint32(encoded, 9, offset);
}

/**
 * Reads one binary message.
 *
 * - Payloads are views of `bytes`. Nothing is copied, and no length from the wire is ever allocated.
 * - After the first bad run nothing can be told apart, so only the runs before it are returned (B6).
 * - Whether a run fits its message is for {@linkcode checkRun}.
 * - Nothing here throws on input.
 */
export function readRuns(bytes: Uint8Array): { runs: Run[]; error?: FrameError } {
  const runs: Run[] = [];
  if (bytes.length === 0 || bytes.length > MAX_BATCH_LENGTH) {
    const rule = bytes.length === 0 ? "B4" : "B2";
    return { runs, error: { rule, message: `message has ${bytes.length} bytes` } };
  }
  for (let at = 0; at < bytes.length;) {
    const error = errorAt(bytes, at);
    if (error) return { runs, error };
    const start = at + RUN_HEADER_BYTES;
    const end = start + readUint24(bytes, at + 13);
    runs.push({
      channel: bytes[at + 1]!,
      message: readUint32(bytes, at + 2),
      sequence: readUint24(bytes, at + 6),
      offset: readUint32(bytes, at + 9),
      payload: bytes.subarray(start, end),
    });
    at = end;
  }
  return { runs };
}

/**
 * What is wrong with a run of a message that has `total` frames, its head among them: it reaches
 * beyond them (B6), or a piece that is not the last is short (B3).
 *
 * @param total `undefined` for a message that was never announced (B6).
 */
export function checkRun(run: Run, total: number | undefined): FrameError | undefined {
  if (total === undefined) {
    return { rule: "B6", message: `message ${run.message} was never announced` };
  }
  const end = run.sequence + piecesOf(run.payload.length);
  if (end > total) return { rule: "B6", message: `run ends at ${end}, total is ${total}` };
  if (end < total && run.payload.length % PIECE_BYTES !== 0) {
    return { rule: "B3", message: `only the last piece of a message can be short, not ${end - 1}` };
  }
}

function errorAt(bytes: Uint8Array, at: number): FrameError | undefined {
  if (bytes[at] !== KIND) return { rule: "B4", message: `kind is ${bytes[at]}, must be ${KIND}` };
  const rest = bytes.length - at - RUN_HEADER_BYTES;
  if (rest < 0) return { rule: "B6", message: `header is cut short at ${bytes.length - at} bytes` };
  const length = readUint24(bytes, at + 13);
  if (length === 0) return { rule: "B4", message: "run has 0 bytes, must be 1 or more" };
  if (length > rest) return { rule: "B6", message: `run has ${rest} of its ${length} bytes` };
  if (readUint24(bytes, at + 6) === 0) {
    return { rule: "B3", message: "sequence is 0, which is a text frame" };
  }
}

function readUint24(bytes: Uint8Array, at: number): number {
  return bytes[at]! << 16 | bytes[at + 1]! << 8 | bytes[at + 2]!;
}

function readUint32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24 | readUint24(bytes, at + 1)) >>> 0;
}

/** Typed arrays keep the low 8 bits of what they are given. */
function writeUint24(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 16;
  bytes[at + 1] = value >>> 8;
  bytes[at + 2] = value;
}

function writeUint32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  writeUint24(bytes, at + 1, value);
}

function fits(name: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new RangeError(
    `Cannot use run: ${name} must be an integer from ${low} to ${high}: ${value}`,
  );
}
