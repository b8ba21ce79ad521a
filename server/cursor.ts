/**
 * A cursor: how far one reader has come in one channel's log.
 *
 * @module
 */

import type { Gap } from "../lib/control.ts";
import type { Entry } from "./logs/log.ts";
import type { RoomChannel } from "./turn.ts";

/** See the module's description. */
export class Cursor {
  readonly #channel: RoomChannel;
  #entry: Entry | undefined;
  /** The offset that is read next. */
  next: number;

  constructor(channel: RoomChannel, next: number) {
    this.#channel = channel;
    this.next = next;
  }

  get channel(): string {
    return this.#channel.name;
  }

  get class(): RoomChannel["class"] {
    return this.#channel.class;
  }

  get number(): number {
    return this.#channel.number;
  }

  /** The offset at which the log ends now. */
  get head(): number {
    return this.#channel.log.next;
  }

  /** Whether there is nothing to read. */
  get isAtEnd(): boolean {
    return this.next >= this.#channel.log.next;
  }

  /** Whether the log has let go of what it would read next. */
  get isBehind(): boolean {
    return this.next < this.#channel.log.oldest;
  }

  /** The entry to read next. It may begin before `next`, if it was read in part. */
  get entry(): Entry | undefined {
    return this.#entry ??= this.#channel.log.at(this.next);
  }

  /** Bytes of the entry to read next, if there is one. */
  peek(): number | undefined {
    const { entry } = this;
    // What was last may have been replaced or dropped since: then there is nothing up to the end.
    if (!entry) this.next = this.#channel.log.next;
    return entry?.bytes;
  }

  /** Reads it. */
  take(): Entry {
    const entry = this.entry!;
    this.moveTo(entry.offset + entry.frames);
    return entry;
  }

  /** Moves on to `next`, which lies in the entry that is read now or right behind it. */
  moveTo(next: number): void {
    this.next = next;
    if (this.#entry && next >= this.#entry.offset + this.#entry.frames) this.#entry = undefined;
  }

  /**
   * Looks again at what the log still has, after a time of not reading.
   *
   * @returns What this reader will not get, where that has to be said (G1). Of state only the latest
   * counts, and of the ephemeral nothing old: there nothing is missing (T5, T6).
   */
  refresh(): Gap | undefined {
    const { class: kind, log } = this.#channel;
    this.#entry = undefined;
    const { next: from } = this;
    const to = log.oldest;
    if (from >= to) return undefined;
    this.next = to;
    if (kind === "state" || kind === "ephemeral") return undefined;
    return gapOf(this.#channel, from, to);
  }
}

/** Says that a kept log has nothing more between two offsets, and why (G1). */
export function gapOf({ name, log }: RoomChannel, from: number, to: number): Gap {
  const reason = from < log.cleared ? "cleared" : "retention";
  return { channel: "$", type: "gap", of: name, from, to, reason };
}
