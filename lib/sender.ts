/**
 * The outgoing half of a connection: what waits, whose turn it is, and what the server has of it.
 *
 * @module
 */

import { PIECE_BYTES } from "./bulk.ts";
import { CONTROL } from "./channels.ts";
import type { Command } from "./commands.ts";
import type { Sent, TextOptions, Ticket, Trouble } from "./connection.ts";
import type {
  Ack,
  ChannelTerms,
  ControlFrame,
  Credit,
  ErrorFrame,
  Terms,
  Welcome,
} from "./control.ts";
import { catchUp, giveUp, heed, obstacleOf, refuse } from "./endings.ts";
import { DRAIN_MS, MAX_BUFFERED_BYTES } from "./outbox.ts";
import { type Body, Outgoing, type Part } from "./outgoing.ts";
import { OutgoingChannel } from "./outgoing_channel.ts";
import { Pace } from "./pace.ts";
import { type Allow, type Order, Scheduler } from "./scheduler.ts";
import type { BulkWindow } from "./window.ts";
import { type Outlet, Writer } from "./writer.ts";

/** What the socket's own queue may hold of everything: of it, bulk leaves half to the others. */
export const MAX_QUEUE_BYTES = 2 * MAX_BUFFERED_BYTES;

/** What a sender is made of. */
export interface SenderOptions {
  readonly now: () => number;
  readonly window: BulkWindow;
  /** Of the run of the program before this one. */
  readonly ticket: Ticket | undefined;
  readonly tell: (trouble: Trouble) => void;
  /** Something may go now that could not before. */
  readonly wake: () => void;
}

