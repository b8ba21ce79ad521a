/**
 * The SQLite file: its tables, and statements on them.
 *
 * @module
 */

import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { Transactions } from "./commit.ts";

/** Names the shape of the tables: another one is not opened. */
const VERSION = 2;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS room (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, epoch TEXT NOT NULL, settings TEXT);
CREATE TABLE IF NOT EXISTS log (
  id INTEGER PRIMARY KEY, room INTEGER NOT NULL, channel TEXT NOT NULL,
  next INTEGER NOT NULL, bytes INTEGER NOT NULL, cleared INTEGER NOT NULL, UNIQUE (room, channel));
CREATE TABLE IF NOT EXISTS entry (
  log INTEGER NOT NULL, offset INTEGER NOT NULL, frames INTEGER NOT NULL, bytes INTEGER NOT NULL,
  weight INTEGER NOT NULL, sender TEXT NOT NULL, message TEXT NOT NULL, sequence INTEGER NOT NULL, total INTEGER NOT NULL,
  at REAL NOT NULL, repeatable INTEGER NOT NULL, data_at INTEGER, data NOT NULL,
  PRIMARY KEY (log, offset)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS session (
  token TEXT PRIMARY KEY, room INTEGER NOT NULL, sender TEXT NOT NULL, until REAL,
  channels TEXT NOT NULL, since TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS session_room ON session (room);
`;

/** What SQLite's words mean to somebody who runs a server. Its codes are not on every error. */
const REASONS: readonly (readonly [words: string, reason: string])[] = [
  ["database is locked", "its file is in use by another server"],
  ["readonly database", "its file is read-only"],
  ["disk I/O error", "the disk cannot be read or written"],
  ["disk image is malformed", "its file is damaged"],
  ["database or disk is full", "the disk is full"],
  ["unable to open database", "its file cannot be opened"],
  ["not a database", "its file is damaged, or none of ours"],
];

/** An error of SQLite, in words for people. The cause is the error itself. */
export function explain(error: unknown): Error {
  const { message } = error as Error;
  const [, reason = message] = REASONS.find(([words]) => message.includes(words)) ?? [];
  return new Error(reason, { cause: error });
}

/** A row of a table. */
// deno-lint-ignore no-explicit-any
export type Row = any;

/** Statements are compiled when they are used first. */
export class Sql implements Transactions {
  readonly #db: DatabaseSync;
  /** The highest that were given, by table. */
  readonly #ids = new Map<string, number>();
  readonly #compiled = new Map<string, StatementSync>();

  /**
   * Makes the tables where they are not there yet.
   *
   * @throws {Error} If the file is none of ours, is damaged, is in use, or cannot be written.
   */
  constructor(db: DatabaseSync) {
    this.#db = db;
    // One process owns the file: two would give the same offsets to different frames.
    db.exec(
      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
    );
    const { user_version: version } = this.one("PRAGMA user_version");
    if (version !== 0 && version !== VERSION) {
      throw new Error(`file has version ${version}, this server knows ${VERSION}`);
    }
    // What somebody wrote of a room after it was removed is nobody's.
    const orphans = "room NOT IN (SELECT id FROM room)";
    db.exec(`BEGIN IMMEDIATE; ${SCHEMA}
DELETE FROM entry WHERE log IN (SELECT id FROM log WHERE ${orphans});
DELETE FROM log WHERE ${orphans};
DELETE FROM session WHERE ${orphans};
PRAGMA user_version = ${VERSION}; COMMIT`);
  }

  run(sql: string, ...values: SQLInputValue[]): void {
    this.#compile(sql).run(...values);
  }

  one(sql: string, ...values: SQLInputValue[]): Row {
    return this.#compile(sql).get(...values);
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#compile(sql).all(...values);
  }

  /** One row at a time: who has read enough may stop. */
  each(sql: string, ...values: SQLInputValue[]): Iterable<Row> {
    return this.#compile(sql).iterate(...values);
  }

  /** A number that no row of a table has, nor will have. */
  newId(table: "room" | "log"): number {
    const highest = this.#ids.get(table) ?? this.one(`SELECT max(id) id FROM ${table}`).id ?? 0;
    this.#ids.set(table, highest + 1);
    return highest + 1;
  }

  begin(): void {
    this.run("BEGIN IMMEDIATE");
  }

  commit(): void {
    this.run("COMMIT");
  }

  rollback(): void {
    if (this.#db.isTransaction) this.run("ROLLBACK");
  }

  explain(error: unknown): Error {
    return explain(error);
  }

  close(): void {
    this.#db.close();
  }

  #compile(sql: string): StatementSync {
    let statement = this.#compiled.get(sql);
    if (!statement) this.#compiled.set(sql, statement = this.#db.prepare(sql));
    return statement;
  }
}
