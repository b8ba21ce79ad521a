/**
 * A lesson as a file: lines of JSON, the first about the lesson, then one for each frame. The format
 * is docs/lesson-format.md.
 *
 * ```ts
 * import { assert, assertEquals } from "@std/assert";
 * import { writeLesson } from "./lesson.ts";
 * import { readLesson } from "./lesson_read.ts";
 *
 * const frame = { channel: "chat", messageId: "c", sequence: 0, total: 1, data: "hi", from: "otter" };
 * const text = writeLesson({ frames: [{ n: 7, at: 5_000, direction: "down", frame }] });
 * const result = readLesson(text);
 * assert(result.ok);
 * assertEquals(result.lesson.frames[0]?.frame.from, "s1");
 * ```
 *
 * @module
 */

import { knownFields, type LoggedFrame } from "./log.ts";
import { Aliases, type Keep, redact } from "./privacy.ts";
import { stateHash } from "./state_hash.ts";

/** The version of the format that is written, and the only one that is read. */
export const LESSON_VERSION = 1;

/** Most frames of a lesson: an hour at 25 a second, and what a tab plays without trouble. */
export const MAX_LESSON_FRAMES = 100_000;

/** Longest file, in code units: that many frames of chat, or twenty of the largest files. */
export const MAX_LESSON_LENGTH = 32_000_000;

/** Longest time from the first frame to the last, in milliseconds: a day of project work. */
export const MAX_LESSON_MS = 24 * 3_600_000;

/** Longest name of a sender that is read: what a server of somebody else's may give. */
export const MAX_SENDER_LENGTH = 64;

/** Longest line of a lesson's title. */
export const MAX_TITLE_LENGTH = 120;

/** A log, and what is known of it as a whole. */
export interface Lesson {
  readonly frames: readonly LoggedFrame[];
  /** The sender that the page which saved it was. */
  readonly me?: string | undefined;
  readonly title?: string | undefined;
}

/** The first line of a file. */
export interface LessonHeader {
  readonly mux: "lesson";
  readonly version: number;
  /** Lines that follow. */
  readonly frames: number;
  readonly title?: string;
  readonly me?: string;
  /** Whether names, and bytes of files, are in it. */
  readonly names: boolean;
  readonly bytes: boolean;
  /** What {@linkcode stateHash} says of these frames. */
  readonly hash: string;
}

/**
 * Writes a lesson. The first frame is at 0 ms.
 *
 * @param keep What else is told: without it, no names and no bytes of files.
 * @throws {RangeError} If there are more than {@linkcode MAX_LESSON_FRAMES}.
 */
export function writeLesson({ frames, me, title }: Lesson, keep: Keep = {}): string {
  if (frames.length > MAX_LESSON_FRAMES) {
    throw new RangeError(
      `Cannot save lesson: it has ${frames.length} frames, at most ${MAX_LESSON_FRAMES}`,
    );
  }
  const aliases = new Aliases();
  const told = fromZero(redact(frames, keep, aliases));
  const header: LessonHeader = {
    mux: "lesson",
    version: LESSON_VERSION,
    frames: told.length,
    ...title && { title: title.slice(0, MAX_TITLE_LENGTH) },
    ...me !== undefined && { me: keep.names ? me : aliases.of(me) },
    names: keep.names === true,
    bytes: keep.bytes === true,
    hash: stateHash(told),
  };
  return [header, ...told.map(lineOf)].map((line) => JSON.stringify(line) + "\n").join("");
}

/** Times from 0, in thousandths of a millisecond at most: a clock's noise is nobody's business. */
function fromZero(frames: readonly LoggedFrame[]): LoggedFrame[] {
  const start = frames[0]?.at ?? 0;
  const since = (at: number) => Math.round((at - start) * 1_000) / 1_000;
  return frames.map((entry) => ({ ...entry, at: since(entry.at) }));
}

function lineOf({ at, direction, frame, run, rule, fault }: LoggedFrame): object {
  return {
    at,
    direction,
    ...knownFields(frame),
    ...run !== undefined && { run },
    ...rule !== undefined && { rule },
    ...fault !== undefined && { fault },
  };
}
