/**
 * One channel on its way to one reader: the cursor, what may be sent, and what is not acked yet.
 *
 * @module
 */

import type { Grant } from "../lib/control.ts";
import { SendCredit } from "../lib/credit.ts";
import { FIRST_CREDIT } from "../lib/limits.ts";
import type { Source } from "../lib/scheduler.ts";
import { Cursor } from "./cursor.ts";
import type { Entry } from "./logs/log.ts";
import type { RoomChannel } from "./turn.ts";

/** Bulk that is on its way: the frames up to `frames`, counted since the welcome. */
interface Flight {
  readonly frames: number;
  readonly bytes: number;
}

/** See the module's description. It is a scheduler's source of entries. */
export class Lane implements Source<Entry> {
  readonly cursor: Cursor;
  readonly #credit = new SendCredit(FIRST_CREDIT);
  /** Only where bulk was sent: a connection has many lanes. */
  #flights: Flight[] | undefined;
  #sent = 0;

  constructor(channel: RoomChannel, next: number) {
    this.cursor = new Cursor(channel, next);
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

  /** Takes the next entry, off the credit. */
  take(): Entry {
    const entry = this.cursor.take();
    this.spend(entry.bytes, entry.frames);
    return entry;
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
