/**
 * What a client says on `$`, for those who listen to clients: a server.
 *
 * @module
 */

import { COMMAND_CHECKS } from "./command_check.ts";
import type { ReadWish } from "./control.ts";
import { SHARED_WORDS, type Words } from "./control_check.ts";
import { show } from "./parse.ts";
import { each, type Fields, type Found, integer, isCount, text } from "./shapes.ts";

/** A map, so that a type like "constructor" finds nothing. */
export const CLIENT_WORDS: Words = new Map([
  ...SHARED_WORDS,
  ["hello", checkHello],
  ...COMMAND_CHECKS,
]);

function checkHello({ version, session, epoch, read }: Fields): Found {
  const unspoken = integer("H1", "version", version);
  if (unspoken) return unspoken;
  // Before the rest: another version may well have another shape.
  if (version !== 1) return { rule: "H3", message: `version is ${version}, this server speaks 1` };
  return (session === undefined ? undefined : text("H1", "session", session)) ??
    (epoch === undefined ? undefined : text("H1", "epoch", epoch)) ??
    (read === undefined ? undefined : each("H1", "read", read, checkRead));
}

const WISHES: ReadonlySet<unknown> = new Set<ReadWish>(["oldest", "latest", "none"]);

function checkRead(name: string, from: unknown): Found {
  if (WISHES.has(from) || isCount(from)) return undefined;
  return {
    rule: "H1",
    message: `${name} is ${show(from)}, must be an offset, "oldest", "latest" or "none"`,
  };
}
