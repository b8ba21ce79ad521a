/**
 * One room in SQLite.
 *
 * @module
 */

import type { Change, GroupCommit } from "./commit.ts";
import type { ChannelLog, Retention } from "./log.ts";
import type { Sql } from "./sqlite_db.ts";
import { SqliteLog } from "./sqlite_log.ts";
import { SqliteSessions } from "./sqlite_sessions.ts";
import type { RoomStore, SessionStore } from "./store.ts";
import { UnreadableLog } from "./unreadable.ts";

/** See {@linkcode RoomStore}. What cannot be read of it is as if it were not there, and is told. */
export class SqliteRoom implements RoomStore {
  readonly epoch: string;
  readonly #sql: Sql;
  readonly #commit: GroupCommit;
  readonly #name: string;
  readonly #id: number;
  readonly #sessions: SqliteSessions;
  readonly #logs = new Map<string, SqliteLog>();
  readonly #row: Change = { write: () => this.#write() };
  #settings: string | undefined;

  constructor(sql: Sql, commit: GroupCommit, name: string) {
    this.#sql = sql;
    this.#commit = commit;
    this.#name = name;
    const row = commit.attempt(() =>
      sql.one("SELECT id, epoch, settings FROM room WHERE name = ?", name)
    );
    this.#id = row?.id ?? sql.newId("room");
    this.epoch = row?.epoch ?? crypto.randomUUID();
    this.#settings = row?.settings ?? undefined;
    this.#sessions = new SqliteSessions(sql, commit, this.#id, () => this.#ends());
    if (!row) commit.touch(this.#row);
  }

  get sessions(): SessionStore {
    return this.#sessions;
  }

  get failure(): Error | undefined {
    return this.#commit.failure;
  }

  get pending(): Promise<void> | undefined {
    return this.#commit.pending;
  }

  log(channel: string, retention: Retention, now: () => number): ChannelLog {
    return this.#commit.attempt(() => this.#open(channel, retention, now)) ??
      new UnreadableLog(this.failure!);
  }

  load(): string | undefined {
    return this.#settings;
  }

  save(json: string): void {
    this.#settings = json;
    this.#commit.touch(this.#row);
  }

  /** Deletes all of it. */
  remove(): void {
    // First what waits, so that none of it is written behind.
    this.#commit.flush();
    const ofRoom = "WHERE room = ?";
    this.#commit.add({
      write: () => {
        const logs = `SELECT id FROM log ${ofRoom}`;
        this.#sql.run(`DELETE FROM entry WHERE log IN (${logs})`, this.#id);
        for (const table of ["log", "session"]) {
          this.#sql.run(`DELETE FROM ${table} ${ofRoom}`, this.#id);
        }
        this.#sql.run("DELETE FROM room WHERE id = ?", this.#id);
      },
    });
    this.#commit.flush();
  }

  /** Has what cannot be read any more deleted with the next commit. */
  sweep(): void {
    for (const log of this.#logs.values()) log.sweep();
  }

  #open(channel: string, retention: Retention, now: () => number): SqliteLog {
    const sql = this.#sql;
    const row = sql.one("SELECT id FROM log WHERE room = ? AND channel = ?", this.#id, channel);
    const log = new SqliteLog(
      {
        sql,
        commit: this.#commit,
        room: this.#id,
        channel,
        id: row?.id ?? sql.newId("log"),
        since: this.#sessions.since(channel),
      },
      retention,
      now,
    );
    this.#logs.set(channel, log);
    return log;
  }

  /** Where its logs end, with what waits to be written. */
  #ends(): Record<string, number> {
    return Object.fromEntries([...this.#logs].map(([name, log]) => [name, log.end]));
  }

  #write(): void {
    this.#sql.run(
      "REPLACE INTO room VALUES (?, ?, ?, ?)",
      ...[this.#id, this.#name, this.epoch, this.#settings ?? null],
    );
  }
}
