/**
 * One turn of the event loop, as the readers of a room see it: what came in it, encoded once, and what
 * it costs each of them. What is more than one message holds has another turn.
 *
 * @module
 */

import { encodeBatch, type EncodedFrame } from "../lib/brief.ts";
import type { ChannelClass } from "../lib/channels.ts";
import { MAX_BATCH, MAX_BATCH_LENGTH } from "../lib/limits.ts";
import type { ChannelLog, Entry } from "./logs/log.ts";

/** A channel of this room. */
export interface RoomChannel {
  readonly name: string;
  readonly class: ChannelClass;
  /** Who alone speaks on it, if not everybody (M1). */
  readonly by?: "server";
  /** Whether people declared it (M21). */
  readonly isOwn?: boolean;
  /** Names it in binary messages: its place in `Room.channels`. */
  readonly number: number;
  readonly log: ChannelLog;
}

/** How far every channel has come, by the channel's number. */
export interface Heads {
  readonly next: readonly number[];
  readonly bytes: readonly number[];
}

/** What came on a channel that is not bulk. */
export interface Fresh {
  /** The channel's. */
  readonly number: number;
  readonly entry: Entry;
}

/** What came in one turn of the event loop, encoded once for all who stood at `before`. */
export interface Turn {
  readonly before: Heads;
  readonly after: Heads;
  /** Whether bulk has come, too. */
  readonly hasBulk: boolean;
  /** The frames that are new, of all channels but bulk, as one message. Absent: there are none. */
  readonly text: string | undefined;
  /** What they cost whoever gets them, by channel. Counted once, for all readers. */
  readonly costs: readonly Cost[];
}

/** What a turn's frames of one channel take off a reader's credit. */
export interface Cost {
  /** The channel's. */
  readonly number: number;
  readonly bytes: number;
  readonly frames: number;
}

/** Where the logs end now, but for what has a turn of its own later. */
export function headsOf(channels: readonly RoomChannel[], later: readonly Fresh[] = []): Heads {
  const next = channels.map(({ log }) => log.next);
  const bytes = channels.map(({ log }) => log.bytes);
  for (const { number, entry } of later) {
    next[number] = Math.min(next[number]!, entry.offset);
    bytes[number]! -= entry.bytes;
  }
  return { next, bytes };
}

/** How many of `fresh` one message surely holds: one at least, where there is one. */
export function fitting(fresh: readonly Fresh[]): number {
  let length = 0;
  let count = 0;
  for (const { entry } of fresh) {
    // In an array a frame is no longer than alone.
    length += encodedOf(entry).text.length + 1;
    if (count === MAX_BATCH || (count > 0 && length >= MAX_BATCH_LENGTH)) break;
    count++;
  }
  return count;
}

function costsOf(channels: readonly RoomChannel[], before: Heads, after: Heads): Cost[] {
  return channels.filter((channel) => channel.class !== "bulk").map(({ number }) => ({
    number,
    bytes: after.bytes[number]! - before.bytes[number]!,
    frames: after.next[number]! - before.next[number]!,
  })).filter(({ frames }) => frames > 0);
}

/** The turn from `before` to `after`, in which `fresh` came. */
export function turnOf(
  channels: readonly RoomChannel[],
  before: Heads,
  after: Heads,
  fresh: readonly Fresh[],
): Turn {
  const costs = costsOf(channels, before, after);
  const hasBulk = channels.some((channel) =>
    channel.class === "bulk" && after.next[channel.number] !== before.next[channel.number]
  );
  const text = fresh.length > 0
    ? encodeBatch(fresh.map(({ entry }) => encodedOf(entry)))
    : undefined;
  return { before, after, hasBulk, text, costs };
}

/** A turn in which nothing came: for readers with something of their own to say. */
export function quietTurn(head: Heads): Turn {
  return { before: head, after: head, hasBulk: false, text: undefined, costs: [] };
}

function encodedOf({ encoded }: Entry): EncodedFrame {
  return encoded as EncodedFrame;
}
