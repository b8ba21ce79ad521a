/**
 * Reading a frame from the wire: `unknown` in, a frame or the rule that it breaks out. Nothing here
 * throws on input.
 *
 * @module
 */

import { CHANNELS } from "./channels.ts";
import {
  MAX_CHANNEL_LENGTH,
  MAX_DATA_LENGTH,
  MAX_DEPTH,
  MAX_FRAME_LENGTH,
  MAX_ID_LENGTH,
  MAX_TOTAL,
} from "./limits.ts";
import type { Frame } from "./protocol.ts";

/** A rule of docs/PROTOCOL.md that a frame of the plain wire can break. */
export type FrameRule = "F1" | "F2" | "F3" | "F4" | "F5" | "F6" | "F7" | "F8";

/** A rule that only a message of `mux.v1` can break. */
export type MuxRule =
  | ("H1" | "H2" | "H3" | "H4" | "H5" | "H7" | "E1" | "E3" | "G1" | "L1" | "L2")
  | ("B1" | "B2" | "B3" | "B4" | "B6" | "B7")
  | ("K1" | "K2" | "C1" | "C4")
  | ("M5" | "M12" | "M17" | "M18" | "M19" | "M20" | "M21" | "M22");

/** Why a frame was not taken. */
export interface FrameError {
  readonly rule: FrameRule | MuxRule;
  /** What is wrong, where, and what would be right. For people. */
  readonly message: string;
}

/** What {@linkcode parseFrame} found. */
export type ParseResult =
  | { readonly ok: true; readonly frame: Frame }
  | { readonly ok: false; readonly error: FrameError };

/** Names of channels. */
export interface ChannelSet {
  has(name: string): boolean;
}

/** Every channel, `$` too. */
export const ANY_CHANNEL: ChannelSet = { has: () => true };

/**
 * Reads one WebSocket message of the plain wire.
 *
 * The frame returned is the parsed object itself, so fields that this version does not know stay.
 *
 * @param message What the socket delivered: a string, or anything else for a binary message.
 * @param known The channels that may appear. A client takes any: servers may be newer than it is.
 */
export function parseFrame(message: unknown, known: ChannelSet = CHANNELS): ParseResult {
  if (typeof message !== "string") {
    return broken("F8", "a frame is a text message here, this one is binary");
  }
  if (message.length > MAX_FRAME_LENGTH) {
    return broken("F7", `frame is ${message.length} long, at most ${MAX_FRAME_LENGTH}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(message);
  } catch (error) {
    return broken("F1", `frame is not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return broken("F1", `frame is ${kindOf(value)}, must be an object`);
  }
  if (isDeeper(value, MAX_DEPTH)) {
    return broken("F1", `frame is nested too deeply, at most ${MAX_DEPTH}`);
  }
  const error = checkFrame(value as Record<string, unknown>, known);
  return error ? { ok: false, error } : { ok: true, frame: value as Frame };
}

/**
 * The first of rules F2 to F6 that an object breaks. For a good frame it allocates nothing.
 *
 * @param maxTotal The highest `total` that F4 allows.
 */
export function checkFrame(
  { channel, messageId, total, sequence, data }: Record<string, unknown>,
  known: ChannelSet,
  maxTotal = MAX_TOTAL,
): FrameError | undefined {
  if (!isLabel(channel) || !known.has(channel)) {
    return { rule: "F2", message: channelError(channel) };
  }
  if (typeof messageId !== "string" || messageId === "" || messageId.length > MAX_ID_LENGTH) {
    const found = typeof messageId === "string" ? `${messageId.length} long` : kindOf(messageId);
    return {
      rule: "F3",
      message: `messageId is ${found}, must be a string of 1 to ${MAX_ID_LENGTH}`,
    };
  }
  if (!isInteger(total, 1, maxTotal)) {
    return {
      rule: "F4",
      message: `total is ${show(total)}, must be an integer from 1 to ${maxTotal}`,
    };
  }
  if (!isInteger(sequence, 0, total - 1)) {
    return {
      rule: "F5",
      message: `sequence is ${show(sequence)}, must be an integer from 0 to total - 1 = ${
        total - 1
      }`,
    };
  }
  if (typeof data !== "string" || data.length > MAX_DATA_LENGTH) {
    const found = typeof data === "string" ? `${data.length} long` : kindOf(data);
    return {
      rule: "F6",
      message: `data is ${found}, must be a string of up to ${MAX_DATA_LENGTH}`,
    };
  }
}

function channelError(channel: unknown): string {
  if (typeof channel !== "string") return `channel is ${kindOf(channel)}, must be a string`;
  const name = channel.length > MAX_CHANNEL_LENGTH
    ? `${channel.slice(0, MAX_CHANNEL_LENGTH)}…`
    : channel;
  return `channel "${name}" is not known, it can be ${[...CHANNELS.keys()].join(", ")}`;
}

/** Whether `value` can be a channel's name (F2). */
export function isLabel(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= MAX_CHANNEL_LENGTH;
}

/** Whether `value` is an integer from `low` to `high`. */
export function isInteger(value: unknown, low: number, high: number): value is number {
  return Number.isInteger(value) && (value as number) >= low && (value as number) <= high;
}

/** Whether objects and arrays are nested more than `depth` deep. It looks no deeper than that. */
export function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (depth === 0) return true;
  if (Array.isArray(value)) {
    for (const inner of value) if (isDeeper(inner, depth - 1)) return true;
    return false;
  }
  // No list of values: a frame has a few fields, and there are a million frames a second.
  for (const key in value) {
    const inner = (value as Record<string, unknown>)[key];
    if (typeof inner === "object" && isDeeper(inner, depth - 1)) return true;
  }
  return false;
}

/** Numbers are shown, everything else is named by its kind: input is never echoed at length. */
export function show(value: unknown): string {
  return typeof value === "number" ? String(value) : kindOf(value);
}

/** What `value` is, in words that fit after "is". */
export function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function broken(rule: FrameRule, message: string): ParseResult {
  return { ok: false, error: { rule, message } };
}
