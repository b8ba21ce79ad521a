/**
 * The course's idea, readable in one sitting: a message is cut into labelled frames, the frames of
 * many messages share one socket, and the labels are enough to put every message together again.
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { Reassembler, split } from "./protocol.ts";
 *
 * const frames = split({ channel: "chat", messageId: "chat-1", data: "hello" }, 4);
 * const reassembler = new Reassembler({ now: () => Date.now() });
 * const results = frames.reverse().map((frame) => reassembler.push(frame));
 * assertEquals(results.map(({ status }) => status), ["partial", "complete"]);
 * assertEquals(results.at(-1)?.message?.text(), "hello");
 * ```
 *
 * @module
 */

import { type Assembly, costOf, Entry, Recency, Sender } from "./assembly.ts";
import {
  MAX_HELD_LENGTH,
  MAX_MESSAGE_LENGTH,
  MAX_OPEN_PER_SENDER,
  MAX_TOTAL,
  OPEN_MS,
  STALE_MS,
} from "./limits.ts";

export type { Assembly } from "./assembly.ts";

/** One labelled piece of a message, as it is on the wire. */
export interface Frame {
  /** Which conversation on the shared socket this belongs to. */
  readonly channel: string;
  /** Names the message among its sender's messages on this channel. */
  readonly messageId: string;
  /** The place of this piece in its message: 0 … total - 1. */
  readonly sequence: number;
  /** How many pieces the message has, at least 1. */
  readonly total: number;
  /** The piece itself. */
  readonly data: string;
  /** Who sent it. The server writes it; what a client claims here is overwritten. */
  readonly from?: string;
  /** The place of this frame in its room's channel log. The server writes it. */
  readonly offset?: number;
}

/** What {@linkcode split} cuts. */
export interface Message {
  readonly channel: string;
  readonly messageId: string;
  readonly data: string;
}

/**
 * Cuts a message into frames of at most `size` code points each.
 *
 * - A code point is never broken, so an emoji arrives whole (rule S1).
 * - The pieces joined in order are the text (rule S2). An empty text is one empty frame.
 *
 * @param size Code points per frame, 1 or more.
 * @throws {RangeError} If `size` is not a positive integer, or the text needs more than
 * {@linkcode MAX_TOTAL} frames.
 */
export function split(message: Message, size: number): Frame[] {
  if (!Number.isSafeInteger(size) || size < 1) {
    throw new RangeError(`Cannot split message: size must be an integer of 1 or more: ${size}`);
  }
  const { channel, messageId, data } = message;
  // Where no code point takes two units, as in most texts, nothing need be counted.
  const isPlain = !SURROGATE.test(data);
  const pieces: string[] = [];
  for (let start = 0; start < data.length || pieces.length === 0;) {
    const end = isPlain ? Math.min(start + size, data.length) : endOf(data, start, size);
    if (pieces.length === MAX_TOTAL) {
      throw new RangeError(
        `Cannot split message: it needs more than ${MAX_TOTAL} frames of size ${size}, use larger frames`,
      );
    }
    pieces.push(data.slice(start, end));
    start = end;
  }
  const total = pieces.length;
  return pieces.map((piece, sequence) => ({ channel, messageId, sequence, total, data: piece }));
}

/**
 * How many frames {@linkcode split} makes of a text, without making them. Where that is more than
 * {@linkcode MAX_TOTAL}, it makes none.
 *
 * @param size Code points per frame, 1 or more.
 */
export function countFrames(data: string, size: number): number {
  let points = data.length;
  if (SURROGATE.test(data)) {
    points = 0;
    for (const _ of data) points++;
  }
  return Math.max(1, Math.ceil(points / size));
}

/** Half of a code point that takes two code units. */
const SURROGATE = /[\ud800-\udfff]/;

/** Where a piece of at most `size` code points ends. */
function endOf(data: string, start: number, size: number): number {
  let end = start;
  for (let n = 0; n < size && end < data.length; n++) {
    end += data.codePointAt(end)! > 0xffff ? 2 : 1;
  }
  return end;
}

/** What {@linkcode Reassembler.push} made of a frame. */
export type PushResult =
  /** A new piece; others are missing. */
  | { readonly status: "partial"; readonly message: Assembly }
  /** The last missing piece: `message.text()` is what was sent. */
  | { readonly status: "complete"; readonly message: Assembly }
  /** Exactly what was here already. Nothing changed. */
  | { readonly status: "repeat"; readonly message: Assembly }
  /** Disagrees with an earlier frame of its message, which is kept. */
  | { readonly status: "conflict"; readonly message: Assembly; readonly reason: string }
  /** Over a bound, so not taken. */
  | { readonly status: "refused"; readonly message?: undefined; readonly reason: string };

/** Bounds of a {@linkcode Reassembler}. The defaults are the protocol's limits. */
export interface ReassemblerOptions {
  /** The clock, in milliseconds. Only differences matter. */
  readonly now: () => number;
  /** Open messages per sender. */
  readonly maxOpen?: number;
  /** Code units of one message. */
  readonly maxMessageLength?: number;
  /** Code units of all messages together, and {@linkcode PIECE_OVERHEAD} for each piece. */
  readonly maxHeldLength?: number;
  /**
   * Milliseconds without a new piece, after which a finished message is forgotten, and an unfinished one
   * makes room for others.
   */
  readonly staleMs?: number;
}

/**
 * Puts messages together from frames in any order.
 *
 * - Messages are told apart by sender, channel and messageId (rule A1): two windows may both say
 *   `chat-1`.
 * - Exact repeats change nothing (A3); a frame that disagrees is reported and the first is kept (A4).
 * - Memory is bounded whatever arrives (A6). Complete messages are held for a while, so that late
 *   repeats are known as such; they are the first to go when room is needed. Unfinished ones are held
 *   for an hour, but make room when they are stale by the clock (A7).
 */
