/**
 * What the page's buttons send.
 *
 * @module
 */

import type { Message } from "./session.ts";

/** The course's fake file: no file at all, just bulk. */
export const FAKE_FILE = "ABCDEFGH";

/** 12 KB of text: at the smallest chunk sizes it is thousands of frames, and still one message. */
export const SAMPLE_TEXT = Array.from(
  { length: 300 },
  (_, n) => `line ${String(n + 1).padStart(3, "0")} of a text that is no hurry\n`,
).join("").padEnd(12_000, ".")
  .slice(0, 12_000);

/** The same as a file, some times over: two seconds of a slow line. Made when it is asked for. */
export function sampleBytes(): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(SAMPLE_TEXT.repeat(5));
}

/** What "all three" says on the chat channel. */
export const ALL_THREE_TEXT = "hello multiplexing";

/** A message for each of the course's channels. */
export function allThree(presence: string): Message[] {
  return [
    { channel: "chat", data: ALL_THREE_TEXT },
    { channel: "presence", data: presence },
    { channel: "file", data: FAKE_FILE },
  ];
}
