/**
 * What a server says on `$`, for those who listen to servers: a client.
 *
 * @module
 */

import { checkGrant, SHARED_WORDS, type Words } from "./control_check.ts";
import type { MuxRule } from "./parse.ts";
import {
  channel,
  count,
  each,
  type Fields,
  type Found,
  integer,
  isObject,
  MAX_CHANNELS,
  reason,
  text,
  unlike,
} from "./shapes.ts";

/** The longest that a timer waits, in milliseconds. One for longer would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The last moment that a `Date` can have. */
const MAX_DATE = 8.64e15;

const CLASSES: ReadonlySet<unknown> = new Set(["interactive", "state", "ephemeral", "bulk"]);

/** A map, so that a type like "constructor" finds nothing. */
export const SERVER_WORDS: Words = new Map([
  ...SHARED_WORDS,
  ["welcome", checkWelcome],
  ["terms", (f) => channel("H5", f.of) ?? checkTerms("H5", "", f)],
  ["time", (f) => channel("H7", f.of) ?? integer("H7", "at", f.at, 0, MAX_DATE)],
  ["gap", checkGap],
  ["error", checkError],
]);

function checkWelcome(f: Fields): Found {
  return text("H2", "from", f.from) ?? text("H2", "session", f.session) ??
    text("H2", "epoch", f.epoch) ??
    (typeof f.resumed === "boolean"
      ? undefined
      : unlike("H2", "resumed", f.resumed, "a boolean")) ??
    integer("H2", "heartbeat", f.heartbeat, 1, MAX_TIMER_MS) ??
    each("H2", "channels", f.channels, checkWelcomed);
}

function checkWelcomed(name: string, terms: unknown): Found {
  if (!isObject(terms)) return unlike("H2", name, terms, "an object");
  return checkTerms("H2", `${name}.`, terms);
}

function checkTerms(rule: MuxRule, path: string, terms: Fields): Found {
  const { number, class: kind, read, next, accepted, refused, credit } = terms;
  return integer(rule, `${path}number`, number, 0, MAX_CHANNELS - 1) ??
    (CLASSES.has(kind) ? undefined : unlike(rule, `${path}class`, kind, "a channel's class")) ??
    (read === undefined ? undefined : count(rule, `${path}read`, read)) ??
    (next === undefined ? undefined : count(rule, `${path}next`, next)) ??
    count(rule, `${path}accepted`, accepted) ??
    (refused === undefined ? undefined : checkRefused(rule, `${path}refused`, refused)) ??
    (isObject(credit)
      ? checkGrant(rule, `${path}credit.`, credit)
      : unlike(rule, `${path}credit`, credit, "an object"));
}

function checkRefused(rule: MuxRule, name: string, refused: unknown): Found {
  if (!Array.isArray(refused)) return unlike(rule, name, refused, "an array");
  for (const frames of refused) {
    if (!isObject(frames)) return unlike(rule, name, frames, "an array of objects");
    const { from, to, rule: broken, message } = frames;
    const error = count(rule, `${name}.from`, from) ??
      integer(rule, `${name}.to`, to, (from as number) + 1, Number.MAX_SAFE_INTEGER) ??
      reason(rule, broken, message);
    if (error) return error;
  }
}

function checkError({ rule, message, of, messageId, retryAfter }: Fields): Found {
  return reason("E1", rule, message) ?? (of === undefined ? undefined : channel("E3", of)) ??
    (messageId === undefined ? undefined : text("E3", "messageId", messageId)) ??
    (retryAfter === undefined ? undefined : count("E3", "retryAfter", retryAfter));
}

function checkGap({ of, from, to, reason }: Fields): Found {
  const error = channel("G1", of) ?? count("G1", "from", from);
  if (error) return error;
  if (reason !== "retention" && reason !== "cleared" && reason !== "epoch") {
    return unlike("G1", "reason", reason, '"retention", "cleared" or "epoch"');
  }
  // Of another life nobody can count what is lost, so only its gap can be empty.
  const first = (from as number) + (reason === "epoch" ? 0 : 1);
  return integer("G1", "to", to, first, Number.MAX_SAFE_INTEGER);
}
