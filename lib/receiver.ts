/**
 * The incoming half of a connection: counts, places in the logs, and whole messages.
 *
 * @module
 */

import { Assembler } from "./assembler.ts";
import type { MuxFrame } from "./batch.ts";
import { checkRun, PIECE_BYTES, piecesOf, type Run } from "./bulk.ts";
import type { Announced } from "./bytes_messages.ts";
import type { Received, Trouble } from "./connection.ts";
import type { ControlFrame, Gap, Grant, Hello, Terms, Time, Welcome } from "./control.ts";
import { IncomingChannel } from "./incoming_channel.ts";
import { isInteger } from "./parse.ts";

/** What a receiver is made of. */
export interface ReceiverOptions {
  readonly now: () => number;
  /** What a channel may have outstanding towards us. */
  readonly window: Grant | undefined;
  readonly tell: (trouble: Trouble) => void;
  /** Something is to be said: memory came free. */
  readonly wake: () => void;
  /** The connection cannot go on. */
  readonly giveUp: (code: number, reason: string) => void;
}

/** See the module's description. What the server gets wrong is told, and never thrown. */
export class Receiver {
  readonly #options: ReceiverOptions;
  readonly #channels = new Map<string, IncomingChannel>();
  readonly #assembler: Assembler;
  #byNumber = new Map<number, IncomingChannel>();
  #epoch: string | undefined;
  /** Since when there is no connection, and how long there was none before, in milliseconds. */
  #lostAt: number | undefined;
  #away = 0;

