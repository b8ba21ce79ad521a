/**
 * Reading a lesson that anybody may have written: text in, a lesson or what is wrong with it out.
 * Nothing here throws on input.
 *
 * @module
 */

import { MAX_FRAME_LENGTH, MAX_ID_LENGTH } from "../../lib/limits.ts";
import { ANY_CHANNEL, checkFrame, isInteger, kindOf, show } from "../../lib/parse.ts";
import type { Frame } from "../../lib/protocol.ts";
import {
  type Lesson,
  LESSON_VERSION,
  MAX_LESSON_FRAMES,
  MAX_LESSON_LENGTH,
  MAX_LESSON_MS,
  MAX_SENDER_LENGTH,
  MAX_TITLE_LENGTH,
} from "./lesson.ts";
import { type FaultKind, FAULTS, type LoggedFrame } from "./log.ts";
import { stateHash } from "./state_hash.ts";

/** A rule of docs/lesson-format.md. */
export type LessonRule = `LF${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10}`;

/** Why a file was not taken. */
export interface LessonError {
  readonly rule: LessonRule;
  /** Counts from 1, as editors do. */
  readonly line: number;
  /** What is wrong and what would be right. For people. */
  readonly message: string;
}

/** What {@linkcode readLesson} found. */
export type LessonResult =
  | { readonly ok: true; readonly lesson: Lesson; readonly hash: string }
  | { readonly ok: false; readonly error: LessonError };

/** Longest line: the longest frame, and its other labels. */
const MAX_LINE_LENGTH = MAX_FRAME_LENGTH + 1_024;

/** Thrown and caught in this file only: a file ends at its first error. */
class Broken extends Error {
  constructor(readonly rule: LessonRule, readonly line: number, message: string) {
    super(message);
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads a lesson. The first error is the one that is told. */
export function readLesson(text: string): LessonResult {
  try {
    return read(text);
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    const { rule, line, message } = error;
    return { ok: false, error: { rule, line, message } };
  }
}

function read(text: string): LessonResult {
  if (text.length > MAX_LESSON_LENGTH) {
    throw new Broken("LF9", 1, `the file is ${text.length} long, at most ${MAX_LESSON_LENGTH}`);
  }
  const lines = text.replace(/^\ufeff/, "").split("\n");
  // Each line ends with a line feed, so the last one is empty.
  if (lines.at(-1)?.trim() === "") lines.pop();
  const header = fieldsOf(lines[0] ?? "", 1, "LF1");
  const count = checkHeader(header);
  if (lines.length - 1 !== count) {
    const is = lines.length - 1 < count ? "it was cut short" : "it has more than it says";
    const message = `line 1 says ${count} frames and ${lines.length - 1} follow: ${is}`;
    throw new Broken("LF8", lines.length, message);
  }
  const frames: LoggedFrame[] = [];
  for (let n = 1; n <= count; n++) {
    frames.push(readLine(fieldsOf(lines[n]!, n + 1, "LF3"), n, frames.at(-1)?.at ?? 0));
  }
  const hash = stateHash(frames);
  if (header.hash !== undefined && header.hash !== hash) {
    const message = "the frames do not give the hash that line 1 says: they were changed. " +
      "To take them as they are, remove hash from line 1";
    throw new Broken("LF10", 1, message);
  }
  const me = header.me as string | undefined;
  const title = header.title as string | undefined;
  return { ok: true, hash, lesson: { frames, me, title } };
}

/** Checks the first line and returns how many frames follow. */
function checkHeader({ mux, version, frames, me, title, hash }: Fields): number {
  if (mux !== "lesson") {
    throw new Broken("LF1", 1, `mux is ${show(mux)}, a lesson begins with {"mux":"lesson",…}`);
  }
  if (version !== LESSON_VERSION) {
    const message = `version is ${show(version)}, this page reads ${LESSON_VERSION}`;
    throw new Broken("LF2", 1, `${message}: save it again, or use a newer page`);
  }
  if (!isInteger(frames, 0, MAX_LESSON_FRAMES)) {
    const message = `frames is ${show(frames)}, must be an integer up to ${MAX_LESSON_FRAMES}`;
    throw new Broken("LF9", 1, message);
  }
  checkText("LF1", 1, { me }, MAX_SENDER_LENGTH);
  checkText("LF1", 1, { title }, MAX_TITLE_LENGTH);
  checkText("LF1", 1, { hash }, 64);
  return frames;
}

function readLine(fields: Fields, n: number, before: number): LoggedFrame {
  const line = n + 1;
  const { at, direction, asked, rule, fault } = fields;
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
  if (asked !== undefined && !isTime(typeof asked === "number" && Math.abs(asked))) {
    throw new Broken("LF7", line, `asked is ${show(asked)}, must be milliseconds, or left out`);
  }
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
    ...asked !== undefined && { asked: asked as number },
    ...rule !== undefined && { rule: rule as string },
    ...fault !== undefined && { fault: fault as FaultKind },
  };
}

/** Only the fields that a frame has: nothing else of a line gets further. */
function readFrame(fields: Fields, line: number): Frame {
  const error = checkFrame(fields, ANY_CHANNEL);
  if (error) throw new Broken("LF6", line, `${error.rule}: ${error.message}`);
  const { channel, messageId, sequence, total, data, from, offset } = fields as unknown as Frame;
  checkText("LF7", line, { from }, MAX_SENDER_LENGTH);
  if (offset !== undefined && !isInteger(offset, 0, Number.MAX_SAFE_INTEGER)) {
    throw new Broken("LF7", line, `offset is ${show(offset)}, must count from 0, or be left out`);
  }
  return {
    channel,
    messageId,
    sequence,
    total,
    data,
    ...from !== undefined && { from },
    ...offset !== undefined && { offset },
  };
}

function fieldsOf(text: string, line: number, rule: LessonRule): Fields {
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
function checkText(rule: LessonRule, line: number, field: Fields, max: number): void {
  for (const [name, value] of Object.entries(field)) {
    if (value === undefined) continue;
    if (typeof value === "string" && value !== "" && value.length <= max) continue;
    const found = typeof value === "string" ? `${value.length} long` : kindOf(value);
    throw new Broken(rule, line, `${name} is ${found}, must be a text of 1 to ${max}`);
  }
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= MAX_LESSON_MS;
}
