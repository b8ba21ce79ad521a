/**
 * The shapes of control frames, one function for each type. Here are those that both sides say; the
 * others are in client_words.ts and server_words.ts, so that nobody carries checks of what they
 * themselves say.
 *
 * @module
 */

import { type FrameError, kindOf, type MuxRule } from "./parse.ts";
import { channel, count, type Fields, type Found, isObject, unlike } from "./shapes.ts";

/** A type, and what is wrong with a frame of it. */
export type Word = readonly [type: string, check: (fields: Fields) => Found];

/** The types that a reader knows: {@linkcode CLIENT_WORDS} or {@linkcode SERVER_WORDS}. */
export type Words = Pick<ReadonlyMap<string, Word[1]>, "get">;

/** What both sides say. */
export const SHARED_WORDS: readonly Word[] = [
  ["ack", (f) => channel("K1", f.of) ?? count("K1", "frames", f.frames)],
  ["credit", (f) => channel("C1", f.of) ?? checkGrant("C1", "", f)],
  ["ping", (f) => count("L1", "id", f.id)],
  ["pong", (f) => count("L2", "id", f.id)],
  ["names", checkNames],
  ["reports", checkReports],
];

/** What is wrong with a control frame, or whether its type is known. */
export function check(fields: Fields, words: Words): FrameError | boolean {
  const { type } = fields;
  if (typeof type !== "string") {
    return { rule: "H4", message: `type is ${kindOf(type)}, must be a string` };
  }
  const shape = words.get(type);
  return shape ? shape(fields) ?? true : false;
}

export function checkGrant(rule: MuxRule, path: string, { bytes, frames }: Fields): Found {
  return count(rule, `${path}bytes`, bytes) ?? count(rule, `${path}frames`, frames);
}

function checkNames({ names }: Fields): Found {
  if (names === undefined) return undefined;
  const isGood = isObject(names) && Object.values(names).every((name) => typeof name === "string");
  return isGood ? undefined : unlike("M12", "names", names, "an object of strings");
}

function checkReports({ reports }: Fields): Found {
  if (reports === undefined) return undefined;
  const isGood = isObject(reports) && Object.values(reports).every(isObject);
  return isGood ? undefined : unlike("M20", "reports", reports, "an object of objects");
}
