/**
 * Entries that are kept in memory: in order, and only as much as a retention allows.
 *
 * @module
 */

import type { Draft, Entry, Retention } from "./log.ts";

/** Entries that are given up are cut off once there are so many: each time would be slow. */
const MIN_CUT = 1_024;

/** See the module's description. */
export class KeptEntries {
  readonly #retention: Retention;
  readonly #gone: (entry: Entry) => void;
  /** Entries from `#first` on; the space before it is given back now and then. */
  #entries: Entry[] = [];
  #first = 0;
  #bytes = 0;
  #frames = 0;

  /** @param gone Told of each entry that is let go. */
  constructor(retention: Retention, gone: (entry: Entry) => void = () => {}) {
    this.#retention = retention;
    this.#gone = gone;
  }

  get first(): Entry | undefined {
    return this.#entries[this.#first];
  }

  /** Adds an entry behind all others. Of state the sender's older messages go, once it is whole (T5). */
  push(entry: Entry): void {
    this.#entries.push(entry);
    this.#bytes += weightOf(entry);
    this.#frames += entry.frames;
    if (this.#retention.latestOnly && isLast(entry)) {
      // The message is whole: the sender's older ones are of no use to anybody.
      this.keep(({ from, messageId }) => from !== entry.from || messageId === entry.messageId);
    }
  }

  /** The first entry that ends after `offset`. */
  at(offset: number): Entry | undefined {
    return this.#entries[firstAfter(this.#entries, offset, this.#first)];
  }

  /** Lets go of all others. */
  keep(isKept: (entry: Entry) => boolean): void {
    this.#entries = this.#entries.slice(this.#first).filter((entry) => {
      if (isKept(entry)) return true;
      this.#gone(entry);
      return false;
    });
    this.#first = 0;
    this.#bytes = this.#entries.reduce((sum, entry) => sum + weightOf(entry), 0);
    this.#frames = this.#entries.reduce((sum, { frames }) => sum + frames, 0);
  }

  /** Lets go of what is over the retention, the oldest first. */
  retain(now: number): void {
    const { bytes, frames, ms } = this.#retention;
    for (let entry; (entry = this.first); this.#first++) {
      if (this.#bytes <= bytes && this.#frames <= frames && entry.at + ms >= now) break;
      this.#bytes -= weightOf(entry);
      this.#frames -= entry.frames;
      this.#gone(entry);
    }
    if (this.#first > MIN_CUT && this.#first * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#first);
      this.#first = 0;
    }
  }
}

/**
 * The place of the first entry that ends after `offset`. By halving, since a reader may be far behind.
 *
 * @param low Where to begin to look.
 */
export function firstAfter(entries: readonly Entry[], offset: number, low = 0): number {
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { offset: start, frames } = entries[middle]!;
    if (start + frames <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of an entry's text this much is labels, and no weight: the longest channel, id and numbers. */
const LABEL_BYTES = 512;

/**
 * What retention counts of an entry: its payload, and what it takes up beyond payload and labels. A
 * frame can claim one unit of `data` and have a hundred thousand in fields that we do not know and keep.
 */
export function weightOf({ bytes, encoded }: Pick<Entry, "bytes" | "encoded">): number {
  const { length } = encoded instanceof Uint8Array ? encoded : encoded.text;
  return Math.max(bytes, length - LABEL_BYTES);
}

/** What a draft is once it has its place. */
export function entryOf(draft: Draft, offset: number, at: number): Entry {
  const { frames, bytes, from, messageId, sequence, total } = draft;
  const encoded = draft.encode(offset);
  return { offset, frames, bytes, from, messageId, sequence, total, at, encoded };
}

function isLast({ sequence, frames, total }: Entry): boolean {
  return sequence + frames >= total;
}
