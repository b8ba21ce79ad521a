/**
 * Bounds that only a server has, and that nobody has to set. Those that can be set are in
 * limit_table.ts, those of the wire in lib/limits.ts.
 *
 * @module
 */

import type { ChannelClass } from "../lib/channels.ts";
import type { Grant } from "../lib/control.ts";
import type { Retention } from "./logs/log.ts";

/**
 * What a room keeps of a channel, by class: a lesson of chat; of files enough that the slowest reader
 * of a class gets the largest one; of state each sender's latest; of the ephemeral only what is on
 * its way.
 */
export const RETENTION: Readonly<Record<ChannelClass, Retention>> = {
  control: { bytes: 0, frames: 0, ms: 0 },
  interactive: { bytes: 8_000_000, frames: 50_000, ms: 24 * 3_600_000 },
  state: { bytes: 1_000_000, frames: 8_192, ms: Infinity, latestOnly: true },
  ephemeral: { bytes: 64_000, frames: 1_024, ms: 3_000, fleeting: true },
  bulk: { bytes: 128_000_000, frames: 200_000, ms: 3_600_000 },
};

/** Messages of one sender that a pause lets end (M8): a folder of files, dropped at once. */
export const MAX_BEGUN = 64;

/** Bad frames in a row before a connection is closed: enough to learn from, too few to be a nuisance. */
export const MAX_BAD_FRAMES = 10;

/**
 * Longest message that is answered and not closed on, in code units: four times a frame. What is
 * longer is no mistake in a frame, and costs us memory each time.
 */
export const MAX_MESSAGE_TEXT = 524_288;

/**
 * Frames that were dropped on request and can be asked for: at their longest 16 MB, and a class asks
 * within seconds.
 */
export const MAX_DROPPED = 1_000;

/** How long what was sent before our close may still come in, in milliseconds: a slow round trip. */
export const LINGER_MS = 250;

/** Frames of one presence message that the room remembers: "online" at chunk size 1, and some air. */
export const MAX_PRESENCE_FRAMES = 16;

/**
 * Names of people who left that are not given again yet. Readers remember a sender's messages for a
 * minute (A7), and would take a namesake's for them: a class of thirty may reload four times in it.
 */
export const MAX_LEFT_NAMES = 128;

/** What a client may have outstanding on a channel before we have taken it, by class (C1). */
export const CREDIT_WINDOW: Readonly<Record<ChannelClass, Grant>> = {
  control: { bytes: 0, frames: 0 },
  interactive: { bytes: 262_144, frames: 4_096 },
  state: { bytes: 65_536, frames: 1_024 },
  ephemeral: { bytes: 65_536, frames: 1_024 },
  bulk: { bytes: 8_388_608, frames: 16_384 },
};

/** Code units of history in one message: others get a turn in between. */
export const MAX_TEXT_BYTES = 65_536;

/** How often a full socket is looked at again, in milliseconds: it does not say when it drains. */
export const DRAIN_MS = 10;

/** The same for one that took nothing the last times. Hundreds of them must not cost a core. */
export const MAX_DRAIN_MS = 160;

/** Bytes in the socket's queue of a plain reader above which it waits: 20 MB/s at the pace above. */
export const MAX_SOCKET_BYTES = 262_144;

/** Readers that are served in one go: a class. It takes some 300 µs, and what came meanwhile has its turn. */
export const SLICE = 32;

/** How long a session is kept after its connection ended, in milliseconds: a walk between two rooms. */
export const SESSION_MS = 120_000;

/** Sessions that a room keeps. Each is some hundred bytes. */
export const MAX_SESSIONS = 10_000;

/**
 * Where a bulk channel takes no more bytes. A run's header has 32 bits for an offset; the air above
 * is for what comes in one turn. It is 4.8 TB of pieces in one life of a log.
 */
export const MAX_BULK_OFFSET = 4_000_000_000;

/**
 * Names of own channels (M21) in one life of a room: each has a log, a number in a byte, and a lane to
 * every reader, also after it was taken away. It is years of lessons, and a bound for who plays with it.
 */
export const MAX_OWN_NAMES = 64;

/** Milliseconds without a sign of life before a ping (L1). */
export const HEARTBEAT_MS = 15_000;

/** People who can belong to a classroom: a year of a school, and a bound for what is told of them. */
export const MAX_PEOPLE = 200;

/**
 * Code units of a message on `mux.v1` that are no payload and cost as much as one control frame: what
 * is ignored (H4) has to be read all the same.
 */
export const CONTROL_UNIT = 4_096;

/** How long a message is, as {@linkcode MAX_MESSAGE_TEXT} counts. */
export function sizeOf(data: string | ArrayBuffer): number {
  return typeof data === "string" ? data.length : data.byteLength;
}
