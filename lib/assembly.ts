/**
 * Messages as far as they have arrived, and where to find them: what a {@linkcode Reassembler} holds.
 *
 * @module
 */

import { PIECE_OVERHEAD } from "./limits.ts";
import type { Frame } from "./protocol.ts";

/** A message as far as it has arrived. Its views are live: they change with the next frame. */
export interface Assembly {
  readonly channel: string;
  readonly messageId: string;
  /** Empty where the frames carry no `from`. */
  readonly from: string;
  readonly total: number;
  /** How many different pieces are here. */
  readonly received: number;
  readonly complete: boolean;
  /** The pieces by sequence; `undefined` where one is missing. */
  pieces(): (string | undefined)[];
  /** Sequences that have not arrived, ascending. */
  missing(): number[];
  /** The pieces that are here, joined in order: the message, once it is complete. */
  text(): string;
}

/**
 * Pieces are kept by sequence in a map, so that a large `total` allocates nothing. Most messages have
 * one frame, and need no map at all.
 */
export class Entry implements Assembly {
  /** Its neighbours in a {@linkcode Recency}. */
  older: Entry | undefined;
  newer: Entry | undefined;
  #only: string | undefined;
  #pieces: Map<number, string> | undefined;
  readonly channel: string;
  readonly messageId: string;
  readonly from: string;
  readonly total: number;
  readonly sender: Sender;
  received = 0;
  length = 0;
  touched = 0;
  /** Whether it is unfinished and nothing of it came for long (A7). */
  waits = false;

  constructor(frame: Frame, sender: Sender) {
    this.sender = sender;
    this.channel = frame.channel;
    this.messageId = frame.messageId;
    this.from = frame.from ?? "";
    this.total = frame.total;
  }

  get complete(): boolean {
    return this.received === this.total;
  }

  /** What holding it costs, as {@linkcode costOf} counts. */
  get held(): number {
    return this.length + this.received * PIECE_OVERHEAD;
  }

  piece(sequence: number): string | undefined {
    return this.total === 1 ? this.#only : this.#pieces?.get(sequence);
  }

  /** Takes a piece that is not here yet. */
  add(frame: Frame, now: number): void {
    if (this.total === 1) this.#only = frame.data;
    else (this.#pieces ??= new Map()).set(frame.sequence, frame.data);
    this.received++;
    this.length += frame.data.length;
    this.touched = now;
  }

  pieces(): (string | undefined)[] {
    return Array.from({ length: this.total }, (_, sequence) => this.piece(sequence));
  }

  missing(): number[] {
    const sequences: number[] = [];
    for (let n = 0; n < this.total; n++) if (this.piece(n) === undefined) sequences.push(n);
    return sequences;
  }

  text(): string {
    let text = "";
    for (let n = 0; n < this.total; n++) text += this.piece(n) ?? "";
    return text;
  }
}

/**
 * Entries in the order of their last new piece, the stalest first. A list and no `Set`: that would hash
 * each message, which takes longer than the rest of keeping it.
 */
export class Recency {
  #stalest: Entry | undefined;
  #freshest: Entry | undefined;

  /** The entry that is looked at may be deleted meanwhile. */
  *[Symbol.iterator](): IterableIterator<Entry> {
    for (let entry = this.#stalest; entry;) {
      const { newer } = entry;
      yield entry;
      entry = newer;
    }
  }

  /** Adds what is not here, as the freshest. */
  add(entry: Entry): void {
    entry.older = this.#freshest;
    if (this.#freshest) this.#freshest.newer = entry;
    else this.#stalest = entry;
    this.#freshest = entry;
  }

  /** Deletes what is here. */
  delete(entry: Entry): void {
    const { older, newer } = entry;
    if (older) older.newer = newer;
    else this.#stalest = newer;
    if (newer) newer.older = older;
    else this.#freshest = older;
    entry.older = entry.newer = undefined;
  }
}

/**
 * What is held of one sender: a map in a map, because one key of all three parts would have to be
 * made and hashed for each frame, which takes longer than the rest.
 */
export class Sender {
  readonly #channels = new Map<string, Map<string, Entry>>();
  /** Unfinished messages. */
  open = 0;

  get isEmpty(): boolean {
    return this.#channels.size === 0;
  }

  find({ channel, messageId }: Frame): Entry | undefined {
    return this.#channels.get(channel)?.get(messageId);
  }

  add(entry: Entry): void {
    let messages = this.#channels.get(entry.channel);
    if (!messages) this.#channels.set(entry.channel, messages = new Map());
    messages.set(entry.messageId, entry);
  }

  remove({ channel, messageId }: Entry): void {
    const messages = this.#channels.get(channel)!;
    messages.delete(messageId);
    if (messages.size === 0) this.#channels.delete(channel);
  }
}

/** Without the overhead, any number of empty pieces would be free. */
export function costOf(frame: Frame): number {
  return frame.data.length + PIECE_OVERHEAD;
}
