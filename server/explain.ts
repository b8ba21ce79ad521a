/**
 * What a person at the terminal can mend is one line and a non-zero exit, not a stack.
 *
 * @module
 */

import { ConfigError } from "./config.ts";

/** What is known to go wrong at a start, and what to do about it. */
const CAUSES: readonly (readonly [new (message: string) => Error, string])[] = [
  [Deno.errors.AddrInUse, "the port is taken, set PORT to another one"],
  [Deno.errors.AddrNotAvailable, "this machine does not have that address, set HOST to one it has"],
  [Deno.errors.NotFound, "there is no such file"],
  [Deno.errors.PermissionDenied, "this user is not allowed to"],
  [Deno.errors.NotCapable, "Deno was started without the permission"],
];

/** Those that have no class of their own. */
const MESSAGES: readonly (readonly [RegExp, string])[] = [
  [/lookup address/, "there is no such host, check HOST"],
  [
    /No (certificates|keys) found|keys? mismatch|inconsistent/i,
    "TLS_CERT and TLS_KEY must be PEM files that belong together",
  ],
  [/read-only file system/i, "the folder cannot be written to"],
];

/** The line for `error`, or `undefined` where it is a mistake of ours and the stack is wanted. */
export function explain(doing: string, error: unknown): string | undefined {
  if (error instanceof ConfigError) return error.message;
  if (!(error instanceof Error)) return undefined;
  const cause = CAUSES.find(([kind]) => error instanceof kind) ??
    MESSAGES.find(([pattern]) => pattern.test(error.message));
  return cause && `Cannot ${doing}: ${cause[1]} (${error.message})`;
}

/** Does `work`, and ends the process with one line where that is all there is to say. */
export async function orExplain<T>(doing: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const line = explain(doing, error);
    if (line === undefined) throw error;
    console.error(line);
    Deno.exit(1);
  }
}
