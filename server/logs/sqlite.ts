/**
 * The store in SQLite: one file for all rooms, and one commit for all that comes in a turn of the event
 * loop. What is acked survives the process, and the machine (`synchronous = FULL`).
 *
 * @module
 */

import type { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers";
import { GroupCommit } from "./commit.ts";
import { Sql } from "./sqlite_db.ts";
import { SqliteRoom } from "./sqlite_room.ts";
import type { RoomStore, Store } from "./store.ts";

/** How often what retention took is deleted at the least, in milliseconds, while there are commits. */
const SWEEP_MS = 60_000;

/** What a store is handed. */
export interface SqliteOptions {
  /** Runs `task` at the end of the turn of the event loop. */
  readonly schedule?: (task: () => void) => void;
  readonly now?: () => number;
}

/** See {@linkcode Store}. */
export class SqliteStore implements Store {
  readonly #sql: Sql;
  readonly #commit: GroupCommit;
  readonly #now: () => number;
  readonly #rooms = new Map<string, SqliteRoom>();
  #isOpen = true;
  #sweptAt: number;

  /**
   * @throws {Error} If the file is none of ours, is damaged, is in use, or cannot be written.
   */
  constructor(db: DatabaseSync, options: SqliteOptions = {}) {
    const { schedule = (task) => setImmediate(task), now = Date.now } = options;
    this.#now = now;
    this.#sweptAt = now();
    this.#sql = new Sql(db);
    this.#commit = new GroupCommit(this.#sql, (task) =>
      schedule(() => {
        if (!this.#isOpen) return;
        this.#sweep(SWEEP_MS);
        task();
      }));
  }

  open(room: string): RoomStore {
    let store = this.#rooms.get(room);
    if (!store) this.#rooms.set(room, store = new SqliteRoom(this.#sql, this.#commit, room));
    return store;
  }

  rooms(): Iterable<string> {
    const names = () => this.#sql.all("SELECT name FROM room").map(({ name }): string => name);
    return new Set([...this.#commit.attempt(names) ?? [], ...this.#rooms.keys()]);
  }

  remove(room: string): void {
    this.open(room);
    this.#rooms.get(room)!.remove();
    this.#rooms.delete(room);
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#sweep(0);
    this.#commit.flush();
    this.#isOpen = false;
    this.#sql.close();
  }

  onFailure(listener: (failure: Error) => void): void {
    this.#commit.onFailure(listener);
  }

  #sweep(ms: number): void {
    const now = this.#now();
    if (now - this.#sweptAt < ms) return;
    this.#sweptAt = now;
    for (const room of this.#rooms.values()) room.sweep();
  }
}
