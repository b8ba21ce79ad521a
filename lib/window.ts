/**
 * How much bulk may be on its way at a time (T3). A window that is too small leaves the line idle;
 * one that is too large only fills somebody's queue, and then chat waits in it. So the window
 * follows the delay that its own bytes cause, the idea of LEDBAT (RFC 6817).
 *
 * What a line holds and what may stand in its queue: window_law.ts. docs/performance.md explains it.
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { BulkWindow } from "./window.ts";
 *
 * let now = 0;
 * const window = new BulkWindow({ now: () => now });
 * window.sent(window.available());
 * assertEquals(window.available(), 0);
 * now = 20;
 * window.acked(4_800);
 * assertEquals([window.rtt, window.baseRtt, window.rate], [20, 20, 240]);
 * ```
 *
 * @module
 */

import { PIECE_BYTES } from "./bulk.ts";
import { BaseRtt } from "./window_base.ts";
import { delayOf, messageOf, windowOf } from "./window_law.ts";
import { MIN_ROUND_MS, type Moment, RateMeter } from "./window_rate.ts";
import { RoundTrips } from "./window_rtt.ts";

/** The first window, in bytes. */
export const START_BYTES = 4 * PIECE_BYTES;

/** After that long with nothing in flight, in milliseconds, the line is as a new one. */
const PAUSE_MS = 1_000;

/** How long room may stay unused by a sender that has more to send, in milliseconds. */
const TURN_MS = 5;

/** By how much it grows in a round of the start, where a round is a round trip … */
const START_GROWTH = 2;

/**
 * … and where many round trips fit into a round. Such a line is filled soon anyway, and one that lets a
 * burst pass at once (a token bucket does) has in its queue what the window grew by last.
 */
const SHORT_START_GROWTH = 1.5;

/** By how much the window grows in a round in which it was full and no queue was seen. */
const GROWTH = 1.25;

/**
 * The window of all bulk on one connection. Who sends asks {@linkcode BulkWindow.available} before,
 * and says what was sent and what was acked.
 *
 * - It is never smaller than one piece, and with nothing in flight one piece may always go.
 * - It doubles at most from one round trip to the next.
 * - Memory is bounded, however much is in flight.
 */
export class BulkWindow {
  readonly #now: () => number;
  readonly #base = new BaseRtt();
  readonly #meter = new RateMeter();
  readonly #trips = new RoundTrips();
  #sent = 0;
  #acked = 0;
  #ackedAt = 0;
  /** Since when there is room in the window. */
  #roomAt: number | undefined;
  #size = START_BYTES;
  /** After a drain: what acks allow so far. All at once would be a queue of its own. */
  #refill = Infinity;
  #message = PIECE_BYTES;
  /** What rounding the size took from it so far, in bytes. */
  #rounding = 0;
  /** In the start: the size that this round may grow to. */
  #growsTo: number | undefined = START_GROWTH * START_BYTES;

  /** @param options The clock, in milliseconds. Only differences matter; fractions help. */
  constructor(options: { readonly now: () => number }) {
    this.#now = options.now;
  }

