/**
 * The receiving half of one channel: where it stands in the log, and what it owes in acks and credit.
 *
 * @module
 */

import type { MuxFrame } from "./batch.ts";
import type { Received, ReceivedRun } from "./connection.ts";
import type { ChannelTerms, ControlFrame, Gap, Grant } from "./control.ts";
import { ReceiveCredit } from "./credit.ts";
import { Inbox } from "./inbox.ts";
import { FIRST_CREDIT } from "./limits.ts";
import { Listeners } from "./listeners.ts";
import { Meter } from "./meter.ts";
import { Tally } from "./tally.ts";

/** What may be outstanding by default: a second of a quick line's text. */
export const TEXT_WINDOW: Grant = { bytes: 1_048_576, frames: 4_096 };

/** The same for bulk: enough for 1 Gbit/s at a round trip of 60 ms. */
export const BULK_WINDOW: Grant = { bytes: 8_388_608, frames: 65_536 };

/** See the module's description. */
export class IncomingChannel {
  readonly name: string;
  readonly received = new Tally();
  readonly perSecond = new Meter();
  readonly frames = new Listeners<MuxFrame | ReceivedRun>();
  readonly inbox: Inbox;
  gapped = 0;
  /** The offset that comes next: where a new connection begins to read (R1). */
  next: number | undefined;
  /** What has a lower offset was never read here: where reading began, or went on behind a gap. */
  begunAt: number | undefined;
  /** When the history that comes now was said (H7). */
  saidAt: number | undefined;
  /** The message in bytes whose runs were refused last: one is told of, not a thousand. */
  stranger: number | undefined;
  #terms: ChannelTerms | undefined;
  #credit: ReceiveCredit | undefined;
  #carried: Grant = new Tally();
  /** Frames since the welcome, and what was said of them: only of bulk is it asked (K1). */
  #count = 0;
  #acked = 0;
  /** What is granted now and was not said yet. */
  #grant: Grant | undefined;

  /** @param passedOn Called when memory came free outside of a message from the socket. */
  constructor(name: string, passedOn: () => void) {
    this.name = name;
    this.inbox = new Inbox((amount) => {
      this.#credit?.consumed(amount.bytes, amount.frames);
      passedOn();
    });
  }

  get terms(): ChannelTerms | undefined {
    return this.#terms;
  }

  /** Whether each of its frames comes once, or is said to be missing (G2). */
  get isKept(): boolean {
    return this.#terms?.class === "interactive" || this.#terms?.class === "bulk";
  }

  /** Whether readers hold what an earlier connection brought. */
  get isBehind(): boolean {
    return this.#carried.frames > 0;
  }

  /**
   * A connection begins, and its first grant is due at once. What readers still hold counts as if it
   * had come now: however often the connection is cut, no more is held than the window.
   */
  begin(terms: ChannelTerms, window: Grant | undefined): void {
    this.#terms = terms;
    const { bytes, frames } = window ?? (terms.class === "bulk" ? BULK_WINDOW : TEXT_WINDOW);
    this.#credit = new ReceiveCredit({
      bytes: Math.max(bytes, FIRST_CREDIT.bytes),
      frames: Math.max(frames, FIRST_CREDIT.frames),
    });
    this.#carried = this.inbox.held.look();
    this.#credit.received(this.#carried.bytes, this.#carried.frames);
    this.#grant = this.#credit.granted;
    this.#count = this.#acked = 0;
    this.saidAt = undefined;
    this.next ??= terms.read;
    this.begunAt ??= terms.read;
  }

  /** Until there is a new connection, nothing can come here. */
  lost(): void {
    this.#terms = undefined;
    this.#credit = undefined;
  }

  /** Counts what came. False is an overdraft (C4). */
  count(amount: Grant, now: number): boolean {
    if (!this.#credit!.received(amount.bytes, amount.frames)) return false;
    this.#count += amount.frames;
    this.received.add(amount);
    this.perSecond.add(amount.bytes, now);
    return true;
  }

  /** How many of `frames` from `offset` on came before. The place in the log moves behind them. */
  moveTo(offset: number, frames: number): { readonly known: number; readonly skipped: number } {
    const next = this.next ?? offset;
    this.next = Math.max(next, offset + frames);
    if (!this.isKept) return { known: 0, skipped: 0 };
    return {
      known: Math.min(frames, Math.max(0, next - offset)),
      skipped: Math.max(0, offset - next),
    };
  }

  /** A message that came now, and when it was said, if it is history. */
  dated(message: Received): Received {
    const { saidAt: at } = this;
    const isHistory = message.offset < (this.#terms?.next ?? 0);
    return isHistory && at !== undefined ? { ...message, at } : message;
  }

  gap({ from, to }: Gap): void {
    this.gapped += Math.max(0, to - from);
    this.next = Math.max(this.next ?? 0, to);
    this.begunAt = Math.max(this.begunAt ?? 0, to);
  }

  /** The ack and the grant that are due, each at most once (K3). */
  due(): ControlFrame[] {
    const due: ControlFrame[] = [];
    if (!this.#credit) return due;
    if (this.#count > this.#acked && this.#terms?.class === "bulk") {
      this.#acked = this.#count;
      due.push({ channel: "$", type: "ack", of: this.name, frames: this.#count });
    }
    const grant = this.#grant ?? this.#credit.grantDue();
    this.#grant = undefined;
    if (grant) {
      const bytes = grant.bytes - this.#carried.bytes;
      const frames = grant.frames - this.#carried.frames;
      due.push({ channel: "$", type: "credit", of: this.name, bytes, frames });
    }
    return due;
  }
}
