/**
 * A channel's log: what was said, in order, append-only. One interface, one file per engine.
 *
 * @module
 */

import type { EncodedFrame } from "../../lib/brief.ts";

/** What an engine is asked to keep. */
export interface Draft {
  readonly from: string;
  readonly messageId: string;
  /** The place of its first frame in its message, and how many frames the message has. */
  readonly sequence: number;
  readonly total: number;
  /** 1, or how many consecutive pieces a run has (B5). */
  readonly frames: number;
  /** Payload, as credit counts it (C1). */
  readonly bytes: number;
  /** Sent again on purpose, as the plain wire allows: kept each time. */
  readonly repeatable: boolean;
  /** Writes the frame as it goes to readers, once its offset is known. */
  encode(offset: number): EncodedFrame | Uint8Array<ArrayBuffer>;
}

/** A frame, or a run of frames, in the log. It never changes. */
export interface Entry {
  /** The place of its first frame. */
  readonly offset: number;
  readonly frames: number;
  readonly bytes: number;
  readonly from: string;
  readonly messageId: string;
  readonly sequence: number;
  readonly total: number;
  /** When it came, by the room's clock, in milliseconds. */
  readonly at: number;
  /** One frame of text, or one run. Shared by all readers: never to be written to. */
  readonly encoded: EncodedFrame | Uint8Array<ArrayBuffer>;
}

/** How much a log keeps. What is over is let go of, the oldest first. */
export interface Retention {
  /** Payload, and whatever else a frame has beyond its labels: unknown fields are no way around it. */
  readonly bytes: number;
  readonly frames: number;
  readonly ms: number;
  /** Keep the latest message of each sender only: a state channel (T5). */
  readonly latestOnly?: boolean;
  /** It is of no use after a restart: an engine counts it, and need not write it down. */
  readonly fleeting?: boolean;
}

/**
 * One channel of one room.
 *
 * - Offsets begin at 0, grow by one a frame, and are never given twice within an epoch.
 * - An entry is told to subscribers exactly once, in the order of offsets, after it is as durable as
 *   the engine makes it.
 */
export interface ChannelLog {
  /** The first offset that can still be read. */
  readonly oldest: number;
  /** Where the log was cleared last: what came before this offset was taken away on purpose. */
  readonly cleared: number;
  /** The offset behind the last frame that can be read. */
  readonly next: number;
  /** Payload bytes of all that could ever be read, since offset 0. */
  readonly bytes: number;
  /**
   * Appends, unless the log has it already: a frame is known by (from, messageId, sequence), and a
   * repeat is left out without an error, but for a repeatable one. A run that is known in part
   * counts as new: its pieces are the same, and readers skip repeats (A3).
   *
   * @returns Nothing where it is done, or a promise that resolves when it is durable, and rejects
   * with an `Error` if it cannot be. A rejection that nobody handles does no harm. What is appended
   * before the promise settles may share it.
   */
  append(draft: Draft): void | Promise<void>;
  /** The first entry that ends after `offset`; it may begin before it. Nothing where there is none. */
  at(offset: number): Entry | undefined;
  /** The offset that a message's first frame got, while the log remembers it: it names bytes (B3). */
  firstOf(from: string, messageId: string): number | undefined;
  /** Who says something as `from` from now on is somebody else: whatever it says is new (R2). */
  forget(from: string): void;
  /** Lets go of all that `from` said: for state whose sender will not come back. */
  drop(from: string): void;
  /**
   * Lets go of all that was appended until now. Offsets go on; who had not read it yet is told of a
   * gap (G1).
   *
   * @returns As {@linkcode ChannelLog.append} does: until then it can be read.
   */
  clear(): void | Promise<void>;
  /** Calls `listener` for each new entry. */
  subscribe(listener: (entry: Entry) => void): () => void;
}
