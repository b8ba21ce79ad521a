/**
 * Logs for tests of the lab.
 *
 * @module
 */

import type { LoggedFrame } from "../../../components/lab/log.ts";
import { type Frame, split } from "../../../lib/protocol.ts";

/** What the room sends of one message. */
export function cut(from: string, channel: string, messageId: string, data: string, size = 4) {
  return split({ channel, messageId, data }, size).map((frame): Frame => ({ ...frame, from }));
}

/** Frames as they came down, one each `every` milliseconds, the first at `start`. */
export function logOf(frames: readonly Frame[], { start = 0, every = 10 } = {}): LoggedFrame[] {
  return frames.map((frame, n) => ({
    n: n + 1,
    at: start + n * every,
    direction: "down",
    frame,
  }));
}

/** Frames of several messages, in turn. */
export function inTurn(...messages: readonly (readonly Frame[])[]): Frame[] {
  const longest = Math.max(...messages.map(({ length }) => length));
  return Array.from({ length: longest }, (_, n) => messages.flatMap((frames) => frames[n] ?? []))
    .flat();
}

/** A small lesson: chat, presence and a file of two people, in turn. */
export function smallLesson(): LoggedFrame[] {
  const file = cut("heron", "file", "file-1", "ABCDEFGH", 2);
  const chat = cut("otter", "chat", "chat-1", "hello multiplexing");
  return logOf(inTurn(file, chat, cut("otter", "presence", "p-1", "online")), { start: 5_000 });
}
