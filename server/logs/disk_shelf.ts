/**
 * Entries of a channel that keeps much: all of them in the table, the latest in memory too, and parts
 * that were read from the table for a while.
 *
 * @module
 */

import type { GroupCommit } from "./commit.ts";
import { firstAfter, KeptEntries, weightOf } from "./kept.ts";
import type { Entry, Retention } from "./log.ts";
import type { Shelf } from "./shelf.ts";
import type { EntryTable, Measure } from "./sqlite_entries.ts";

/** Payload that stays in memory: a lesson of text; of files what a class lags behind each other. */
const TAIL_BYTES = 4_194_304;

/** Frames of no payload take memory as well. */
const TAIL_FRAMES = 8_192;

/** Payload of one page: some reads of a slow reader, and a millisecond or two of a disk. */
const PAGE_BYTES = 262_144;

/** Pages that are remembered: readers who lag are few, or together. */
const PAGES = 4;

/** Measures that are read at a time. */
const MEASURES = 256;

/** What may be left in the table of what retention took: deleting one by one costs a page each. */
const MAX_GONE = 64;

/** Entries that were read together, for whoever stands at `from` or behind it. */
interface Page {
  readonly from: number;
  readonly to: number;
  readonly entries: readonly Entry[];
}

/** See the module's description. */
export class DiskShelf implements Shelf {
  readonly #table: EntryTable;
  readonly #retention: Retention;
  readonly #commit: GroupCommit;
  readonly #tail = new KeptEntries({ bytes: TAIL_BYTES, frames: TAIL_FRAMES, ms: Infinity });
  /** The one that was used last is the last. */
  #pages: Page[] = [];
  /** What is kept lies between these two offsets. */
  #from = 0;
  #to: number;
  #bytes = 0;
  #frames = 0;
  /** How many entries lie before `#from`, for certain. */
  #gone = 0;
  /** Of the entries from `#from` on, the last first, while they are not in memory. */
  #measures: Measure[] = [];
  /** Of the first entry. Absent: to be looked up. */
  #first: Measure | undefined;

  /** @param to Where the table ends. */
  constructor(table: EntryTable, retention: Retention, to: number, commit: GroupCommit) {
    this.#table = table;
    this.#retention = retention;
    this.#to = to;
    this.#commit = commit;
    this.#measure();
  }

  write(entry: Entry, repeatable: boolean): void {
    this.#table.insert(entry, repeatable);
  }

  add(entry: Entry): void {
    this.#tail.push(entry);
    this.#tail.retain(entry.at);
    this.#to = entry.offset + entry.frames;
    this.#bytes += weightOf(entry);
    this.#frames += entry.frames;
    this.oldest(entry.at);
  }

  at(offset: number): Entry | undefined {
    const wanted = Math.max(offset, this.#from);
    if (wanted >= this.#to || this.#isInMemory(wanted)) return this.#tail.at(wanted);
    const page = this.#pages.find(({ from, to }) => from <= wanted && wanted < to) ??
      this.#readPage(wanted);
    if (!page) return this.#tail.at(wanted);
    this.#pages = [...this.#pages.filter((other) => other !== page), page].slice(-PAGES);
    return page.entries[firstAfter(page.entries, wanted)];
  }

  oldest(now: number): number | undefined {
    const { bytes, frames, ms } = this.#retention;
    for (let first; (first = this.#first ??= this.#look());) {
      if (this.#bytes <= bytes && this.#frames <= frames && first.at + ms >= now) {
        return first.offset;
      }
      this.#bytes -= first.weight;
      this.#frames -= first.frames;
      this.#from = first.offset + first.frames;
      this.#first = undefined;
      this.#gone++;
    }
    return undefined;
  }

  dropped(from: string): void {
    this.#tail.keep((entry) => entry.from !== from);
    this.#forget();
    this.#measure();
  }

  cleared(offset: number): void {
    this.#tail.keep((entry) => entry.offset >= offset);
    this.#from = Math.max(this.#from, offset);
    this.#forget();
    this.#measure();
  }

  tidy(all: boolean): void {
    if (this.#gone === 0 || !all && this.#gone < MAX_GONE) return;
    this.#table.deleteBefore(this.#from);
    this.#gone = 0;
  }

  #isInMemory(offset: number): boolean {
    const { first } = this.#tail;
    return first !== undefined && first.offset <= offset;
  }

  /** The measure of the first entry. */
  #look(): Measure | undefined {
    if (this.#from >= this.#to) return undefined;
    if (this.#isInMemory(this.#from)) return measureOf(this.#tail.at(this.#from)!);
    while (this.#measures.length > 0 && this.#measures.at(-1)!.offset < this.#from) {
      this.#measures.pop();
    }
    if (this.#measures.length === 0) {
      this.#measures = this.#try(() => this.#table.measures(this.#from, MEASURES)) ?? [];
      this.#measures.reverse();
    }
    const { first: inMemory } = this.#tail;
    const first = this.#measures.at(-1) ?? (inMemory && measureOf(inMemory));
    this.#from = first?.offset ?? this.#to;
    return first;
  }

  #readPage(from: number): Page | undefined {
    const entries = this.#try(() => this.#table.read(from, PAGE_BYTES));
    const last = entries?.at(-1);
    return entries && last && { from, to: last.offset + last.frames, entries };
  }

  #measure(): void {
    const { weight, frames } = this.#try(() => this.#table.totals(this.#from)) ??
      { weight: 0, frames: 0 };
    this.#bytes = weight;
    this.#frames = frames;
  }

  #forget(): void {
    this.#pages = [];
    this.#measures = [];
    this.#first = undefined;
  }

  /** A table that cannot be read is told of, and what is in memory goes on. */
  #try<T>(read: () => T): T | undefined {
    const found = this.#commit.attempt(read);
    if (found === undefined) {
      this.#forget();
      this.#from = Math.max(this.#from, this.#tail.first?.offset ?? this.#to);
    }
    return found;
  }
}

function measureOf(entry: Entry): Measure {
  const { offset, frames, at } = entry;
  return { offset, frames, at, weight: weightOf(entry) };
}
