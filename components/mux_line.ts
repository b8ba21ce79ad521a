/**
 * A line that speaks `mux.v1`: nothing is lost while it is away, and it goes on where it was.
 *
 * @module
 */

import { MAX_WHOLE_BYTES } from "../lib/bytes_messages.ts";
import { PIECE_BYTES } from "../lib/bulk.ts";
import { CLASSROOM_CHANNELS } from "../lib/channels.ts";
import type { Command } from "../lib/commands.ts";
import { connect } from "../lib/connect.ts";
import type { Connection, MuxSocket, Received, Sent, Ticket, Trouble } from "../lib/connection.ts";
import { encodeFileHead, type SmallFile } from "../lib/file.ts";
import type { LinkState } from "../lib/link.ts";
import { split } from "../lib/protocol.ts";
import type { Order } from "../lib/scheduler.ts";
import type { WireItem } from "../lib/tap.ts";
import {
  helloId,
  type Incoming,
  isShownAnyway,
  type Line,
  type LineContext,
  type LineLook,
  type MakeLine,
  type Outgoing,
} from "./line.ts";
import { Places, type ReadOn } from "./places.ts";
import { texts } from "./texts/page.ts";

/** What a line of `mux.v1` is made of. */
export interface MuxLineOptions {
  readonly socket: () => MuxSocket;
  /** Of the page before this one, if that was the same window. */
  readonly ticket?: Ticket | undefined;
  /** What the page before had: see {@linkcode Places}. */
  readonly readOn?: ReadOn;
  readonly schedule?: (task: () => void) => void;
}

/**
 * Where to begin: chat that was said before is worth reading, and what was said on channels of the
 * people's own; a file is not worth its bytes to who never had it.
 */
const READ = { chat: "oldest", "*": "oldest" } as const;

/** What another page needs to go on. */
export type Left = Pick<MuxLineOptions, "ticket" | "readOn">;

/** Makes a line over sockets of `mux.v1`, and can say how another page goes on as the same sender. */
export function muxLine(options: MuxLineOptions): MakeLine & { left(): Left } {
  let line: MuxLine | undefined;
  const make: MakeLine = (context) => line = new MuxLine(options, context);
  return Object.assign(make, { left: () => line?.left() ?? {} });
}

class MuxLine implements Line {
  readonly wire = "mux.v1";
  readonly waits = true;
  readonly maxFileBytes = MAX_WHOLE_BYTES;
  readonly pieceBytes = PIECE_BYTES;
  readonly #options: MuxLineOptions;
  readonly #context: LineContext;
  #connection: Connection | undefined;
  #ticket: Ticket | undefined;
  #order: Order = "priority";
  #pace = 0;
  readonly #places: Places;
  /** Of each channel, the offset that came first: what is below was there before. */
  #history: ReadonlyMap<string, number> | undefined;

  constructor(options: MuxLineOptions, context: LineContext) {
    this.#options = options;
    this.#context = context;
    this.#ticket = options.ticket;
    this.#places = new Places(() => context.clock.now());
  }

  look(): LineLook {
    const { channels = {}, rtt } = this.#connection?.stats() ?? {};
    let [waiting, bytes] = [0, 0];
    for (const { queued } of Object.values(channels)) {
      waiting += queued.frames;
      bytes += queued.bytes;
    }
    return { waiting, bytes, rtt };
  }

  get order(): Order {
    return this.#order;
  }

