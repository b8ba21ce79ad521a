/**
 * SQLite on a folder of its own, for tests.
 *
 * @module
 */

import { DatabaseSync } from "node:sqlite";
import { SqliteStore } from "../../../server/logs/sqlite.ts";
import { needs } from "../../support/needs.ts";
import type { Bench } from "./bench.ts";

/** What a test with a file needs. */
export const FILES = needs("read", "write");

/** A store whose turns end when the test says so. */
export interface SqliteBench extends Bench {
  readonly path: string;
  store: SqliteStore;
  db: DatabaseSync;
  /** Ends the turn of the event loop. */
  turn(): void;
}

/** A new store, on a file that is deleted in the end. */
export async function openSqlite(): Promise<SqliteBench> {
  const folder = await Deno.makeTempDir({ prefix: "mux-test-" });
  const path = `${folder}/rooms.db`;
  const tasks: (() => void)[] = [];
  const open = () => {
    const db = new DatabaseSync(path);
    const store = new SqliteStore(db, { schedule: (task) => tasks.push(task), now: () => 0 });
    return { db, store, room: store.open("room") };
  };
  const bench: SqliteBench = {
    path,
    ...open(),
    turn() {
      for (const task of tasks.splice(0)) task();
    },
    settle() {
      bench.turn();
      return Promise.resolve();
    },
    reopen() {
      // As a kill would: nothing more is written, and nobody says goodbye.
      tasks.length = 0;
      if (bench.db.isOpen) bench.db.close();
      Object.assign(bench, open());
      return Promise.resolve();
    },
    async [Symbol.asyncDispose]() {
      bench.store.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
  return bench;
}

/** From now on the disk is full. */
export function fill({ db }: SqliteBench): void {
  const { page_count: pages } = db.prepare("PRAGMA page_count").get() as { page_count: number };
  db.exec(`PRAGMA max_page_count = ${pages}`);
}
