/**
 * The key that tokens are signed with.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { type Config, ConfigError } from "./config.ts";
import { MIN_KEY_BYTES } from "./identity.ts";

/** Its file in the data folder, for this user alone. */
const FILE = "secret";

/** A key that nobody can know, and that is gone with the process. */
export function newKey(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(MIN_KEY_BYTES));
}

/** The key of this server: from `MUX_SECRET`, or kept beside the rooms, or gone with them. */
export function keyFor({ secret, data }: Pick<Config, "secret" | "data">): Uint8Array<ArrayBuffer> {
  if (secret !== undefined) return Uint8Array.from(createHash("sha256").update(secret).digest());
  return data === undefined ? newKey() : keyIn(data);
}

/**
 * The key that is kept in `folder`. The first time one is made, so that people who are in a room when
 * the server is started again stay who they are.
 *
 * @throws {ConfigError} If the file is no key.
 */
export function keyIn(folder: string): Uint8Array<ArrayBuffer> {
  const path = `${folder}/${FILE}`;
  const kept = readIfThere(path);
  if (!kept) {
    const key = newKey();
    Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
    Deno.writeFileSync(path, key, { createNew: true, mode: 0o600 });
    return key;
  }
  if (kept.length === MIN_KEY_BYTES) return kept;
  throw new ConfigError(`Cannot use MUX_DATA: ${path} is no key, without it everybody joins anew`);
}

function readIfThere(path: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Deno.readFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