  set order(order: Order) {
    this.#order = order;
    if (this.#connection) this.#connection.order = order;
  }

  get pace(): number {
    return this.#pace;
  }

  set pace(ms: number) {
    this.#pace = ms;
    if (this.#connection) this.#connection.pace = ms;
  }

  step(): void {
    this.#connection?.step();
  }

  /** A connection that was closed for good is closed: another one goes on as the same sender. */
  open(): void {
    if (this.#connection && this.#connection.state.phase !== "closed") return this.retry();
    const { clock, random, events } = this.#context;
    const { socket, schedule, readOn } = this.#options;
    const isFirst = !this.#connection;
    const connection = this.#connection = connect({
      socket,
      clock,
      random,
      // Offsets mean nothing in another life of the log, which the ticket tells of.
      read: { ...READ, ...isFirst && this.#ticket && readOn },
      onWire: (direction, item) => {
        if (direction === "down") this.#note(item);
        events.wire(direction, item, direction === "down" && this.#isHistory(item));
      },
      ...this.#ticket && { ticket: this.#ticket },
      ...schedule && { schedule },
    });
    connection.order = this.#order;
    connection.pace = this.#pace;
    connection.onState((state) => this.#onState(state));
    connection.onTrouble((trouble) => this.#onTrouble(trouble));
    for (const name of CLASSROOM_CHANNELS.keys()) {
      connection.channel(name).onMessage((message) => this.#onMessage(message));
    }
    events.state(connection.state);
  }

  retry(): void {
    this.#connection?.retry();
  }

  close(): void {
    this.#keepTicket();
    this.#connection?.close();
  }

  left(): Left {
    this.#keepTicket();
    // Before a welcome it knows no more than the page before.
    const readOn = this.#history ? this.#places.readOn : this.#options.readOn;
    return { ticket: this.#ticket, ...readOn && { readOn } };
  }

  announce({ channel, data, size }: Outgoing): void {
    const messageId = helloId(this.#context.random);
    this.#open().channel(channel).send(data, { size, messageId, atOnce: true });
  }

  send(messages: readonly Outgoing[]): Sent[] {
    // All or none: a message that cannot be cut is found before the first one is in line.
    for (const { channel, data, size } of messages) split({ channel, messageId: "", data }, size);
    return messages.map(({ channel, data, ...options }) =>
      this.#open().channel(channel).send(data, options)
    );
  }

  sendFile(
    { name, type, bytes }: SmallFile,
    sha256: string | undefined,
    signal: AbortSignal,
  ): Sent {
    const head = encodeFileHead({ name, type, sha256 });
    return this.#open().channel("file").sendBytes(head, bytes, { signal });
  }

  command(command: Command): void {
    this.#connection?.command(command);
  }

  #open(): Connection {
    if (!this.#connection) throw new Error("Cannot send message: the line was never opened");
    return this.#connection;
  }

  #onState(state: LinkState): void {
    const { events } = this.#context;
    if (state.phase === "open") events.me(this.#connection?.from);
    if (state.phase === "closed") this.#keepTicket();
    events.state(state);
  }

  #keepTicket(): void {
    this.#ticket = this.#connection?.ticket() ?? this.#ticket;
  }

  #note(item: WireItem): void {
    this.#places.note(item);
    if (item.kind !== "control" || item.frame.type !== "welcome") return;
    const channels = Object.entries(item.frame.channels);
    this.#history ??= new Map(channels.map(([name, { next = 0 }]) => [name, next]));
  }

  #isHistory(item: WireItem): boolean {
    const came = item.kind === "frame" ? item.frame : item.kind === "run" ? item.run : undefined;
    return came !== undefined && this.#wasBefore(came.channel, came.offset ?? Infinity);
  }

  #wasBefore(channel: string, offset: number): boolean {
    return offset < (this.#history?.get(channel) ?? 0);
  }

  #onMessage(message: Received): void {
    const isHistory = this.#wasBefore(message.channel, message.offset);
    // What came from a socket is never shared memory.
    this.#context.events.message({ ...message as Incoming, isHistory });
  }

  #onTrouble(trouble: Trouble): void {
    const { events } = this.#context;
    if (trouble.type === "error") {
      if (!isShownAnyway(trouble)) {
        events.notice(texts.notice.refused(trouble.rule, trouble.message));
      }
    } else if (trouble.type === "unsure") events.notice(texts.notice.unsure(trouble.messageId));
    else if (trouble.to > trouble.from) {
      events.notice(texts.notice.gap(trouble.to - trouble.from, trouble.of, trouble.reason));
    }
  }
}
