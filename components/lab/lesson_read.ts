/**
 * Reading a lesson that anybody may have written: text in, a lesson or what is wrong with it out.
 * Nothing here throws on input.
 *
 * @module
 */

import { isInteger, show } from "../../lib/parse.ts";
import {
  type Lesson,
  LESSON_VERSION,
  MAX_LESSON_FRAMES,
  MAX_LESSON_LENGTH,
  MAX_SENDER_LENGTH,
  MAX_TITLE_LENGTH,
} from "./lesson.ts";
import {
  Broken,
  checkText,
  type Fields,
  fieldsOf,
  type LessonRule,
  readLine,
} from "./lesson_line.ts";
import type { LoggedFrame } from "./log.ts";
import { stateHash } from "./state_hash.ts";

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
