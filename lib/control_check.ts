/**
 * The shapes of control frames, one function for each type. Only lib/control.ts uses this.
 *
 * @module
 */

import { COMMAND_CHECKS } from "./command_check.ts";
import { type FrameError, kindOf, type MuxRule, show } from "./parse.ts";
import {
  channel,
  count,
  each,
  type Fields,
  type Found,
  integer,
  isCount,
  isObject,
  MAX_CHANNELS,
  reason,
  text,
  unlike,
} from "./shapes.ts";

/** The longest that a timer waits, in milliseconds. One for longer would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

const CLASSES: ReadonlySet<unknown> = new Set(["interactive", "state", "ephemeral", "bulk"]);

/** A map, so that a type like "constructor" finds nothing. */
const CHECKS: ReadonlyMap<string, (fields: Fields) => Found> = new Map([
  ["hello", checkHello],
  ["welcome", checkWelcome],
  ["terms", (f) => channel("H5", f.of) ?? checkTerms("H5", "", f)],
  ["ack", (f) => channel("K1", f.of) ?? count("K1", "frames", f.frames)],
  ["credit", (f) => channel("C1", f.of) ?? checkGrant("C1", "", f)],
  ["gap", checkGap],
  ["ping", (f) => count("L1", "id", f.id)],
  ["pong", (f) => count("L2", "id", f.id)],
  ["error", checkError],
  ...COMMAND_CHECKS,
]);

/** What is wrong with a control frame, or whether its type is known. */
export function check(fields: Fields): FrameError | boolean {
  const { type } = fields;
  if (typeof type !== "string") {
    return { rule: "H4", message: `type is ${kindOf(type)}, must be a string` };
  }
  const shape = CHECKS.get(type);
  return shape ? shape(fields) ?? true : false;
}

function checkHello({ version, session, epoch, read }: Fields): Found {
  const unspoken = integer("H1", "version", version);
  if (unspoken) return unspoken;
  // Before the rest: another version may well have another shape.
  if (version !== 1) return { rule: "H3", message: `version is ${version}, this server speaks 1` };
  return (session === undefined ? undefined : text("H1", "session", session)) ??
    (epoch === undefined ? undefined : text("H1", "epoch", epoch)) ??
    (read === undefined ? undefined : each("H1", "read", read, checkRead));
}

function checkRead(name: string, from: unknown): Found {
  if (from === "oldest" || from === "latest" || isCount(from)) return undefined;
  return {
    rule: "H1",
    message: `${name} is ${show(from)}, must be an offset, "oldest" or "latest"`,
  };
}

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
    count(rule, `${path}read`, read) ??
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

function checkGrant(rule: MuxRule, path: string, { bytes, frames }: Fields): Found {
  return count(rule, `${path}bytes`, bytes) ?? count(rule, `${path}frames`, frames);
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
