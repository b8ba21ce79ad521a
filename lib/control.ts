/**
 * Control frames of `mux.v1`: what the two sides say to each other about the connection, on the
 * channel `$`. Each is one JSON object with a `type`. See docs/PROTOCOL.md, rules H, K, C, G and L.
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseControl } from "./control.ts";
 * import { SERVER_WORDS } from "./server_words.ts";
 *
 * const ack = { channel: "$", type: "ack", of: "chat", frames: -1 };
 * const result = parseControl(ack, SERVER_WORDS);
 * assertEquals(result, {
 *   ok: false,
 *   error: { rule: "K1", message: "frames is -1, must be an integer of 0 or more" },
 * });
 * ```
 *
 * @module
 */

import type { ChannelClass } from "./channels.ts";
import type { Command } from "./commands.ts";
import { check, type Words } from "./control_check.ts";
import type { FrameError } from "./parse.ts";

/** The first message of a client (H1). */
export interface Hello {
  readonly channel: "$";
  readonly type: "hello";
  readonly version: 1;
  /** From an earlier welcome: be the same sender again (R1). 1 to 64 long. */
  readonly session?: string;
  /** The log's life that the offsets in `read` belong to. 1 to 64 long. */
  readonly epoch?: string;
  /** Where to begin, by channel: the next offset, or a wish. */
  readonly read?: Readonly<Record<string, number | ReadWish>>;
}

/**
 * Where reading is to begin: an end of the log, or nowhere (H6). For the channel `*` it is that of the
 * people's own (M21) that are not named.
 */
export type ReadWish = "oldest" | "latest" | "none";

/** A limit on what may be sent in all, counted since the session or the welcome began (C1, K1). */
export interface Grant {
  /** Of payload, 0 or more: `data.length` of a text frame, the pieces of a run. */
  readonly bytes: number;
  /** 0 or more. */
  readonly frames: number;
}

/** What a client may expect of one channel. */
export interface ChannelTerms {
  /** Names the channel in binary messages: 0 to 255. */
  readonly number: number;
  readonly class: ChannelClass;
  /** The offset at which reading begins. Absent: nowhere (H6). */
  readonly read?: number;
  /** The offset that the log's next frame gets: what comes before it is history. */
  readonly next?: number;
  /** How many frames of this session were taken: the log has them, or they were refused (K1). */
  readonly accepted: number;
  /** Which of them were refused, where the client may not know it yet (R5). */
  readonly refused?: readonly RefusedFrames[];
  /** What the client may send. */
  readonly credit: Grant;
}

/** Frames in a row that were refused for the same reason, as acks count them. */
export interface RefusedFrames {
  /** Those after `from` frames, up to and with the one that is number `to`. 0 <= from < to. */
  readonly from: number;
  readonly to: number;
  readonly rule: string;
  readonly message: string;
}

/** The answer to a hello (H2). */
export interface Welcome {
  readonly channel: "$";
  readonly type: "welcome";
  /** The client's name as a sender. */
  readonly from: string;
  readonly session: string;
  /** Whether the server knew the session (R1). */
  readonly resumed: boolean;
  /** The log's life. Offsets of another one mean nothing. */
  readonly epoch: string;
  /** Milliseconds without a sign of life before a ping (L1): 1 to what a timer can take. */
  readonly heartbeat: number;
  readonly channels: Readonly<Record<string, ChannelTerms>>;
}

/** One more channel of this connection (H5). Whatever had its number before is over. */
export interface Terms extends ChannelTerms {
  readonly channel: "$";
  readonly type: "terms";
  readonly of: string;
}

/** How many frames of a channel were taken so far (K1). */
export interface Ack {
  readonly channel: "$";
  readonly type: "ack";
  readonly of: string;
  readonly frames: number;
}

/** What the other side may have sent on a channel in all (C1). */
export interface Credit extends Grant {
  readonly channel: "$";
  readonly type: "credit";
  readonly of: string;
}

/** Frames that a reader will not get: offsets from `from` up to but not including `to` (G1). */
export interface Gap {
  readonly channel: "$";
  readonly type: "gap";
  readonly of: string;
  readonly from: number;
  readonly to: number;
  /** The log let go of them, was emptied, or has begun a new life. */
  readonly reason: "retention" | "cleared" | "epoch";
}

/** When the frames of a channel that come after it were said, while they are history (H7). */
export interface Time {
  readonly channel: "$";
  readonly type: "time";
  readonly of: string;
  /** The minute, by the server's clock, in milliseconds since 1970: 0 or more. */
  readonly at: number;
}

/** A question for a sign of life (L1). */
export interface Ping {
  readonly channel: "$";
  readonly type: "ping";
  readonly id: number;
}

/** The answer to a ping (L2). */
export interface Pong {
  readonly channel: "$";
  readonly type: "pong";
  readonly id: number;
}

/** Which rule the other side broke (E1), or why a good frame was refused (E3). */
export interface ErrorFrame {
  readonly channel: "$";
  readonly type: "error";
  readonly rule: string;
  /** For people. */
  readonly message: string;
  /** The channel and the message of a frame that was refused. */
  readonly of?: string;
  readonly messageId?: string;
  /** Where trying again may help: in so many milliseconds. */
  readonly retryAfter?: number;
}

/** Everything that is said on `$`. */
export type ControlFrame =
  | (Hello | Welcome | Terms | Time | Ack | Credit | Gap | Ping | Pong | ErrorFrame)
  | Command;

/** What {@linkcode parseControl} found. */
export type ControlResult =
  | { readonly ok: true; readonly frame: ControlFrame | undefined }
  | { readonly ok: false; readonly error: FrameError };

/**
 * Reads an object on the channel `$`, as `JSON.parse` made it.
 *
 * - The frame returned is the object itself, so fields that this version does not know stay.
 * - A `type` that this version does not know is no error and no frame: the peer is newer (H4).
 * - Every number that is taken is an integer in its range; counts are at most 2⁵³ - 1.
 * - Nothing here throws on input.
 *
 * @param words What the other side may say: `CLIENT_WORDS` to a server, `SERVER_WORDS` to a client.
 */
export function parseControl(value: Record<string, unknown>, words: Words): ControlResult {
  const found = check(value, words);
  if (typeof found === "object") return { ok: false, error: found };
  return { ok: true, frame: found ? value as unknown as ControlFrame : undefined };
}
