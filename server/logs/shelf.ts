/**
 * Where a log on a disk has its entries, once they are written.
 *
 * @module
 */

import { KeptEntries } from "./kept.ts";
import type { Entry, Retention } from "./log.ts";
import type { EntryTable } from "./sqlite_entries.ts";

/** What the log asks of it. */
export interface Shelf {
  /** Writes an entry, inside of a transaction. */
  write(entry: Entry, repeatable: boolean): void;
  /** It is on the disk, and can be read from now on. */
  add(entry: Entry): void;
  /** The first entry that ends after `offset`. */
  at(offset: number): Entry | undefined;
  /** The first offset that retention allows to be read, if there is anything. */
  oldest(now: number): number | undefined;
  /** What `from` said is deleted in the table. */
  dropped(from: string): void;
  /** What came before `offset` is deleted in the table. */
  cleared(offset: number): void;
  /** Deletes what cannot be read any more, inside of a transaction: when there is much of it, or `all`. */
  tidy(all: boolean): void;
}

/** All of it is in memory too: of a state channel, or of a fleeting one, which has no table. */
export class SmallShelf implements Shelf {
  readonly #table: EntryTable | undefined;
  readonly #entries: KeptEntries;
  /** Offsets of what is in the table and is not wanted any more. */
  readonly #gone: number[] = [];

  constructor(retention: Retention, table?: EntryTable) {
    this.#table = table;
    this.#entries = new KeptEntries(
      retention,
      table && (({ offset }) => this.#gone.push(offset)),
    );
    for (const entry of table?.read(0) ?? []) this.#entries.push(entry);
  }

  write(entry: Entry, repeatable: boolean): void {
    this.#table?.insert(entry, repeatable);
  }

  add(entry: Entry): void {
    this.#entries.push(entry);
    this.#entries.retain(entry.at);
  }

  at(offset: number): Entry | undefined {
    return this.#entries.at(offset);
  }

  oldest(now: number): number | undefined {
    this.#entries.retain(now);
    return this.#entries.first?.offset;
  }

  dropped(from: string): void {
    this.#entries.keep((entry) => entry.from !== from);
  }

  cleared(offset: number): void {
    this.#entries.keep((entry) => entry.offset >= offset);
  }

  tidy(): void {
    for (const offset of this.#gone.splice(0)) this.#table?.deleteAt(offset);
  }
}
