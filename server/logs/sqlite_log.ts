/**
 * One channel's log in SQLite: offsets are given at once, and what has one can be read once it is on
 * the disk.
 *
 * @module
 */

import type { Change, GroupCommit } from "./commit.ts";
import { DiskShelf } from "./disk_shelf.ts";
import { entryOf } from "./kept.ts";
import { KnownFrames } from "./known.ts";
import type { ChannelLog, Draft, Entry, Retention } from "./log.ts";
import { type Shelf, SmallShelf } from "./shelf.ts";
import type { Sql } from "./sqlite_db.ts";
import { EntryTable } from "./sqlite_entries.ts";

/** Where a log lives. */
export interface LogPlace {
  readonly sql: Sql;
  readonly commit: GroupCommit;
  readonly room: number;
  readonly channel: string;
  /** Its own, or a new one. */
  readonly id: number;
  /** From which offset on senders with a session are known to have said what they said (R2). */
  readonly since: ReadonlyMap<string, number>;
}

/** How far a log has come. */
interface Head {
  next: number;
  bytes: number;
  cleared: number;
}

/** See {@linkcode ChannelLog}. */
export class SqliteLog implements ChannelLog {
  readonly #place: LogPlace;
  readonly #now: () => number;
  readonly #table: EntryTable;
  readonly #shelf: Shelf;
  readonly #known = new KnownFrames();
  readonly #listeners = new Set<(entry: Entry) => void>();
  /** The row of the log: where it will stand once all is written that waits. */
  readonly #row: Change = {
    write: () => this.#write(),
    undone: () => this.#given = { ...this.#head },
  };
  #given: Head;
  /** Where it stands on the disk, and so for readers. */
  readonly #head: Head;
  #isSwept = false;

  /** @throws {Error} If the file cannot be read. */
  constructor(place: LogPlace, retention: Retention, now: () => number) {
    this.#place = place;
    this.#now = now;
    const { sql, id, channel, commit } = place;
    const row = sql.one("SELECT next, bytes, cleared FROM log WHERE id = ?", id);
    this.#head = { next: 0, bytes: 0, cleared: 0, ...row };
    this.#given = { ...this.#head };
    const table = this.#table = new EntryTable(sql, id, channel);
    if (retention.fleeting) this.#shelf = new SmallShelf(retention);
    else if (retention.latestOnly) this.#shelf = new SmallShelf(retention, table);
    else this.#shelf = new DiskShelf(table, retention, this.#head.next, commit);
    this.#remember();
  }

  get oldest(): number {
    return this.#shelf.oldest(this.#now()) ?? this.#head.next;
  }

  /** Where it ends once all is written that waits. */
  get end(): number {
    return this.#given.next;
  }

  get cleared(): number {
    return this.#head.cleared;
  }

  get next(): number {
    return this.#head.next;
  }

  get bytes(): number {
    return this.#head.bytes;
  }

  append(draft: Draft): void | Promise<void> {
    const { commit } = this.#place;
    const given = this.#given;
    // Once nothing is written any more, nothing new is known either.
    const isNew = draft.repeatable || commit.failure ||
      this.#known.note(draft, given.next) < draft.frames;
    // What is known may still wait for the disk.
    if (!isNew) return commit.pending;
    const entry = entryOf(draft, given.next, this.#now());
    const done = commit.add({
      write: () => this.#shelf.write(entry, draft.repeatable),
      done: () => this.#add(entry),
    });
    if (commit.failure) return done;
    given.next += entry.frames;
    given.bytes += entry.bytes;
    commit.touch(this.#row);
    return done;
  }

  at(offset: number): Entry | undefined {
    return this.#shelf.at(offset);
  }

  firstOf(from: string, messageId: string): number | undefined {
    return this.#known.firstOf(from, messageId);
  }

  forget(from: string): void {
    this.#known.forget(from);
  }

  drop(from: string): void {
    this.#place.commit.add({
      write: () => this.#table.deleteOf(from),
      done: () => this.#shelf.dropped(from),
    });
  }

  clear(): Promise<void> {
    const { commit } = this.#place;
    const { next: end } = this.#given;
    const done = commit.add({
      write: () => this.#table.deleteBefore(end),
      done: () => {
        this.#head.cleared = end;
        this.#shelf.cleared(end);
      },
    });
    this.#given.cleared = end;
    commit.touch(this.#row);
    return done;
  }

  subscribe(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Has what cannot be read any more deleted with the next commit. */
  sweep(): void {
    this.#isSwept = true;
    // Looking makes retention take what is too old.
    this.oldest;
    this.#place.commit.touch(this.#row);
  }

  #write(): void {
    const { sql, id, room, channel } = this.#place;
    const { next, bytes, cleared } = this.#given;
    sql.run("REPLACE INTO log VALUES (?, ?, ?, ?, ?, ?)", id, room, channel, next, bytes, cleared);
    this.#shelf.tidy(this.#isSwept);
    this.#isSwept = false;
  }

  /** Readers can have it from now on. */
  #add(entry: Entry): void {
    this.#head.next = entry.offset + entry.frames;
    this.#head.bytes += entry.bytes;
    this.#shelf.add(entry);
    for (const listener of this.#listeners) listener(entry);
  }

  /** Knows again what the clients that may come back have said. */
  #remember(): void {
    const { since } = this.#place;
    if (since.size === 0) return;
    for (const frames of this.#table.said(Math.min(...since.values()))) {
      const from = since.get(frames.from);
      if (from !== undefined && frames.offset >= from) this.#known.note(frames, frames.offset);
    }
  }
}