/** See the module's description. What the server gets wrong is told, and never thrown. */
export class Sender {
  readonly #options: SenderOptions;
  readonly #channels = new Map<string, OutgoingChannel>();
  readonly #scheduler = new Scheduler<Part>();
  readonly #pace: Pace;
  #paceMs = 0;
  #terms: Map<string, ChannelTerms> | undefined;
  /** Until the first welcome, which says whether it is good. */
  #ticket: Ticket | undefined;
  #count: number;
  #closed: Error | undefined;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#ticket = options.ticket;
    this.#count = options.ticket?.messages ?? 0;
    this.#pace = new Pace({ now: options.now, ms: () => this.#paceMs });
  }

  get order(): Order {
    return this.#scheduler.order;
  }

  set order(order: Order) {
    this.#scheduler.order = order;
    this.#options.wake();
  }

  /** Milliseconds from one frame to the next. */
  get pace(): number {
    return this.#paceMs;
  }

  set pace(ms: number) {
    this.#paceMs = ms;
    this.#options.wake();
  }

  step(): void {
    this.#pace.step();
    this.#options.wake();
  }

  /** Messages that there ever were, of earlier runs of the program too. */
  get count(): number {
    return this.#count;
  }

  channels(): Iterable<OutgoingChannel> {
    return this.#channels.values();
  }

  /** Puts a message in line. `body` gets its id. */
  send(name: string, options: TextOptions, body: (messageId: string) => Body): Sent {
    const { signal, messageId = `${name}-${this.#count + 1}`, atOnce } = options;
    const number = this.#count++ >>> 0;
    const message = new Outgoing(name, messageId, body(messageId), number, atOnce);
    const channel = this.#channel(name);
    const obstacle = this.#closed ?? (this.#terms && obstacleOf(channel, message));
    if (obstacle || signal?.aborted) message.fail(obstacle ?? signal?.reason);
    else {
      channel.add(message);
      if (signal) heed(signal, message, () => channel.drop(message, signal.reason));
      this.#options.wake();
    }
    return message;
  }

  /** A connection begins. Without the old session, nobody knows what became of what it began (R4). */
  begin({ resumed, channels }: Welcome): void {
    this.#terms = undefined;
    if (resumed && this.#ticket) {
      for (const [name, { accepted: frames }] of Object.entries(channels)) {
        this.#channel(name).startAt({ frames, bytes: this.#ticket.bytes[name] ?? 0 });
      }
    }
    this.#ticket = undefined;
    this.#terms = new Map(Object.entries(channels));
    const { tell } = this.#options;
    for (const channel of this.channels()) {
      if (!resumed) giveUp(channel, channel.forget(), tell);
      this.#beginOn(channel);
    }
    this.#options.wake();
  }

  /** There is one more channel (H5). */
  open(terms: Terms): void {
    if (!this.#terms || this.#terms.has(terms.of)) return;
    this.#terms.set(terms.of, terms);
    // Of an earlier connection, or of now.
    const channel = this.#channels.get(terms.of);
    if (channel) this.#beginOn(channel);
    else this.#channel(terms.of);
  }

  /** The connection is gone. */
  lost(): void {
    this.#terms = undefined;
    this.#scheduler.clear();
    this.#options.window.reset();
    for (const channel of this.channels()) channel.lost();
  }

  /** Nothing leaves any more. */
  close(reason: string): void {
    this.#closed ??= new Error(`Cannot send message: connection is closed: ${reason}`);
    for (const channel of this.channels()) {
      giveUp(channel, channel.messages().filter(({ next }) => next > 0), this.#options.tell);
      for (const message of channel.messages()) channel.drop(message, this.#closed);
    }
  }

  ack({ of, frames }: Ack): void {
    const channel = this.#terms?.has(of) && this.#channel(of);
    if (!channel || frames > channel.flight.reached) {
      return this.#complain("K2", `${frames} frames are acked on "${of}", fewer were sent`);
    }
    const bytes = channel.ack(frames);
    if (channel.terms!.class === "bulk" && bytes > 0) this.#options.window.acked(bytes);
    this.#options.wake();
  }

  /** A frame was refused. */
  refuse(error: ErrorFrame): void {
    refuse(this.#channels.get(error.of ?? CONTROL), error, this.#options.tell);
  }

  credit(credit: Credit): void {
    this.#channels.get(credit.of)?.grant(credit);
    this.#options.wake();
  }

  /**
   * Sends control frames, and then all that may go now, in the order of T1 to T4. Returns after how
   * many milliseconds to look again: where only the socket's own queue holds something back, which
   * does not say when it drains, or the pace. `Infinity` where that would not help.
   */
  flush(outlet: Outlet, control: readonly (ControlFrame | Command)[]): number {
    const { window } = this.#options;
    const writer = new Writer(outlet);
    for (const frame of control) writer.write(JSON.stringify(frame));
    let isFull = false;
    const allow: Allow<Part> = (source, bytes) => {
      const isBulk = source.class === "bulk";
      if (isBulk && window.inFlight > 0 && bytes > window.available()) return false;
      const limit = isBulk ? MAX_BUFFERED_BYTES : MAX_QUEUE_BYTES;
      if (writer.bufferedAmount < limit) return true;
      isFull = true;
      return false;
    };
    for (;;) {
      const isHeld = this.#pace.wait() > 0;
      const part = this.#scheduler.next(allow, isHeld);
      if (!part) break;
      if (!isHeld) this.#pace.went();
      this.#leave(part, writer);
    }
    this.#pace.rest();
    writer.flush();
    return isFull ? DRAIN_MS : this.#pace.wait() || Infinity;
  }

  #leave(part: Part, writer: Writer): void {
    const { message, sequence, frames, bytes } = part;
    const channel = this.#channel(message.channel);
    const { number, class: kind } = channel.terms!;
    channel.leave(part);
    channel.perSecond.add(bytes, this.#options.now());
    if (kind === "bulk") this.#options.window.sent(bytes);
    writer.write(
      message.body.encode(sequence, frames, { channel: number, message: message.number }),
    );
  }

  #channel(name: string): OutgoingChannel {
    let channel = this.#channels.get(name);
    if (!channel) {
      channel = new OutgoingChannel(name, this.#scheduler, () => this.#partBytes());
      this.#channels.set(name, channel);
      this.#beginOn(channel);
    }
    return channel;
  }

  /** Whose turns are counted in frames, or seen one by one, may not leave in long runs. */
  #partBytes(): number {
    const byFrames = this.#pace.isSlow || this.order === "round-robin";
    return byFrames ? PIECE_BYTES : this.#options.window.messageBytes;
  }

  #beginOn(channel: OutgoingChannel): void {
    const terms = this.#terms?.get(channel.name);
    if (terms) {
      const { taken: { frames: taken }, reached } = channel.flight;
      const { accepted } = terms;
      if (accepted < taken || accepted > reached) {
        const range = `must be from ${taken} to ${reached}`;
        this.#complain("K2", `${accepted} frames are accepted on "${channel.name}", ${range}`);
      }
      catchUp(channel, terms, this.#options.tell);
      channel.ack(Math.min(accepted, reached));
      channel.begin(terms);
    }
    if (!this.#terms) return;
    for (const message of channel.messages()) {
      const obstacle = obstacleOf(channel, message);
      if (obstacle) channel.drop(message, obstacle);
    }
  }

  #complain(rule: string, message: string): void {
    this.#options.tell({ channel: "$", type: "error", rule, message });
  }
}
