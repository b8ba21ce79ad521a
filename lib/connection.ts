/**
 * What a `mux.v1` connection is to those who use it. {@linkcode connect} in `connect.ts` makes one.
 *
 * @module
 */

import type { MuxFrame } from "./batch.ts";
import type { Command } from "./commands.ts";
import type { ErrorFrame, Gap, Grant } from "./control.ts";
import type { LinkState, Socket } from "./link.ts";
import type { Order } from "./scheduler.ts";

/** A `WebSocket` with the subprotocol `mux.v1` and the `binaryType` "arraybuffer". */
export type MuxSocket = Socket<string | Uint8Array<ArrayBuffer>>;

/** A message, whole. */
export interface Received {
  readonly from: string;
  readonly channel: string;
  readonly messageId: string;
  /** Of its last frame. */
  readonly offset: number;
  /**
   * When it was said, by the server's clock: the minute, in milliseconds since 1970. Only of what was
   * there before this connection, and where the server tells (H7).
   */
  readonly at?: number;
  /** Of a message in bytes: its head. */
  readonly text: string;
  readonly bytes?: Uint8Array;
}

/** Consecutive pieces of a message in bytes, as they came. */
export interface ReceivedRun {
  readonly from: string;
  readonly channel: string;
  readonly messageId: string;
  /** Frames of the whole message, its head (`sequence` 0) included. */
  readonly total: number;
  /** Of the first piece. */
  readonly sequence: number;
  /** Of the first piece. */
  readonly offset: number;
  /** Only to be read while the listener runs; copy what is to stay. */
  readonly payload: Uint8Array;
}

/** A message that was begun, and nobody can say whether all of it arrived (R4). */
export interface Unsure {
  readonly type: "unsure";
  readonly channel: string;
  readonly messageId: string;
  /** Frames that the log is known to have, that left, and that there are. */
  readonly acked: number;
  readonly sent: number;
  readonly total: number;
}

/** What did not go as it should. Nothing of it ends the connection by itself. */
export type Trouble = Gap | ErrorFrame | Unsure;

/** How far a message is, in frames. */
export interface Progress {
  readonly sent: number;
  readonly acked: number;
  readonly total: number;
}

/** A message on its way. */
export interface Sent {
  readonly messageId: string;
  /**
   * Resolves when the log has all of it. Rejects with a {@linkcode RefusedError} when the server did
   * not take it, with an {@linkcode UnsureError} when nobody can know, with the signal's reason when
   * aborted, or with an `Error` when it never left.
   * To leave it unhandled is fine: trouble is told to `onTrouble` as well.
   */
  readonly acked: Promise<void>;
  /** Live. */
  readonly progress: Progress;
}

/** How to send a message. */
export interface SendOptions {
  /** Never used before on this channel of this connection. Default: one of our own. */
  readonly messageId?: string;
  /** Frames that did not leave yet are taken back. */
  readonly signal?: AbortSignal;
}

/** How to send a text. */
export interface TextOptions extends SendOptions {
  /** Code points per frame. Default: as many as fit. */
  readonly size?: number;
  /** It goes before all others, and waits for no pace: that somebody is here, say. */
  readonly atOnce?: boolean;
}

/**
 * One channel of a connection.
 *
 * Iterating gives the messages that come from then on. Who iterates slowly slows the sender and never
 * fills the memory: more is granted only as messages are taken (C5). Several readers each get
 * everything, at the pace of the slowest. Listeners are called at once, and count as quick.
 */
export interface ChannelEnd extends AsyncIterable<Received> {
  readonly name: string;
  /** Sends a text. It leaves at the end of the turn, or as soon as the server takes it. */
  send(data: string, options?: TextOptions): Sent;
  /** Sends a message in bytes on a bulk channel. The bytes are read as they leave: leave them be. */
  sendBytes(head: string, bytes: Uint8Array, options?: SendOptions): Sent;
  onMessage(listener: (message: Received) => void): () => void;
  /** Frame by frame, as they come: for those who do not want a message held for them. */
  onFrame(listener: (frame: MuxFrame | ReceivedRun) => void): () => void;
}

