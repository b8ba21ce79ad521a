/**
 * Bounds that only a server has. Those of the wire are in lib/limits.ts.
 *
 * @module
 */

/** Bad frames in a row before a connection is closed: enough to learn from, too few to be a nuisance. */
export const MAX_BAD_FRAMES = 10;

/**
 * Longest message that is answered and not closed on, in code units: four times a frame. What is
 * longer is no mistake in a frame, and costs us memory each time.
 */
export const MAX_MESSAGE_TEXT = 524_288;

/**
 * Bytes that may wait in our memory for one slow reader, beyond what the kernel holds. A class of
 * thirty stalled readers then costs 240 MB at the worst.
 */
export const MAX_BACKLOG_BYTES = 8_000_000;

/** Seconds of silence before a ping, twice: a dead peer is gone after this, proxies see traffic. */
export const IDLE_TIMEOUT_S = 30;

/** How long what was sent before our close may still come in, in milliseconds: a slow round trip. */
export const LINGER_MS = 250;

/** Frames of one presence message that the room remembers: "online" at chunk size 1, and some air. */
export const MAX_PRESENCE_FRAMES = 16;

/**
 * Names of people who left that are not given again yet. Readers remember a sender's messages for a
 * minute (A7), and would take a namesake's for them: a class of thirty may reload four times in it.
 */
export const MAX_LEFT_NAMES = 128;