  /** Bytes that may be in flight at a time, {@linkcode PIECE_BYTES} or more. */
  get size(): number {
    return Math.min(this.#size, this.#base.drains ? this.#drained : this.#refill);
  }

  /** Bytes that are sent and not acked. */
  get inFlight(): number {
    return this.#sent - this.#acked;
  }

  /** The round trip of late, in milliseconds: the least of the last samples. 0 before the first. */
  get rtt(): number {
    return this.#trips.ms;
  }

  /** The round trip of the line without our own queue, in milliseconds. 0 before the first sample. */
  get baseRtt(): number {
    return this.#base.ms;
  }

  /** Bytes that arrive per millisecond. 0 before it is known. */
  get rate(): number {
    return this.#meter.rate;
  }

  /** How large a WebSocket message of bulk should be now, in bytes: whole pieces, at least one. */
  get messageBytes(): number {
    return Math.min(this.#message, Math.floor(this.size / PIECE_BYTES) * PIECE_BYTES);
  }

  /**
   * Bytes that may be sent now: enough for a whole message, or 0. Filling small rests with small
   * messages would make all messages small in the end.
   */
  available(): number {
    const room = Math.floor(this.size) - this.inFlight;
    return room >= this.messageBytes ? room : 0;
  }

  /** Says that so many bytes leave now. */
  sent(bytes: number): void {
    const now = this.#now();
    if (this.inFlight === 0 && now - this.#ackedAt > PAUSE_MS) this.#startAnew();
    this.#noteRoom(now);
    this.#sent += bytes;
    this.#trips.sent(this.#sent, now, this.#size / 32);
    if (!this.#meter.runs) this.#meter.begin(this.#moment(now));
    if (this.available() === 0) this.#roomAt = undefined;
  }

  /** Says that so many more bytes are acked. More than what is in flight counts as that. */
  acked(bytes: number): void {
    const now = this.#now();
    this.#noteRoom(now);
    const newly = Math.min(bytes, this.inFlight);
    this.#acked += newly;
    this.#ackedAt = now;
    const sample = this.#trips.acked(this.#acked, now);
    if (sample !== undefined) this.idleRtt(sample);
    const moment = this.#moment(now);
    if (this.#growsTo !== undefined) this.#grow(newly, sample ?? this.rtt, moment);
    const { isLimited } = this.#meter;
    if (this.#meter.end(moment)) this.#endRound(isLimited);
    this.#refill = this.#base.drains ? this.#drained : this.#refill + newly;
    if (this.#growsTo === undefined && this.rate > 0) {
      this.#base.turn(moment, this.#drained, this.rtt, this.messageBytes / this.rate);
    }
    if (this.available() > 0) this.#roomAt ??= now;
  }

  /** Takes a round trip, in milliseconds, as of a ping while nothing of ours was in flight. */
  idleRtt(ms: number): void {
    // What counts as the base again: a part of the delay that the cushion makes.
    const tolerance = this.rate > 0 ? delayOf(this.rate) / 8 : 0;
    this.#base.add(ms, this.#now(), tolerance);
  }

  /** Forgets everything: another connection may be another line. */
  reset(): void {
    this.#sent = this.#acked = this.#ackedAt = 0;
    this.#trips.clear();
    this.#base.clear();
    this.#startAnew();
  }

  #startAnew(): void {
    this.#size = START_BYTES;
    this.#growsTo = START_GROWTH * START_BYTES;
    this.#trips.forget();
    this.#roomAt = undefined;
    this.#refill = Infinity;
    this.#message = PIECE_BYTES;
    this.#rounding = 0;
    this.#base.stop();
    this.#meter.forget();
  }

  /** Room that nobody used for longer than a turn takes: then it is not the window that limits. */
  #noteRoom(now: number): void {
    const isUnused = this.#roomAt !== undefined && now - this.#roomAt > TURN_MS;
    if (isUnused || this.size < this.#size) this.#meter.idle();
  }

  #moment(now: number): Moment {
    return { now, acked: this.#acked, sent: this.#sent };
  }

  /** The start: more with each round, until a queue is seen. Then the rate is measured anew. */
  #grow(newly: number, sample: number, moment: Moment): void {
    // What is in flight now arrives within a round trip: the rate that this is, not the measured one.
    const delay = delayOf(this.inFlight / sample) / 2;
    const isLate = this.#trips.isSure && this.rtt > this.baseRtt + delay;
    if (isLate || sample > this.baseRtt + delay + TURN_MS) {
      const wanted = windowOf(this.inFlight / sample, this.baseRtt);
      this.#size = Math.max(START_BYTES, Math.min(this.#size, wanted));
      this.#growsTo = undefined;
      this.#meter.forget(moment);
    } else if (this.#meter.isLimited) {
      this.#size = Math.min(this.#size + newly, this.#growsTo!);
    }
  }

  #endRound(isLimited: boolean): void {
    if (this.#growsTo !== undefined) {
      const growth = this.rtt < MIN_ROUND_MS ? SHORT_START_GROWTH : START_GROWTH;
      this.#growsTo = growth * this.#size;
      return;
    }
    const hasQueue = this.rtt - this.#base.floorMs > delayOf(this.rate) / 4;
    const least = isLimited && !hasQueue ? GROWTH * this.#size : 0;
    const wanted = Math.max(least, windowOf(this.rate, this.baseRtt));
    const target = Math.min(wanted, 2 * this.#size) + this.#rounding;
    // Whole messages, now more and now less, so that the mean is right: a rest would never be used.
    const message = this.#message = messageOf(this.rate);
    this.#size = Math.max(1, Math.round(target / message)) * message;
    this.#rounding = Math.max(-message, Math.min(target - this.#size, message));
  }

  /** What may be in flight while the queue runs empty, in bytes. */
  get #drained(): number {
    return Math.max(PIECE_BYTES, this.rate * this.#base.floorMs / 2);
  }
}
