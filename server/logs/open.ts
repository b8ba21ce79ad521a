/**
 * Opens the store that the settings name.
 *
 * @module
 */

import { DatabaseSync } from "node:sqlite";
import { ConfigError } from "../config.ts";
import { MemoryStore } from "./memory_store.ts";
import { SqliteStore } from "./sqlite.ts";
import { explain } from "./sqlite_db.ts";
import type { Store } from "./store.ts";
import { UnreadableStore } from "./unreadable.ts";

/** The file in the data folder. */
const FILE = "rooms.db";

/** How long another server that is about to end may keep the file, in milliseconds: a restart. */
const BUSY_MS = 5_000;

/** What a file that is there and is no good is like: it may be mended, so nothing is done to it. */
const DAMAGED = /damaged/;

/**
 * Opens the store in `folder`, which is made where there is none; in memory without one. A damaged
 * file gives a store that has failed already: its rooms are read-only (P8).
 *
 * @throws {ConfigError} If the folder cannot be used.
 */
export function openStore(folder: string | undefined): Store {
  if (folder === undefined) return new MemoryStore();
  const path = `${folder}/${FILE}`;
  try {
    Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
    return new SqliteStore(new DatabaseSync(path, { timeout: BUSY_MS }));
  } catch (error) {
    const reason = explain(error);
    if (DAMAGED.test(reason.message)) return new UnreadableStore(reason);
    throw new ConfigError(`Cannot use MUX_DATA, ${path}: ${reasonOf(error) ?? reason.message}`);
  }
}

function reasonOf(error: unknown): string | undefined {
  if (error instanceof Deno.errors.NotCapable) {
    return "Deno may not write there, start it with --allow-write for that folder";
  }
  if (error instanceof Deno.errors.PermissionDenied) return "this user may not write there";
  if (error instanceof Deno.errors.AlreadyExists || error instanceof Deno.errors.NotADirectory) {
    return "it is no folder";
  }
}
