/**
 * One line of a lesson: text in, a frame of the log out, or the rule that it breaks thrown. Only
 * lesson_read.ts uses this.
 *
 * @module
 */

import { PIECE_BYTES } from "../../lib/bulk.ts";
import { type FaultKind, FAULTS } from "../../lib/faults.ts";
import {
  MAX_BATCH_LENGTH,
  MAX_BULK_TOTAL,
  MAX_FRAME_LENGTH,
  MAX_ID_LENGTH,
} from "../../lib/limits.ts";
import { ANY_CHANNEL, checkFrame, isInteger, kindOf, show } from "../../lib/parse.ts";
import type { Frame } from "../../lib/protocol.ts";
import { MAX_LESSON_MS, MAX_SENDER_LENGTH } from "./lesson.ts";
import { knownFields, type LoggedFrame } from "./log.ts";

/** A rule of docs/lesson-format.md. */
export type LessonRule = `LF${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10}`;

/** Longest line: the longest frame, and its other labels. */
const MAX_LINE_LENGTH = MAX_FRAME_LENGTH + 1_024;

/** Ends the reading of a file, at its first error. */
export class Broken extends Error {
  override readonly name = "Broken";

  constructor(readonly rule: LessonRule, readonly line: number, message: string) {
    super(message);
  }
}

/** An object of which nothing is known. */
export type Fields = Readonly<Record<string, unknown>>;

/** @param rule What a line breaks that is no JSON object. */
export function fieldsOf(text: string, line: number, rule: LessonRule): Fields {
  if (text.length > MAX_LINE_LENGTH) {
    throw new Broken("LF9", line, `the line is ${text.length} long, at most ${MAX_LINE_LENGTH}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Broken(rule, line, "the line is not JSON: is it a lesson that was saved here?");
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  throw new Broken(rule, line, `the line is ${kindOf(value)}, must be an object`);
}

/** One field, named by its key, is left out or a text of 1 to `max`. */
export function checkText(rule: LessonRule, line: number, field: Fields, max: number): void {
  for (const [name, value] of Object.entries(field)) {
    if (value === undefined) continue;
    if (typeof value === "string" && value !== "" && value.length <= max) continue;
    const found = typeof value === "string" ? `${value.length} long` : kindOf(value);
    throw new Broken(rule, line, `${name} is ${found}, must be a text of 1 to ${max}`);
  }
}

/**
 * Reads frame number `n`.
 *
 * @param before The time of the frame before it.
 */
export function readLine(fields: Fields, n: number, before: number): LoggedFrame {
  const line = n + 1;
  const { at, direction, run, rule, fault } = fields;
  if (!isTime(at) || at < before) {
    const message = `at is ${
      show(at)
    }, must be milliseconds, and ${before} or more after line ${n}`;
    throw new Broken("LF4", line, message);
  }
  if (direction !== "up" && direction !== "down") {
    throw new Broken("LF5", line, `direction is ${kindOf(direction)}, must be "up" or "down"`);
  }
  const frame = readFrame(fields, line);
  checkText("LF7", line, { rule }, MAX_ID_LENGTH);
  if (fault !== undefined && !FAULTS.includes(fault as FaultKind)) {
    const message = `fault is ${kindOf(fault)}, must be one of ${FAULTS.join(", ")}, or left out`;
    throw new Broken("LF7", line, message);
  }
  return {
    n,
    at,
    direction,
    frame,
    ...run !== undefined && { run: readRun(run, frame, line) },
    ...rule !== undefined && { rule: rule as string },
    ...fault !== undefined && { fault: fault as FaultKind },
  };
}

/** Only the fields that a frame has: nothing else of a line gets further. */
function readFrame(fields: Fields, line: number): Frame {
  const error = checkFrame(fields, ANY_CHANNEL, MAX_BULK_TOTAL);
  if (error) throw new Broken("LF6", line, `${error.rule}: ${error.message}`);
  const { from, offset } = fields as unknown as Frame;
  checkText("LF7", line, { from }, MAX_SENDER_LENGTH);
  if (offset !== undefined && !isInteger(offset, 0, Number.MAX_SAFE_INTEGER)) {
    throw new Broken("LF7", line, `offset is ${show(offset)}, must count from 0, or be left out`);
  }
  return knownFields(fields as unknown as Frame);
}

/** A run has a piece or more, none beyond its message, and none of them a byte too long. */
function readRun(run: unknown, { sequence, total }: Frame, line: number) {
  const { frames, bytes } = Object(run) as Fields;
  if (
    isInteger(frames, 1, total - sequence) &&
    isInteger(bytes, 1, Math.min(MAX_BATCH_LENGTH, frames * PIECE_BYTES))
  ) return { frames, bytes };
  const message = `run is ${kindOf(run)}, must have frames, up to total, and bytes that they hold`;
  throw new Broken("LF7", line, message);
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= MAX_LESSON_MS;
}
