/**
 * One turn of the event loop, as the readers of a room see it: what came in it, encoded once, and what
 * it costs each of them.
 *
 * @module
 */

import { encodeBatch, type EncodedFrame } from "../lib/brief.ts";
import type { ChannelClass } from "../lib/channels.ts";
import { MAX_BATCH, MAX_BATCH_LENGTH } from "../lib/limits.ts";
import type { ChannelLog } from "./logs/log.ts";

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

/** What came in one turn of the event loop, encoded once for all who stood at `before`. */
export interface Turn {
  readonly before: Heads;
  readonly after: Heads;
  /** How many frames are new, of all channels but bulk. */
  readonly fresh: number;
  /** Whether bulk has come, too. */
  readonly hasBulk: boolean;
  /** They, as one message. Absent: there are none, or too many. */
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

/** Where the logs end now. */
export function headsOf(channels: readonly RoomChannel[]): Heads {
  return {
    next: channels.map(({ log }) => log.next),
    bytes: channels.map(({ log }) => log.bytes),
  };
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
  fresh: readonly EncodedFrame[],
): Turn {
  const costs = costsOf(channels, before, after);
  const hasBulk = channels.some((channel) =>
    channel.class === "bulk" && after.next[channel.number] !== before.next[channel.number]
  );
  return { before, after, fresh: fresh.length, hasBulk, text: joinFresh(fresh), costs };
}

/** A turn in which nothing came: for readers with something of their own to say. */
export function quietTurn(head: Heads): Turn {
  return { before: head, after: head, fresh: 0, hasBulk: false, text: undefined, costs: [] };
}

function joinFresh(fresh: readonly EncodedFrame[]): string | undefined {
  if (fresh.length === 0 || fresh.length > MAX_BATCH) return undefined;
  const text = encodeBatch(fresh);
  return text.length <= MAX_BATCH_LENGTH ? text : undefined;
}
