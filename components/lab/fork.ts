/**
 * From any past frame on, another way: what was there stays, and the rest is played again with other
 * knobs.
 *
 * @module
 */

import { PIECE_BYTES } from "../../lib/bulk.ts";
import { MAX_TOTAL } from "../../lib/limits.ts";
import { type Frame, Reassembler, split } from "../../lib/protocol.ts";
import { logOf } from "./figures.ts";
import { framesOf, isTaken, type LoggedFrame, messageKey, upTo } from "./log.ts";
import { type Cut, type Knobs, play } from "./simulate.ts";

/** A piece of bytes as the plain wire has it (B7): as long, whatever it said. */
const PIECE = "A".repeat(Math.ceil(PIECE_BYTES / 3) * 4);

/**
 * Forks a log after frame `n`.
 *
 * - Frames up to `n` are as they were.
 * - Messages that were open then keep their cut: their `total` has been said. Their other frames wait
 *   for their turn from that moment on.
 * - Messages that began later are handed over when their first frame came, and are cut anew, unless
 *   that would need more than {@linkcode MAX_TOTAL} frames, or they never were complete.
 * - Everything is on one road: the one to the page whose log it is.
 */
export function fork(log: readonly LoggedFrame[], n: number, knobs: Knobs): LoggedFrame[] {
  const kept = upTo(log, n);
  const later = log.slice(kept.length).filter(isTaken);
  const forkedAt = kept.at(-1)?.at ?? log[0]?.at ?? 0;
  const begun = new Set(kept.filter(isTaken).map(({ frame }) => messageKey(frame)));
  const rest = new Map<string, Cut & { readonly frames: Frame[] }>();
  for (const entry of later) {
    const key = messageKey(entry.frame);
    const frames = framesOf(entry, PIECE);
    const cut = rest.get(key);
    if (cut) cut.frames.push(...frames);
    else rest.set(key, { at: begun.has(key) ? forkedAt : entry.at, frames });
  }
  const cuts = [...rest].map(([key, cut]) => begun.has(key) ? cut : recut(cut, knobs.chunkSize));
  return [...kept, ...logOf(play(cuts, knobs), n + 1)];
}

function recut({ at, frames }: Cut, size: number): Cut {
  const reassembler = new Reassembler({ now: () => 0 });
  const whole = frames.map((frame) => reassembler.push(frame))
    .find(({ status }) => status === "complete")?.message;
  const text = whole?.text();
  if (text === undefined || text.length > size * MAX_TOTAL) return { at, frames };
  const { channel, messageId, from } = frames[0]!;
  const labels = from === undefined ? {} : { from };
  return {
    at,
    frames: split({ channel, messageId, data: text }, size).map((f) => ({ ...f, ...labels })),
  };
}
