/**
 * The frames taken apart again, as a fold: the state of every message after a log is a function of
 * that log. A state is never changed, so any of them can be kept and gone back to.
 *
 * @module
 */

import { decodeFileHead, stoppedBy } from "../lib/file.ts";
import { MAX_OPEN_PER_SENDER, OPEN_MS, STALE_MS } from "../lib/limits.ts";
import type { Frame } from "../lib/protocol.ts";
import type { WireFrame } from "./frames.ts";
import { isTaken } from "./lab/log.ts";

/** Messages of a channel that stay in sight when they are over. Who is not over stays anyway. */
export const ROWS_PER_CHANNEL = 3;

/** Most rows of a channel, so that nobody fills the memory: all that a class may have open (A6). */
export const MAX_ROWS = 32 * MAX_OPEN_PER_SENDER;

/** Messages of a channel that are remembered out of sight, so that their repeats begin none (A3). */
const MAX_PAST = 64;

/** Pieces of a message that a row shows: more would not fit, and a file has thousands. */
const SHOWN_PIECES = 64;

/** Sequences from the first up to and without the last. */
export type Span = readonly [from: number, to: number];

/** A message in the demultiplexed view. */
export interface Row {
  readonly key: string;
  readonly channel: string;
  readonly from: string;
  readonly messageId: string;
  /** Of a file, once its first frame is here; else empty. */
  readonly name: string;
  readonly total: number;
  readonly received: number;
  /** Sequences that are not here. */
  readonly missing: readonly Span[];
  /** Sequences that the hub was asked to drop. */
  readonly dropped: readonly number[];
  /** Of these, the ones that somebody asked for again, and that came. */
  readonly mended: readonly number[];
  /** It began before anything of it came here, so that only bytes of it come, and nothing is complete. */
  readonly isHeadless: boolean;
  /** The beginning of the message, `undefined` where a piece is missing; none of a message in bytes. */
  readonly pieces: readonly (string | undefined)[];
  /** When its last new piece came. */
  readonly at: number;
  /** Why no more of it is to be expected, where its sender said so or has left (P7). */
  readonly end: "stopped" | "left" | undefined;
  /** It is over, and out of sight. */
  readonly isPast?: true;
}

/** The rows by channel, the newest last. */
export type Rows = ReadonlyMap<string, readonly Row[]>;

/** The rows after no frame. */
export const NO_ROWS: Rows = new Map();

/** The rows after one more frame. The same object where nothing changed. */
export function fold(rows: Rows, entry: WireFrame): Rows {
  const isDropped = entry.fault === "drop" && entry.direction === "down";
  if (!isTaken(entry) && !isDropped) return rows;
  const { frame, at } = entry;
  const old = rows.get(frame.channel) ?? [];
  const key = keyOf(frame);
  const place = old.findIndex((row) => row.key === key);
  const known = old[place];
  // What the hub sends twice says so, and is no news of a message that has left its row (A3).
  if (!known && entry.fault === "duplicate") return rows;
  const isOver = known && at >= known.at + lastsFor(known);
  const before = !known || isOver ? begin(entry, key) : known;
  const row = isDropped ? drop(before, frame.sequence) : take(before, entry);
  // Whoever leaves again says nothing that was not said before.
  if (row === known) return end(rows, frame);
  // A message that begins anew under the same labels takes the row of the one before.
  const next = place >= 0 && !isOver
    ? old.with(place, row)
    : trim([...old.filter((other) => other !== known && isThere(other, at)), row]);
  return end(new Map(rows).set(frame.channel, next), frame);
}

/** Who comes back may go on with what was on its way (R1), and with what was stopped never. */
function end(rows: Rows, { channel, from, data }: Frame): Rows {
  const stopped = channel === "file" ? stoppedBy(data) : undefined;
  if (!stopped && channel !== "presence") return rows;
  const endOf = (row: Row): Row["end"] => {
    if (row.from !== from || row.end === "stopped") return row.end;
    if (!stopped) return data === "left" ? "left" : undefined;
    return row.channel === channel && row.messageId === stopped ? "stopped" : row.end;
  };
  return new Map(
    [...rows].map(([name, all]) => [name, all.map((row) => ({ ...row, end: endOf(row) }))]),
  );
}

