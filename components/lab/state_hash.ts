/**
 * One number for what a log means. A lesson that is replayed here, at a terminal, or by a program in
 * another language ends in the same one: docs/lesson-format.md says how it is made.
 *
 * @module
 */

import { type Assembly, Reassembler } from "../../lib/protocol.ts";
import { framesOf, isTaken, type LoggedFrame } from "./log.ts";
import { sha256 } from "./sha256.ts";

/** The hash of the demultiplexed state after a log, in 64 hexadecimal digits. */
export function stateHash(log: readonly LoggedFrame[]): string {
  return sha256(stateText(log));
}

/**
 * The state as text, a line a message: those that were completed, in that order, then those that
 * are open when the last frame is in, by their labels.
 */
export function stateText(log: readonly LoggedFrame[]): string {
  let now = 0;
  const reassembler = new Reassembler({ now: () => now });
  const lines: string[] = [];
  for (const entry of log) {
    now = entry.at;
    if (!isTaken(entry)) continue;
    for (const frame of framesOf(entry)) {
      const result = reassembler.push(frame);
      if (result.status === "complete") lines.push(completeLine(result.message));
    }
  }
  reassembler.sweep();
  const open = [...reassembler.messages()].filter(({ complete }) => !complete).map(openLine);
  return [...lines, ...open.sort()].map((line) => line + "\n").join("");
}

function completeLine(message: Assembly): string {
  const { from, channel, messageId } = message;
  return JSON.stringify(["complete", from, channel, messageId, message.text()]);
}

/** Pieces with their sequences, so that no gap is lost. */
function openLine(message: Assembly): string {
  const { from, channel, messageId, total } = message;
  const pieces = message.pieces().flatMap((data, n) => data === undefined ? [] : [[n, data]]);
  return JSON.stringify(["open", from, channel, messageId, total, pieces]);
}