/** Counts of one channel since the connection was made. */
export interface ChannelStats {
  /** Waiting for their turn. */
  readonly queued: Grant;
  /** Sent, and not acked yet. */
  readonly inFlight: Grant;
  readonly sent: Grant;
  readonly acked: Grant;
  readonly received: Grant;
  /** Frames that will never come (G1). */
  readonly gapped: number;
  /** Bytes that left and that came in the last second. */
  readonly perSecond: { readonly sent: number; readonly received: number };
}

/** A look at a connection. */
export interface ConnectionStats {
  /** The latest round trip, in milliseconds. */
  readonly rtt: number | undefined;
  /** The window of bulk (T3), in bytes. */
  readonly window: { readonly size: number; readonly inFlight: number };
  readonly channels: Readonly<Record<string, ChannelStats>>;
}

/**
 * What a later run of the same program needs to be the same sender (R1): a page that is loaded anew.
 * To be taken as late as possible, used once, and kept like a password.
 */
export interface Ticket {
  readonly session: string;
  readonly epoch: string;
  /** Messages so far: ids and numbers go on from there. */
  readonly messages: number;
  /** Payload that left, by channel: credit counts it (C1). */
  readonly bytes: Readonly<Record<string, number>>;
}

/** See {@linkcode connect}. Disposing it closes it. */
export interface Connection extends Disposable {
  /** It is "open" from the welcome on. */
  readonly state: LinkState;
  /** Our name as a sender, from the welcome on. */
  readonly from: string | undefined;
  onState(listener: (state: LinkState) => void): () => void;
  /** Every gap, every frame that was refused, and every send of which nobody can know. */
  onTrouble(listener: (trouble: Trouble) => void): () => void;
  channel(name: string): ChannelEnd;
  /** Who goes next of what is sent here, "priority" at first. */
  order: Order;
  /**
   * Milliseconds from one frame to the next, for those who want to watch: 0, as at first, is full
   * speed, `Infinity` holds everything. Control waits for nothing, nor does what is sent `atOnce`.
   * Bytes leave a piece at a time.
   */
  pace: number;
  /** Lets one frame go at once, whatever the pace. */
  step(): void;
  /** Tells the server of a classroom something, while it is open; otherwise it is not said. */
  command(command: Command): void;
  /** Does not wait for the next attempt. While it is open it asks for a sign of life instead. */
  retry(): void;
  /** See {@linkcode Ticket}. `undefined` before the first welcome. */
  ticket(): Ticket | undefined;
  stats(): ConnectionStats;
  /** Closes for good. What was not acked is reported, what waits is dropped. */
  close(reason?: string): void;
}

/** The server did not take a message, or not all of it: what did not leave yet was taken back (E3). */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  /** The rule of docs/PROTOCOL.md that says why. */
  readonly rule: string;
  /** What the server said, for a person. */
  readonly reason: string;
  /** Milliseconds after which trying again may help, where the server said so. */
  readonly retryAfter: number | undefined;

  constructor({ rule, message, retryAfter }: Pick<ErrorFrame, "rule" | "message" | "retryAfter">) {
    super(`Cannot send message: ${rule}: ${message}`);
    this.rule = rule;
    this.reason = message;
    this.retryAfter = retryAfter;
  }
}

/** A message was begun, and the session that it belonged to is gone. */
export class UnsureError extends Error {
  override readonly name = "UnsureError";
  readonly unsure: Unsure;

  constructor(unsure: Unsure) {
    const { channel, messageId, acked, total } = unsure;
    super(
      `Cannot know whether "${messageId}" arrived on "${channel}": ${acked} of ${total} frames were acked`,
    );
    this.unsure = unsure;
  }
}
