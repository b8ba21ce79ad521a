/**
 * A message on its way out: what its frames are, and how far they got.
 *
 * @module
 */

import { encodeRun, PIECE_BYTES, piecesOf } from "./bulk.ts";
import type { Progress, Sent } from "./connection.ts";
import { MAX_BULK_TOTAL, MAX_DATA_LENGTH, MAX_ID_LENGTH } from "./limits.ts";
import { type Frame, split } from "./protocol.ts";

/** Frames in a row of one message, that leave together: one of text, or a run of pieces. */
export interface Part {
  readonly message: Outgoing;
  /** Of the first. */
  readonly sequence: number;
  readonly frames: number;
  /** Payload, as credit counts it (C1). */
  readonly bytes: number;
}

/** The numbers that stand for names in a run (B4). */
export interface Numbers {
  readonly channel: number;
  readonly message: number;
}

/** What a message consists of. */
export interface Body {
  readonly total: number;
  readonly isBytes: boolean;
  /** How many frames from `sequence` on can leave as one part of at most `bytes`. */
  fit(sequence: number, bytes: number): number;
  /** Payload of `frames` frames from `sequence` on. */
  size(sequence: number, frames: number): number;
  /** What goes on the wire: JSON of a frame, or a run. */
  encode(sequence: number, frames: number, numbers: Numbers): string | Uint8Array<ArrayBuffer>;
}

/** A message, and how far it got. */
export class Outgoing implements Sent {
  readonly channel: string;
  readonly messageId: string;
  readonly body: Body;
  /** Names a message in bytes (B3). */
  readonly number: number;
  /** Whether it goes before all others, whatever the pace. */
  readonly isAtOnce: boolean;
  /** The first sequence that never left. */
  next = 0;
  #acked = 0;
  readonly acked: Promise<void>;
  #resolve: () => void = () => {};
  #reject: (reason: unknown) => void = () => {};

  constructor(channel: string, messageId: string, body: Body, number: number, isAtOnce = false) {
    this.channel = channel;
    this.messageId = messageId;
    this.body = body;
    this.number = number;
    this.isAtOnce = isAtOnce;
    // Not `withResolvers`, which Node has from 22 on only.
    this.acked = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Trouble is told in other ways too: that nobody looks at this promise is no error.
    this.acked.catch(() => {});
  }

  get progress(): Progress {
    return { sent: this.next, acked: this.#acked, total: this.body.total };
  }

  /** Whether it is one of those that go one after the other, in one line. */
  get isSingle(): boolean {
    return this.body.total === 1 && !this.isAtOnce;
  }

  /** Frames that never left. */
  get left(): number {
    return this.body.total - this.next;
  }

  /** The part from `sequence` on, within `frames` and `bytes`; `undefined` where not one fits. */
  part(sequence: number, frames: number, bytes: number): Part | undefined {
    const count = Math.min(frames, this.body.fit(sequence, bytes));
    if (count < 1) return undefined;
    return { message: this, sequence, frames: count, bytes: this.body.size(sequence, count) };
  }

  /** The log has `frames` more. Returns whether it has all now. */
  ack(frames: number): boolean {
    this.#acked += frames;
    if (this.#acked < this.body.total) return false;
    this.#resolve();
    return true;
  }

  fail(reason: unknown): void {
    this.#reject(reason);
  }
}

/** What is left of a part without its first `frames`. */
export function rest({ message, sequence, frames: all, bytes }: Part, frames: number): Part {
  const size = message.body.size(sequence, frames);
  return { message, sequence: sequence + frames, frames: all - frames, bytes: bytes - size };
}

/**
 * The body of a text.
 *
 * @throws {RangeError} If it does not fit the limits of the wire.
 */
export function textBody(channel: string, data: string, messageId: string, size?: number): Body {
  checkId(messageId);
  const message = { channel, messageId, data };
  let frames: Frame[];
  if (size === undefined) {
    frames = split(message, MAX_DATA_LENGTH);
    // Outside of the basic plane a code point is two units long.
    if (frames.some(isTooLong)) frames = split(message, MAX_DATA_LENGTH / 2);
  } else {
    frames = split(message, size);
    if (frames.some(isTooLong)) throw tooLong("size must give frames of");
  }
  return {
    total: frames.length,
    isBytes: false,
    fit: () => 1,
    size: (sequence, count) =>
      frames.slice(sequence, sequence + count).reduce((sum, { data }) => sum + data.length, 0),
    encode: (sequence) => JSON.stringify(frames[sequence]),
  };
}

/**
 * The body of a message in bytes (B3): `head` is `sequence` 0.
 *
 * @throws {RangeError} If it does not fit the limits of the wire.
 */
export function bytesBody(
  channel: string,
  head: string,
  bytes: Uint8Array,
  messageId: string,
): Body {
  checkId(messageId);
  if (head.length > MAX_DATA_LENGTH) throw tooLong("head must be");
  const total = 1 + piecesOf(bytes.length);
  if (total > MAX_BULK_TOTAL) {
    throw new RangeError(
      `Cannot send message: it needs ${total} frames, at most ${MAX_BULK_TOTAL}`,
    );
  }
  const end = (sequence: number) => Math.min(bytes.length, Math.max(0, sequence - 1) * PIECE_BYTES);
  return {
    total,
    isBytes: true,
    fit(sequence, limit) {
      if (sequence === 0) return 1;
      const left = bytes.length - end(sequence);
      return left <= limit ? piecesOf(left) : Math.floor(limit / PIECE_BYTES);
    },
    size: (sequence, frames) =>
      (sequence === 0 ? head.length : 0) + end(sequence + frames) - end(sequence),
    encode(sequence, frames, { channel: number, message }) {
      if (sequence > 0) {
        const payload = bytes.subarray(end(sequence), end(sequence + frames));
        return encodeRun({ channel: number, message, sequence, offset: 0, payload });
      }
      return JSON.stringify({ channel, messageId, sequence, total, data: head, number: message });
    },
  };
}

function isTooLong({ data }: Frame): boolean {
  return data.length > MAX_DATA_LENGTH;
}

function tooLong(what: string): RangeError {
  return new RangeError(`Cannot send message: ${what} at most ${MAX_DATA_LENGTH} code units`);
}

function checkId({ length }: string): void {
  if (length >= 1 && length <= MAX_ID_LENGTH) return;
  throw new RangeError(
    `Cannot send message: messageId must be 1 to ${MAX_ID_LENGTH} long: ${length}`,
  );
}
