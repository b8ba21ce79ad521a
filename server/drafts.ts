/**
 * What is about to be appended: a text frame, or a run of pieces.
 *
 * @module
 */

import type { MuxFrame } from "../lib/batch.ts";
import { type EncodedFrame, encodeFrame } from "../lib/brief.ts";
import {
  encodeRun,
  PIECE_BYTES,
  piecesOf,
  rewriteRun,
  type Run,
  RUN_HEADER_BYTES,
} from "../lib/bulk.ts";
import { toBase64 } from "../lib/file.ts";
import { MAX_TOTAL } from "../lib/limits.ts";
import type { Frame } from "../lib/protocol.ts";
import type { Draft, Entry } from "./logs/log.ts";
import type { BulkMessage } from "./logs/store.ts";

/** A text frame. Fields that we do not know are kept; what a client says of `from` or `offset` is not. */
export class TextDraft implements Draft {
  readonly #frame: MuxFrame;
  readonly from: string;
  /** Sent again on purpose, as the plain wire allows: the log keeps it each time. */
  readonly repeatable: boolean;
  readonly frames = 1;

  constructor(frame: MuxFrame, from: string, repeatable = false) {
    this.#frame = frame;
    this.from = from;
    this.repeatable = repeatable;
  }

  get messageId(): string {
    return this.#frame.messageId;
  }
  get sequence(): number {
    return this.#frame.sequence;
  }
  get total(): number {
    return this.#frame.total;
  }
  get bytes(): number {
    return this.#frame.data.length;
  }

  encode(offset: number): EncodedFrame {
    const frame = this.#frame;
    // A message in bytes is named by where it begins: no other of this channel ever begins there.
    const named = frame.number === undefined ? frame : { ...frame, number: offset };
    return encodeFrame(named, this.from, offset);
  }
}

/** Pieces of a message. The payload is copied once, here, and then shared by all readers. */
export class RunDraft implements Draft {
  readonly #run: Run;
  readonly #message: BulkMessage;
  readonly from: string;
  readonly frames: number;
  readonly repeatable = false;

  constructor(run: Run, message: BulkMessage, from: string) {
    this.#run = run;
    this.#message = message;
    this.from = from;
    this.frames = piecesOf(run.payload.length);
  }

  get messageId(): string {
    return this.#message.messageId;
  }
  get sequence(): number {
    return this.#run.sequence;
  }
  get total(): number {
    return this.#message.total;
  }
  get bytes(): number {
    return this.#run.payload.length;
  }

  encode(offset: number): Uint8Array<ArrayBuffer> {
    const encoded = encodeRun(this.#run);
    rewriteRun(encoded, this.#message.number, offset);
    return encoded;
  }
}

/** On the plain wire `number` is any field; to readers of mux.v1 it would announce bytes (B3). */
export function plainOf(frame: MuxFrame): Frame {
  if (frame.number === undefined) return frame;
  const { number: _, ...plain } = frame;
  return plain;
}

/**
 * An entry as the plain wire has it: frames of text, where a run's pieces are base64. A message with
 * more frames than the plain wire allows is none of it (B7).
 */
export function plainTexts(channel: string, entry: Entry): string[] {
  const { encoded, from, messageId, total } = entry;
  if (total > MAX_TOTAL) return [];
  if (!(encoded instanceof Uint8Array)) return [encoded.text];
  return Array.from({ length: entry.frames }, (_, n) => {
    const data = toBase64(pieceOf(encoded, n));
    const sequence = entry.sequence + n;
    const offset = entry.offset + n;
    return JSON.stringify({ channel, messageId, sequence, total, data, from, offset });
  });
}

function pieceOf(encoded: Uint8Array, n: number): Uint8Array {
  const payload = encoded.subarray(RUN_HEADER_BYTES);
  return payload.subarray(n * PIECE_BYTES, (n + 1) * PIECE_BYTES);
}