export class Reassembler {
  readonly #entries = new Recency();
  /** Unfinished and stale, so all older than the others: these make room. */
  readonly #waiting = new Recency();
  readonly #senders = new Map<string, Sender>();
  readonly #options: Required<ReassemblerOptions>;
  #held = 0;
  /** Before that nothing else can be stale. */
  #staleAt = -Infinity;

  constructor(options: ReassemblerOptions) {
    this.#options = {
      maxOpen: MAX_OPEN_PER_SENDER,
      maxMessageLength: MAX_MESSAGE_LENGTH,
      maxHeldLength: MAX_HELD_LENGTH,
      staleMs: STALE_MS,
      ...options,
    };
  }

  /** What is held now, in code units. Never more than `maxHeldLength`. */
  get held(): number {
    return this.#held;
  }

  /** All messages held, the one that changed last at the end. */
  *messages(): Iterable<Assembly> {
    yield* this.#waiting;
    yield* this.#entries;
  }

  /** Takes a frame that has the shape of rules F2 to F6. */
  push(frame: Frame): PushResult {
    const now = this.#options.now();
    if (now >= this.#staleAt) this.sweep();
    const sender = this.#senders.get(frame.from ?? "");
    const entry = sender?.find(frame);
    if (entry) {
      const conflict = conflictOf(entry, frame);
      if (conflict) return { status: "conflict", message: entry, reason: conflict };
      if (entry.piece(frame.sequence) !== undefined) return { status: "repeat", message: entry };
    }
    const reason = this.#refusal(sender, entry, frame);
    if (reason) return { status: "refused", reason };
    return this.#add(entry ?? this.#begin(frame), frame, now);
  }

  /** Forgets what is due (A7), and returns it. */
  sweep(): Assembly[] {
    const { staleMs } = this.#options;
    const now = this.#options.now();
    const due: Entry[] = [];
    this.#staleAt = now + staleMs;
    for (const entry of this.#entries) {
      if (entry.touched + staleMs > now) {
        this.#staleAt = entry.touched + staleMs;
        break;
      }
      if (entry.complete) due.push(entry);
      else this.#setAside(entry);
    }
    for (const entry of this.#waiting) {
      if (entry.touched + OPEN_MS > now) break;
      due.push(entry);
    }
    for (const entry of due) this.#forget(entry);
    return due;
  }

  #setAside(entry: Entry): void {
    this.#entries.delete(entry);
    this.#waiting.add(entry);
    entry.waits = true;
  }

  #refusal(
    sender: Sender | undefined,
    entry: Entry | undefined,
    frame: Frame,
  ): string | undefined {
    const { maxOpen, maxMessageLength, maxHeldLength } = this.#options;
    if (frame.total > MAX_TOTAL) return `total is ${frame.total}, at most ${MAX_TOTAL}`;
    if ((entry?.length ?? 0) + frame.data.length > maxMessageLength) {
      return `message is longer than ${maxMessageLength}`;
    }
    if (!entry && frame.total > 1 && sender && sender.open >= maxOpen && !this.#makeWay(sender)) {
      return `sender has ${maxOpen} unfinished messages`;
    }
    if (!this.#makeRoom(costOf(frame), entry)) return `${maxHeldLength} code units are held`;
  }

  /** Lets the sender's stalest unfinished message go, if one is stale. Whether it did. */
  #makeWay(sender: Sender): boolean {
    for (const entry of this.#waiting) {
      if (entry.sender !== sender) continue;
      this.#forget(entry);
      return true;
    }
    return false;
  }

  /** Lets complete messages go, then stale ones, the stalest first, until `cost` more fits `entry`. */
  #makeRoom(cost: number, entry: Entry | undefined): boolean {
    const limit = this.#options.maxHeldLength - cost;
    for (const entries of [this.#entries, this.#waiting]) {
      if (this.#held <= limit) return true;
      for (const other of entries) {
        if ((other.complete || other.waits) && other !== entry) this.#forget(other);
        if (this.#held <= limit) return true;
      }
    }
    return false;
  }

  /** Found anew: making room may have let go of the sender's last message. */
  #begin(frame: Frame): Entry {
    const from = frame.from ?? "";
    let sender = this.#senders.get(from);
    if (!sender) this.#senders.set(from, sender = new Sender());
    const entry = new Entry(frame, sender);
    sender.add(entry);
    if (frame.total > 1) sender.open++;
    return entry;
  }

  #add(entry: Entry, frame: Frame, now: number): PushResult {
    // Out first, to come back at the end.
    if (entry.received > 0) this.#listOf(entry).delete(entry);
    this.#entries.add(entry);
    entry.waits = false;
    entry.add(frame, now);
    this.#held += costOf(frame);
    if (!entry.complete) return { status: "partial", message: entry };
    if (entry.total > 1) entry.sender.open--;
    return { status: "complete", message: entry };
  }

  #listOf({ waits }: Entry): Recency {
    return waits ? this.#waiting : this.#entries;
  }

  #forget(entry: Entry): void {
    const { sender } = entry;
    this.#listOf(entry).delete(entry);
    this.#held -= entry.held;
    if (!entry.complete) sender.open--;
    sender.remove(entry);
    if (sender.isEmpty) this.#senders.delete(entry.from);
  }
}

function conflictOf(entry: Entry, frame: Frame): string | undefined {
  if (frame.total !== entry.total) return `total is ${frame.total}, was ${entry.total}`;
  const piece = entry.piece(frame.sequence);
  if (piece !== undefined && piece !== frame.data) {
    return `data of sequence ${frame.sequence} differs from what came first`;
  }
}
