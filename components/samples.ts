/**
 * What the page's buttons send.
 *
 * @module
 */

import type { Outgoing } from "./session.ts";

/** The course's fake file: no file at all, just bulk. */
export const FAKE_FILE = "ABCDEFGH";

/** What "all three" says on the chat channel. */
export const ALL_THREE_TEXT = "hello multiplexing";

/** A message for each of the course's channels. */
export function allThree(presence: string): Outgoing[] {
  return [
    { channel: "chat", data: ALL_THREE_TEXT },
    { channel: "presence", data: presence },
    { channel: "file", data: FAKE_FILE },
  ];
}
