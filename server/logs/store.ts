/**
 * What outlives a room: its logs, its sessions and its settings. One interface, one file per engine.
 *
 * @module
 */

import type { RefusedFrames } from "../../lib/control.ts";
import type { Refusal } from "../refusal.ts";
import type { ChannelLog, Retention } from "./log.ts";

/** All rooms of a server. */
export interface Store {
  /** The room of this name: what is kept of it, or a new one. Opened again, it is the same object. */
  open(room: string): RoomStore;
  /** Names of the rooms of which something is kept. */
  rooms(): Iterable<string>;
  /** Deletes all that is kept of a room. Nobody may use it any more. */
  remove(room: string): void;
  /** Keeps what waits to be kept, and lets go of the engine. Calling it again does nothing. */
  close(): void;
  /** Calls `listener` once nothing can be kept any more; at once where that is so already. */
  onFailure(listener: (failure: Error) => void): void;
}

/**
 * What is kept of one room.
 *
 * - What is appended and saved between two commits is kept together, or not at all.
 * - Promises of appends settle in the order of the appends, whatever their channels.
 */
export interface RoomStore {
  /** Names this life of the logs, and survives with them. 1 to 64 long. */
  readonly epoch: string;
  readonly sessions: SessionStore;
  /**
   * Why nothing can be kept any more, once that is so. What is kept can still be read, as far as the
   * engine can; what is appended is refused.
   */
  readonly failure: Error | undefined;
  /** The log of a channel. To be asked for once for each. */
  log(channel: string, retention: Retention, now: () => number): ChannelLog;
  /** The room's own settings, as they were saved last. */
  load(): string | undefined;
  /** Keeps the room's own settings. */
  save(json: string): void;
  /** Settles when what was saved is kept, and rejects if it never will be. Absent where it is. */
  readonly pending: Promise<void> | undefined;
}

/** The sessions of one room (R1). */
export interface SessionStore {
  /** Those that were kept. To be asked for once. */
  load(): Iterable<KeptSession>;
  /**
   * Keeps a session, new or changed, together with what was appended until now. The object is read
   * when that is done, so it may change until then, and then is to be saved again.
   *
   * @returns Nothing where nothing outlives the process, or a promise that resolves when it is durable.
   */
  save(session: KeptSession): void | Promise<void>;
  delete(token: string): void;
}

/** What is kept of a session. */
export interface KeptSession {
  readonly token: string;
  /** The sender that it speaks as. */
  readonly from: string;
  /** When it is forgotten, by the room's clock in milliseconds: `Infinity` while it is connected. */
  until: number;
  /** By the channel's name. */
  readonly channels: Map<string, KeptChannel>;
}

/** Which message a run belongs to: said once, by the message's first frame (B3). */
export interface BulkMessage {
  readonly messageId: string;
  readonly total: number;
  /** Names it on the way down, to all readers of the room. */
  readonly number: number;
  /** Why its first frame was refused, if it was: without that, the others are nobody's. */
  readonly refusal?: Refusal;
}

/** What a session has sent on one channel. */
export interface KeptChannel {
  /** Frames and payload bytes that were taken, as acks and credit count them (K1, C1). */
  frames: number;
  bytes: number;
  /** Which of the frames were refused, as long as the client may not know it (R5). Few have any. */
  refused?: RefusedFrames[];
  /** Messages in bytes that were announced and are not whole, by the client's number. Few have any. */
  announced?: Map<number, BulkMessage>;
}
