/**
 * The entries of one log, as rows of the table `entry`. Nothing here decides anything.
 *
 * @module
 */

import { weightOf } from "./kept.ts";
import type { Entry } from "./log.ts";
import type { Row, Sql } from "./sqlite_db.ts";

/** What retention asks of an entry. */
export interface Measure extends Pick<Entry, "offset" | "frames" | "at"> {
  /** As `weightOf` counts. */
  readonly weight: number;
}

/** See the module's description. Everything here throws what SQLite throws. */
export class EntryTable {
  readonly #sql: Sql;
  readonly #log: number;
  readonly #channel: string;

  constructor(sql: Sql, log: number, channel: string) {
    this.#sql = sql;
    this.#log = log;
    this.#channel = channel;
  }

  insert(entry: Entry, repeatable: boolean): void {
    const { offset, frames, bytes, from, messageId, sequence, total, at, encoded } = entry;
    const isBytes = encoded instanceof Uint8Array;
    this.#sql.run(
      "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      ...[this.#log, offset, frames, bytes, weightOf(entry), from],
      // As JSON: SQLite would change half of a surrogate pair, and cut at a zero.
      ...[JSON.stringify(messageId), sequence, total, at, Number(repeatable)],
      isBytes ? null : encoded.dataAt,
      isBytes ? encoded : encoded.text,
    );
  }

  /** Entries in order, the first of which ends after `offset`; with all of them before `most` is full. */
  read(offset: number, most = Infinity): Entry[] {
    const entries: Entry[] = [];
    const start = "SELECT max(offset) FROM entry WHERE log = ?1 AND offset <= ?2";
    const rows = this.#sql.each(
      `SELECT * FROM entry WHERE log = ?1 AND offset >= coalesce((${start}), 0) ORDER BY offset`,
      this.#log,
      offset,
    );
    let sum = 0;
    for (const row of rows) {
      if (row.offset + row.frames <= offset) continue;
      entries.push(this.#entryOf(row));
      if ((sum += row.weight) >= most) break;
    }
    return entries;
  }

  /** Measures of at most `limit` entries from `offset` on. */
  measures(offset: number, limit: number): Measure[] {
    return this.#sql.all(
      "SELECT offset, frames, weight, at FROM entry " +
        "WHERE log = ? AND offset >= ? ORDER BY offset LIMIT ?",
      ...[this.#log, offset, limit],
    );
  }

  /** What all of them from `offset` on come to. */
  totals(offset: number): Pick<Measure, "weight" | "frames"> {
    return this.#sql.one(
      "SELECT coalesce(sum(weight), 0) weight, coalesce(sum(frames), 0) frames " +
        "FROM entry WHERE log = ? AND offset >= ?",
      ...[this.#log, offset],
    );
  }

  /** What a client must not get in twice, from `offset` on (R2). */
  *said(
    offset: number,
  ): Iterable<Pick<Entry, "from" | "messageId" | "sequence" | "frames" | "offset">> {
    const rows = this.#sql.each(
      "SELECT offset, frames, sender, message, sequence FROM entry " +
        "WHERE log = ? AND offset >= ? AND NOT repeatable ORDER BY offset",
      ...[this.#log, offset],
    );
    for (const { sender: from, message, ...row } of rows) {
      yield { ...row, from, messageId: JSON.parse(message) };
    }
  }

  deleteBefore(offset: number): void {
    this.#sql.run("DELETE FROM entry WHERE log = ? AND offset < ?", this.#log, offset);
  }

  deleteAt(offset: number): void {
    this.#sql.run("DELETE FROM entry WHERE log = ? AND offset = ?", this.#log, offset);
  }

  deleteOf(from: string): void {
    this.#sql.run("DELETE FROM entry WHERE log = ? AND sender = ?", this.#log, from);
  }

  #entryOf(row: Row): Entry {
    const { offset, frames, bytes, sender: from, sequence, total, at, data, data_at: dataAt } = row;
    const labels = { offset, from, messageId: JSON.parse(row.message), sequence, total };
    const encoded = typeof data === "string"
      ? { ...labels, channel: this.#channel, text: data, dataAt }
      : data;
    return { ...labels, frames, bytes, at, encoded };
  }
}
