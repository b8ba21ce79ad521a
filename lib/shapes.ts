/**
 * The parts of a control frame's shape: each is nothing where a value fits, or what is wrong with it.
 *
 * @module
 */

import { MAX_DATA_LENGTH, MAX_ID_LENGTH } from "./limits.ts";
import { type FrameError, isInteger, isLabel, kindOf, type MuxRule, show } from "./parse.ts";

/** What `JSON.parse` made of an object. */
export type Fields = Readonly<Record<string, unknown>>;

/** What is wrong, if something is. */
export type Found = FrameError | undefined;

/** `number` of a channel is one byte of a header (B4). */
export const MAX_CHANNELS = 256;

/** An object with a channel's name for each key. */
export function each(
  rule: MuxRule,
  name: string,
  value: unknown,
  shape: (name: string, value: unknown) => Found,
): Found {
  if (!isObject(value)) return unlike(rule, name, value, "an object");
  const keys = Object.keys(value);
  if (keys.length > MAX_CHANNELS) {
    return { rule, message: `${name} has ${keys.length} channels, at most ${MAX_CHANNELS}` };
  }
  for (const key of keys) {
    const error = isLabel(key) ? shape(`${name}.${key}`, value[key]) : channel(rule, key);
    if (error) return error;
  }
}

/** The name of a channel. */
export function channel(rule: MuxRule, value: unknown): Found {
  if (isLabel(value)) return undefined;
  const found = typeof value === "string" ? `${value.length} long` : kindOf(value);
  return { rule, message: `of is ${found}, must be a channel's name` };
}

/** A string that is not empty. */
export function text(rule: MuxRule, name: string, value: unknown, max = MAX_ID_LENGTH): Found {
  if (typeof value === "string" && value !== "" && value.length <= max) return undefined;
  const found = typeof value === "string" ? `${value.length} long` : kindOf(value);
  return { rule, message: `${name} is ${found}, must be a string of 1 to ${max}` };
}

/** A rule that was broken, and words for people. */
export function reason(of: MuxRule, rule: unknown, message: unknown): Found {
  return text(of, "rule", rule) ?? text(of, "message", message, MAX_DATA_LENGTH);
}

/** A count, or an offset. */
export function count(rule: MuxRule, name: string, value: unknown): Found {
  if (isCount(value)) return undefined;
  return { rule, message: `${name} is ${show(value)}, must be an integer of 0 or more` };
}

/** An integer within bounds, both included. */
export function integer(
  rule: MuxRule,
  name: string,
  value: unknown,
  low = 0,
  high = 2 ** 32 - 1,
): Found {
  if (isInteger(value, low, high)) return undefined;
  return { rule, message: `${name} is ${show(value)}, must be an integer from ${low} to ${high}` };
}

/** What to say of a value that is something else. */
export function unlike(rule: MuxRule, name: string, value: unknown, wanted: string): Found {
  const found = typeof value === "string" ? "another string" : kindOf(value);
  return { rule, message: `${name} is ${found}, must be ${wanted}` };
}

export function isCount(value: unknown): boolean {
  return isInteger(value, 0, Number.MAX_SAFE_INTEGER);
}

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