  constructor(options: ReceiverOptions) {
    this.#options = options;
    const { now } = options;
    // Nobody is silent while nobody could be heard (A7).
    const heard = () => (this.#lostAt ?? now()) - this.#away;
    this.#assembler = new Assembler(heard, (rule, message) => this.#complain(rule, message));
  }

  /** The life of the logs that offsets belong to. */
  get epoch(): string | undefined {
    return this.#epoch;
  }

  channel(name: string): IncomingChannel {
    let channel = this.#channels.get(name);
    if (!channel) {
      channel = new IncomingChannel(name, this.#options.wake);
      this.#channels.set(name, channel);
    }
    return channel;
  }

  channels(): Iterable<IncomingChannel> {
    return this.#channels.values();
  }

  /** Where to go on reading (R1). */
  places(): NonNullable<Hello["read"]> {
    const known = [...this.#channels].filter(([_, { next }]) => next !== undefined);
    return Object.fromEntries(known.map(([name, { next }]) => [name, next!]));
  }

  begin({ epoch, channels }: Welcome): void {
    if (epoch !== this.#epoch) {
      for (const channel of this.channels()) channel.next = channel.begunAt = undefined;
      this.#assembler.clear();
    }
    this.#assembler.begin();
    this.#epoch = epoch;
    if (this.#lostAt !== undefined) this.#away += this.#options.now() - this.#lostAt;
    this.#lostAt = undefined;
    this.#byNumber = new Map();
    for (const [name, terms] of Object.entries(channels)) {
      const channel = this.channel(name);
      channel.begin(terms, this.#options.window);
      this.#byNumber.set(terms.number, channel);
    }
  }

  /** There is one more channel (H5). What it had before this connection cannot be asked for. */
  open(terms: Terms): void {
    const channel = this.channel(terms.of);
    if (channel.terms) return this.#complain("H5", `terms of "${terms.of}" came again`);
    channel.begin(terms, this.#options.window);
    channel.next = terms.read;
    this.#byNumber.set(terms.number, channel);
  }

  lost(): void {
    this.#lostAt ??= this.#options.now();
    for (const channel of this.channels()) channel.lost();
    this.#byNumber.clear();
  }

  close(): void {
    for (const channel of this.channels()) channel.inbox.close();
  }

  /** Acks and grants that are due (K3). */
  due(): ControlFrame[] {
    return [...this.channels()].flatMap((channel) => channel.due());
  }

  gap(gap: Gap): void {
    if (!this.#channels.get(gap.of)?.terms) return this.#complain("G1", nowhere(gap.of));
    this.channel(gap.of).gap(gap);
    this.#options.tell(gap);
  }

  time({ of, at }: Time): void {
    if (!this.#channels.get(of)?.terms) return this.#complain("H7", nowhere(of));
    this.channel(of).saidAt = at;
  }

  frame(frame: MuxFrame): void {
    const channel = this.#channels.get(frame.channel);
    if (!channel?.terms) return this.#complain("H2", nowhere(frame.channel));
    if (!isLabelled(frame)) return this.#complain("P2", "from must be a string, offset a count");
    const amount = { bytes: frame.data.length, frames: 1 };
    if (!this.#count(channel, amount)) return;
    if (frame.offset !== undefined && this.#place(channel, frame.offset, 1) > 0) {
      return channel.inbox.take(amount);
    }
    channel.frames.tell(frame);
    const { inbox, terms } = channel;
    const whole = this.#assembler.frame(frame, terms.class, inbox.isWanted);
    inbox.take(amount, whole && channel.dated(whole));
  }

  run(run: Run): void {
    const { sequence, offset, payload } = run;
    const channel = this.#byNumber.get(run.channel);
    if (!channel) return this.#complain("B6", `channel ${run.channel} is not in the welcome`);
    const frames = piecesOf(payload.length);
    const amount = { bytes: payload.length, frames };
    if (!this.#count(channel, amount)) return;
    const message = this.#assembler.find(channel.name, run.message);
    const known = this.#place(channel, offset, frames);
    const error = checkRun(run, message?.head.total);
    let whole: Received | undefined;
    if (error) {
      // Its number is the offset of what announces it: who began in its middle passes its runs over.
      const isFromBefore = !message && run.message < (channel.begunAt ?? 0);
      if (!isFromBefore && channel.stranger !== run.message) {
        this.#complain(error.rule, error.message);
      }
      channel.stranger = run.message;
    } else if (known < frames) {
      const fresh = payload.subarray(known * PIECE_BYTES);
      whole = this.#pieces(channel, message!, sequence + known, offset + known, fresh);
    }
    channel.inbox.take(amount, whole);
  }

  #pieces(
    channel: IncomingChannel,
    message: Announced,
    sequence: number,
    offset: number,
    payload: Uint8Array,
  ): Received | undefined {
    const { from = "", messageId, total } = message.head;
    channel.frames.tell({
      from,
      channel: channel.name,
      messageId,
      total,
      sequence,
      offset,
      payload,
    });
    return this.#assembler.pieces(message, sequence, offset, payload);
  }

  #count(channel: IncomingChannel, amount: Grant): boolean {
    if (channel.count(amount, this.#options.now())) return true;
    this.#complain("C4", `more came on "${channel.name}" than was granted`);
    // Before our first grant the server may send what readers that lag leave no room for (C3).
    if (channel.isBehind) this.#options.giveUp(4408, "C5: the reader is behind");
    else this.#options.giveUp(4409, "C4: more than was granted");
    return false;
  }

  /** Moves on. Returns how many of the frames came before. */
  #place(channel: IncomingChannel, offset: number, frames: number): number {
    const { known, skipped } = channel.moveTo(offset, frames);
    if (skipped > 0) {
      this.#complain("G1", `${skipped} frames on "${channel.name}" before ${offset} never came`);
    }
    return known;
  }

  #complain(rule: string, message: string): void {
    this.#options.tell({ channel: "$", type: "error", rule, message });
  }
}

/** What a server adds to a frame; that is for clients to check. */
function isLabelled({ from = "", offset = 0 }: MuxFrame): boolean {
  return typeof from === "string" && isInteger(offset, 0, Number.MAX_SAFE_INTEGER);
}

function nowhere(name: string): string {
  return `channel "${name}" is not in the welcome`;
}