/** What there is to see at a time. */
export function rowsAt(rows: Rows, now: number): Row[] {
  return [...rows.values()].flat().filter((row) => !row.isPast && isThere(row, now));
}

/** Whether all of a message is here. */
export function isComplete({ received, total, isHeadless }: Row): boolean {
  return received === total && !isHeadless;
}

/** Names a message among all (A1), the same way for frames and rows. */
export function keyOf({ from = "", channel, messageId }: Frame): string {
  return `${from} ${channel} ${messageId}`;
}

function begin({ frame, run, at }: WireFrame, key: string): Row {
  const { from, channel, messageId, total } = frame;
  // Who it is from, the first frame says, and a run alone does not.
  const isHeadless = run !== undefined && from === undefined;
  const missing: readonly Span[] = isHeadless ? [] : [[0, total]];
  const empty = {
    name: "",
    received: 0,
    missing,
    dropped: [],
    mended: [],
    pieces: [],
    end: undefined,
  };
  return { key, channel, from: from ?? "", messageId, total, at, isHeadless, ...empty };
}

/** Exact repeats and frames that disagree change nothing (A3, A4). */
function take(row: Row, { frame, run, at }: WireFrame): Row {
  const { sequence, total } = frame;
  if (row.isHeadless) return { ...row, at, received: row.received + (run?.frames ?? 1) };
  if (total !== row.total) return row;
  const missing = row.missing.flatMap((span) =>
    without(span, [sequence, sequence + (run?.frames ?? 1)])
  );
  const received = total - missing.reduce((sum, [from, to]) => sum + to - from, 0);
  if (received === row.received) return row;
  const dropped = row.dropped.filter((n) => n !== sequence);
  const mended = dropped.length < row.dropped.length ? [...row.mended, sequence] : row.mended;
  const pieces = run ? [] : withPiece(row, frame);
  const name = row.name || nameOf(frame);
  return { ...row, name, missing, received, dropped, mended, at, pieces };
}

/** A file's name is in its first frame: before its bytes (B7), or at the beginning of its text. */
function nameOf({ channel, sequence, data }: Frame): string {
  return channel === "file" && sequence === 0 && decodeFileHead(data)?.name || "";
}

/** A note that is read later than the piece, which somebody asked for again, changes nothing. */
function drop(row: Row, sequence: number): Row {
  const isHere = row.missing.every(([from, to]) => sequence < from || sequence >= to);
  if (isHere || row.dropped.includes(sequence)) return row;
  return { ...row, dropped: [...row.dropped, sequence] };
}

function withPiece({ pieces, total }: Row, { sequence, data }: Frame): Row["pieces"] {
  if (sequence >= SHOWN_PIECES) return pieces;
  const shown = Array.from({ length: Math.min(total, SHOWN_PIECES) }, (_, n) => pieces[n]);
  shown[sequence] = data;
  return shown;
}

/** What is left of a span without another. */
function without([from, to]: Span, [start, end]: Span): Span[] {
  const left: Span[] = [[from, Math.min(to, start)], [Math.max(from, end), to]];
  return left.filter(([from, to]) => from < to);
}

/** An unfinished message is forgotten with the last word of it, as is one that is out of sight. */
function isThere(row: Row, now: number): boolean {
  return isComplete(row) && !row.isPast || row.at + lastsFor(row) > now;
}

/** How long a message is remembered (A7), in milliseconds. Of one that was ended no more comes. */
function lastsFor(row: Row): number {
  return isComplete(row) || row.end || row.isHeadless ? STALE_MS : OPEN_MS;
}

/**
 * What is over makes room for what begins, the oldest first. What is open never does: its next frame
 * would begin it anew, and what came before would seem to be missing.
 */
function trim(rows: readonly Row[]): readonly Row[] {
  const past = rows.filter(({ isPast }) => isPast);
  const seen = rows.slice(past.length);
  let spare = seen.length - ROWS_PER_CHANNEL;
  const kept = seen.filter((row, n) => {
    const isKept = !isComplete(row) || n === seen.length - 1 || spare-- <= 0;
    // What is said in one frame is whole whenever it comes.
    if (!isKept && row.total > 1) past.push({ ...row, isPast: true });
    return isKept;
  });
  return [...past.slice(-MAX_PAST), ...kept.slice(-MAX_ROWS)];
}
