/**
 * The log in memory: gone with the process, and as quick as an array.
 *
 * @module
 */

import { KnownFrames } from "./known.ts";
import type { ChannelLog, Draft, Entry, Retention } from "./log.ts";

/** See {@linkcode ChannelLog}. */
export class MemoryLog implements ChannelLog {
  readonly #retention: Retention;
  readonly #now: () => number;
  readonly #known = new KnownFrames();
  readonly #listeners = new Set<(entry: Entry) => void>();
  /** Entries from `#first` on; the space before it is given back now and then. */
  #entries: Entry[] = [];
  #first = 0;
  #keptBytes = 0;
  #keptFrames = 0;
  #next = 0;
  #cleared = 0;
  #bytes = 0;

  constructor(retention: Retention, now: () => number) {
    this.#retention = retention;
    this.#now = now;
  }

  get oldest(): number {
    this.#retain(this.#now());
    return this.#entries[this.#first]?.offset ?? this.#next;
  }

  get cleared(): number {
    return this.#cleared;
  }

  get next(): number {
    return this.#next;
  }

  get bytes(): number {
    return this.#bytes;
  }

  append(draft: Draft): void {
    if (!draft.repeatable && this.#isKnown(draft)) return;
    const offset = this.#next;
    const entry: Entry = {
      offset,
      frames: draft.frames,
      bytes: draft.bytes,
      from: draft.from,
      messageId: draft.messageId,
      sequence: draft.sequence,
      total: draft.total,
      at: this.#now(),
      encoded: draft.encode(offset),
    };
    this.#next += draft.frames;
    this.#bytes += draft.bytes;
    this.#entries.push(entry);
    this.#keptBytes += draft.bytes;
    this.#keptFrames += draft.frames;
    if (this.#retention.latestOnly && isLast(entry)) {
      // The message is whole: the sender's older ones are of no use to anybody.
      this.#keep(({ from, messageId }) => from !== entry.from || messageId === entry.messageId);
    }
    this.#retain(entry.at);
    for (const listener of this.#listeners) listener(entry);
  }

  /** By halving, since a reader may be far behind. */
  at(offset: number): Entry | undefined {
    let low = this.#first;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const { offset: start, frames } = this.#entries[middle]!;
      if (start + frames <= offset) low = middle + 1;
      else high = middle;
    }
    return this.#entries[low];
  }

  firstOf(from: string, messageId: string): number | undefined {
    return this.#known.firstOf(from, messageId);
  }

  forget(from: string): void {
    this.#known.forget(from);
  }

  drop(from: string): void {
    this.#keep((entry) => entry.from !== from);
  }

  clear(): void {
    this.#keep(() => false);
    this.#cleared = this.#next;
  }

  subscribe(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A run that is known in part counts as new: its pieces are the same, and readers skip repeats (A3). */
  #isKnown(draft: Draft): boolean {
    return this.#known.note(draft, this.#next) === draft.frames;
  }

  #keep(isKept: (entry: Entry) => boolean): void {
    this.#entries = this.#entries.slice(this.#first).filter(isKept);
    this.#first = 0;
    this.#keptBytes = this.#entries.reduce((sum, { bytes }) => sum + bytes, 0);
    this.#keptFrames = this.#entries.reduce((sum, { frames }) => sum + frames, 0);
  }

  #retain(now: number): void {
    const { bytes, frames, ms } = this.#retention;
    while (this.#first < this.#entries.length) {
      const entry = this.#entries[this.#first]!;
      const over = this.#keptBytes > bytes || this.#keptFrames > frames || entry.at + ms < now;
      if (!over) break;
      this.#keptBytes -= entry.bytes;
      this.#keptFrames -= entry.frames;
      this.#first++;
    }
    if (this.#first > 1_024 && this.#first * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#first);
      this.#first = 0;
    }
  }
}

function isLast({ sequence, frames, total }: Entry): boolean {
  return sequence + frames >= total;
}
