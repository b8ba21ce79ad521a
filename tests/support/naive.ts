/**
 * Reassembly as one would first write it, with no bounds and nothing live: the oracle that
 * the real one is compared with.
 *
 * @module
 */

import type { Frame } from "../../lib/protocol.ts";

/** The status that each frame should get, and the messages that become whole, in that order. */
export function naive(frames: readonly Frame[]): { statuses: string[]; whole: string[] } {
  const taken: Frame[] = [];
  const statuses: string[] = [];
  const whole: string[] = [];
  for (const frame of frames) {
    const pieces = taken.filter((other) => isSameMessage(other, frame));
    const twin = pieces.find(({ sequence }) => sequence === frame.sequence);
    if (pieces.some(({ total }) => total !== frame.total)) statuses.push("conflict");
    else if (twin) statuses.push(twin.data === frame.data ? "repeat" : "conflict");
    else {
      taken.push(frame);
      pieces.push(frame);
      statuses.push(pieces.length < frame.total ? "partial" : "complete");
      if (pieces.length < frame.total) continue;
      pieces.sort((a, b) => a.sequence - b.sequence);
      whole.push(pieces.map(({ data }) => data).join(""));
    }
  }
  return { statuses, whole };
}

function isSameMessage(a: Frame, b: Frame): boolean {
  return a.from === b.from && a.channel === b.channel && a.messageId === b.messageId;
}
