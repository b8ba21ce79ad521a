/**
 * The page's end of one socket, whichever of the two wires is spoken on it.
 *
 * @module
 */

import type { Command } from "../lib/commands.ts";
import type { Sent } from "../lib/connection.ts";
import type { ErrorFrame } from "../lib/control.ts";
import type { SmallFile } from "../lib/file.ts";
import type { Clock, LinkState } from "../lib/link.ts";
import type { Order } from "../lib/scheduler.ts";
import type { Direction, WireItem } from "../lib/tap.ts";

/** What to send: one text on one channel. */
export interface Outgoing {
  readonly channel: string;
  readonly data: string;
  /** Code points per frame. */
  readonly size: number;
  /** Where it must be one that was used before: the same line, sent again. */
  readonly messageId?: string;
  /** Takes back what of it did not leave. */
  readonly signal?: AbortSignal;
}

/** A message that came, whole. */
export interface Incoming {
  readonly from: string;
  readonly channel: string;
  readonly messageId: string;
  readonly text: string;
  /** Of a message in bytes: what follows its head. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  /** Of its last frame, in the room's log. */
  readonly offset?: number | undefined;
  /** When it was said, where that was before the connection, and the wire tells. */
  readonly at?: number | undefined;
  /** Was there before this page came. */
  readonly isHistory?: boolean;
}

/** What a line tells. */
export interface LineEvents {
  state(state: LinkState): void;
  /** The sender that this page is now, or nobody while it is not known. */
  me(from: string | undefined): void;
  /** Every frame that really leaves or comes, in the order of the wire. */
  wire(direction: Direction, item: WireItem, isHistory?: boolean): void;
  message(message: Incoming): void;
  /** Something that a person should know. */
  notice(text: string): void;
}

/** What a line is handed. */
export interface LineContext {
  readonly clock: Clock;
  readonly random: () => number;
  readonly events: LineEvents;
}

/** How a line stands. */
export interface LineLook {
  /** Frames that wait for their turn. */
  readonly waiting: number;
  /** Their bytes. 0: the wire does not count them. */
  readonly bytes: number;
  /** The latest round trip in milliseconds, where the wire tells. */
  readonly rtt: number | undefined;
}

/** See the module's description. It connects when it is opened, and comes back by itself. */
export interface Line {
  readonly wire: "mux.v1" | "mux.plain";
  /** Whether what is sent without a connection waits for the next one. */
  readonly waits: boolean;
  /** How it stands now. */
  look(): LineLook;
  order: Order;
  /** Milliseconds from one frame to the next: 0 is full speed, `Infinity` holds everything. */
  pace: number;
  /** Lets one frame go. */
  step(): void;
  open(): void;
  /** Cuts a wait short, or asks an open connection for a sign of life. */
  retry(): void;
  close(): void;
  /** Says that this person is here, whatever the pace: the room then says who is here already. */
  announce(presence: Outgoing): void;
  /**
   * Sends messages together: their frames take turns from the start. Of a line that does not wait,
   * only while it is open.
   *
   * @throws {RangeError} If one of them has too many frames. Then none is sent.
   */
  send(messages: readonly Outgoing[]): readonly Sent[];
  /** The largest file that can be sent, in bytes. */
  readonly maxFileBytes: number;
  /** Bytes of a file in one frame. */
  readonly pieceBytes: number;
  /** Sends a file, in pieces of the line's own choice. The signal takes back what did not leave. */
  sendFile(file: SmallFile, hash: string | undefined, signal: AbortSignal): Sent;
  /** Tells the server of a classroom something (part three of docs/PROTOCOL.md). */
  command(command: Command): void;
}

const SHOWN_ANYWAY: ReadonlySet<string> = new Set(["M8", "M9", "M13"]);

/**
 * Whether the page shows anyway why a message was refused: who is paused, muted or cleared sees it. Of a
 * command, which has no id, it is shown nowhere else.
 */
export function isShownAnyway({ rule, messageId }: ErrorFrame): boolean {
  return messageId !== undefined && SHOWN_ANYWAY.has(rule);
}

/** Makes a line. */
export type MakeLine = (context: LineContext) => Line;

/** An id for the message that announces somebody: not to be guessed, and never used before. */
export function helloId(random: () => number): string {
  return `hello-${Math.floor(random() * 2 ** 48).toString(36)}`;
}
