/**
 * One channel on its way to one reader: the cursor, what may be sent, and what is not acked yet.
 *
 * @module
 */

import type { EncodedFrame } from "../lib/brief.ts";
import { CONTROL } from "../lib/channels.ts";
import type { Grant, Time } from "../lib/control.ts";
import { SendCredit } from "../lib/credit.ts";
import { FIRST_CREDIT } from "../lib/limits.ts";
import type { Source } from "../lib/scheduler.ts";
import { Cursor } from "./cursor.ts";
import type { RoomChannel } from "./turn.ts";

/** How exactly it is told when something was said: as chats show it, and a minute is one word (H7). */
const TIME_MS = 60_000;

/** As it goes out: a frame, or a control frame. */
export type Encoded = EncodedFrame | string;

/** Bulk that is on its way: the frames up to `frames`, counted since the welcome. */
interface Flight {
  readonly frames: number;
  readonly bytes: number;
}

/** See the module's description. It is a scheduler's source of what its entries are to the reader. */
export class Lane implements Source<readonly Encoded[]> {
  readonly cursor: Cursor;
  /** What has a lower offset was said before the reader came. */
  readonly #next: number;
  /** When that was, as it was told last. */
  #told: number | undefined;
  readonly #credit = new SendCredit(FIRST_CREDIT);
  /** Only where bulk was sent: a connection has many lanes. */
  #flights: Flight[] | undefined;
  #sent = 0;

  constructor(channel: RoomChannel, next: number) {
    this.cursor = new Cursor(channel, next);
    this.#next = channel.log.next;
  }

  get channel(): string {
    return this.cursor.channel;
  }

  get class(): RoomChannel["class"] {
    return this.cursor.class;
  }

  /** Bytes that may be sent. */
  get credit(): SendCredit {
    return this.#credit;
  }

  peek(): number | undefined {
    return this.cursor.peek();
  }

  /** Takes the next entry of text, off the credit. When it was said comes first, where that is news (H7). */
  take(): readonly Encoded[] {
    const { at, offset, frames, bytes, encoded } = this.cursor.take();
    this.spend(bytes, frames);
    const frame = encoded as EncodedFrame;
    const minute = at - at % TIME_MS;
    const isTold = minute === this.#told || offset >= this.#next || this.class !== "interactive";
    if (isTold) return [frame];
    this.#told = minute;
    const time: Time = { channel: CONTROL, type: "time", of: this.channel, at: minute };
    return [JSON.stringify(time), frame];
  }

  /** Whether the credit covers this much. */
  allows(bytes: number, frames = 1): boolean {
    return this.#credit.allows(bytes, frames);
  }

  /** Counts as sent what went out by another way than {@linkcode Lane.take}. */
  spend(bytes: number, frames: number): void {
    this.#credit.spend(bytes, frames);
    this.#sent += frames;
  }

  /** Counts as sent, and as on its way until it is acked. */
  launch(bytes: number, frames: number): void {
    this.spend(bytes, frames);
    this.cursor.moveTo(this.cursor.next + frames);
    (this.#flights ??= []).push({ frames: this.#sent, bytes });
  }

  granted(total: Grant): void {
    this.#credit.grant(total);
  }

  /**
   * Takes an ack (K1).
   *
   * @returns The bytes that it says have arrived, or `undefined` if it says more than was sent (K2).
   */
  acked(frames: number): number | undefined {
    if (frames > this.#sent) return undefined;
    let bytes = 0;
    const flights = this.#flights ?? [];
    while (flights.length > 0 && flights[0]!.frames <= frames) bytes += flights.shift()!.bytes;
    return bytes;
  }
}
