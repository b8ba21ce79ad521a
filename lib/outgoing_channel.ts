/**
 * The sending half of one channel: which of its messages stand in line, and what they may send.
 *
 * @module
 */

import type { ChannelTerms, Grant } from "./control.ts";
import { SendCredit } from "./credit.ts";
import { Fifo } from "./fifo.ts";
import { Flight } from "./flight.ts";
import { Meter } from "./meter.ts";
import type { Outgoing, Part } from "./outgoing.ts";
import type { Scheduler, Source } from "./scheduler.ts";
import { Tally } from "./tally.ts";

/**
 * Messages of several frames that take turns at the same time: of one sender's unfinished messages
 * readers hold 16 (A6), and there are several channels.
 */
const MAX_OPEN = 4;

/** See the module's description. */
export class OutgoingChannel {
  readonly name: string;
  readonly sent = new Tally();
  readonly acked = new Tally();
  readonly perSecond = new Meter();
  readonly #waits = new Tally();
  readonly #scheduler: Pick<Scheduler<Part>, "add" | "remove">;
  /** The most bytes of bulk that one part may have now. */
  readonly #partBytes: () => number;
  #terms: ChannelTerms | undefined;
  #credit: SendCredit | undefined;
  #flight = new Flight();
  /** Every message that is neither acked nor given up. */
  readonly #messages = new Set<Outgoing>();
  /** Messages of one frame go one after the other: a short one never overtakes a long one. */
  readonly #singles = new Fifo<Outgoing>();
  readonly #long = new Fifo<Outgoing>();
  readonly #open = new Map<Outgoing, Source<Part>>();

  constructor(
    name: string,
    scheduler: Pick<Scheduler<Part>, "add" | "remove">,
    partBytes: () => number,
  ) {
    this.name = name;
    this.#scheduler = scheduler;
    this.#partBytes = partBytes;
  }

  /** What the server says of this channel, while there is a connection. */
  get terms(): ChannelTerms | undefined {
    return this.#terms;
  }

  get flight(): Flight {
    return this.#flight;
  }

  /** What waits for its turn, for the first time or again. */
  get queued(): Grant {
    const { bytes, frames } = this.#flight.again;
    return { bytes: bytes + this.#waits.bytes, frames: frames + this.#waits.frames };
  }

  /** Messages that are neither acked nor given up. */
  messages(): Outgoing[] {
    return [...this.#messages];
  }

  add(message: Outgoing): void {
    this.#messages.add(message);
    this.#waits.add(waiting(message));
    (message.isSingle ? this.#singles : this.#long).push(message);
    if (this.#terms) this.#fill();
  }

  /** A connection begins: everything stands in line anew, in a scheduler that is empty. */
  begin(terms: ChannelTerms): void {
    this.#terms = terms;
    // Of a message that was refused or taken back meanwhile, nothing has to go again.
    this.#flight.keep(({ message }) => this.#messages.has(message));
    this.#credit = new SendCredit(terms.credit, this.#flight.taken);
    this.#stand(() => {
      const first = this.#flight.first;
      return first && this.#cut(first.message, first.sequence, first.frames);
    });
    this.#stand(() => this.#fresh(this.#first(this.#singles)));
    for (const message of this.#open.keys()) this.#openUp(message);
    this.#fill();
  }

  /** The connection is gone, and the scheduler is emptied. */
  lost(): void {
    this.#terms = undefined;
    this.#flight.lost();
  }

  /** The session is older than this program: the log has so much of what an earlier one sent. */
  startAt(taken: Grant): void {
    this.#flight = new Flight(taken);
  }

  /** The session is gone: counts begin anew. Returns the messages that were begun in it (R4). */
  forget(): Outgoing[] {
    this.#flight = new Flight();
    return this.messages().filter(({ next }) => next > 0);
  }

  grant(total: Grant): void {
    this.#credit?.grant(total);
  }

  /** The scheduler chose `part`, and it leaves now. */
  leave(part: Part): void {
    const { message, bytes, frames } = part;
    this.#credit!.spend(bytes, frames);
    if (this.#flight.leave(part)) return;
    message.next += frames;
    this.#waits.take(part);
    this.sent.add(part);
    if (message.left > 0) return;
    if (message.isSingle) this.#singles.shift();
    else this.#close(message);
  }

  /** The server took `frames` of this session in all. Returns how many bytes that is more than before. */
  ack(frames: number): number {
    const before = this.acked.bytes;
    for (const part of this.#flight.ack(frames)) {
      this.acked.add(part);
      // What was refused counts on the wire (K1), and not for its message.
      if (!this.#messages.has(part.message)) continue;
      if (part.message.ack(part.frames)) this.#messages.delete(part.message);
    }
    return this.acked.bytes - before;
  }

  /** The same of frames that were refused. Returns their messages, where that is news. */
  refused(frames: number): Outgoing[] {
    const parts = this.#flight.ack(frames);
    for (const part of parts) this.acked.add(part);
    const messages = new Set(parts.map(({ message }) => message));
    return [...messages].filter((message) => this.#messages.has(message));
  }

  /** A message that is neither acked nor given up. Most that are asked for are among the oldest. */
  find(messageId: string): Outgoing | undefined {
    for (const message of this.#messages) if (message.messageId === messageId) return message;
  }

  /** Takes back what did not leave of a message, and has its sender know why. */
  drop(message: Outgoing, reason: unknown): void {
    if (!this.#messages.delete(message)) return;
    message.fail(reason);
    this.#waits.take(waiting(message));
    this.#close(message);
  }

  /** The next part of a message, if nothing has to go again first. */
  #fresh(message: Outgoing | undefined): Part | undefined {
    if (!message || this.#flight.first) return undefined;
    return this.#cut(message, message.next, message.left);
  }

  /** As much as credit, and on a bulk channel the window, allow in one part (C1, T3). */
  #cut(message: Outgoing, sequence: number, frames: number): Part | undefined {
    const credit = this.#credit!;
    const bytes = Math.min(
      credit.bytes,
      this.#terms!.class === "bulk" ? this.#partBytes() : Infinity,
    );
    const part = message.part(sequence, Math.min(frames, credit.frames), bytes);
    return part && credit.allows(part.bytes, part.frames) ? part : undefined;
  }

  /** The first of a queue that was not taken back meanwhile. */
  #first(queue: Fifo<Outgoing>): Outgoing | undefined {
    while (queue.first && !this.#messages.has(queue.first)) queue.shift();
    return queue.first;
  }

  #fill(): void {
    while (this.#open.size < MAX_OPEN) {
      const message = this.#first(this.#long);
      if (!message) return;
      this.#long.shift();
      this.#openUp(message);
    }
  }

  #openUp(message: Outgoing): void {
    this.#open.set(
      message,
      this.#stand(
        () => this.#fresh(message),
        message.isAtOnce ? "control" : undefined,
      ),
    );
  }

  #close(message: Outgoing): void {
    const source = this.#open.get(message);
    if (!source) return;
    this.#open.delete(message);
    this.#scheduler.remove(source);
    if (this.#terms) this.#fill();
  }

  /** @param ahead The class among which it takes turns, where that is not its channel's. */
  #stand(part: () => Part | undefined, ahead?: "control"): Source<Part> {
    const source: Source<Part> = {
      channel: this.name,
      class: ahead ?? this.#terms!.class,
      peek: () => part()?.bytes,
      take: () => part()!,
      since: () => part()!.message.number,
    };
    this.#scheduler.add(source);
    return source;
  }
}

/** What never left of a message. */
function waiting({ body, next, left }: Outgoing): Grant {
  return { bytes: body.size(next, left), frames: left };
}
