/**
 * Which frames a log has, so that one sent again after a reconnect is not taken twice (R2).
 *
 * @module
 */

import type { Draft } from "./log.ts";

/** Messages of one sender that are remembered, at least: more than any credit lets be in flight. */
const MESSAGES = 1_024;

/** Senders that are remembered, at least. Who spoke longest ago is forgotten first. */
const SENDERS = 1_024;

/** Frames of one message, one behind the other. */
type Frames = Pick<Draft, "from" | "messageId" | "sequence" | "frames">;

/** What is known of one message: all before `next`, and what came ahead of it. */
interface Message {
  /** The offset of its first frame, once that is here. */
  first: number | undefined;
  next: number;
  ahead: Set<number> | undefined;
}

/** Bounded: what is forgotten here is long past any resend. */
export class KnownFrames {
  readonly #senders = new Recent(SENDERS, () => new Recent(MESSAGES, newMessage));

  /**
   * Notes the frames from `sequence` on, as many as the draft has, which get `offset` if they are new.
   *
   * @returns How many of them, from the first, are known already.
   */
  note({ from, messageId, sequence, frames }: Frames, offset: number): number {
    const message = this.#senders.get(from).get(messageId);
    if (sequence === 0) message.first ??= offset;
    if (sequence > message.next) {
      // Out of turn, which only clients that are not ours do: remembered one by one.
      const ahead = message.ahead ??= new Set();
      let known = 0;
      while (known < frames && ahead.has(sequence + known)) known++;
      for (let n = sequence + known; n < sequence + frames; n++) ahead.add(n);
      return known;
    }
    const known = Math.min(frames, message.next - sequence);
    message.next = Math.max(message.next, sequence + frames);
    while (message.ahead?.delete(message.next)) message.next++;
    return known;
  }

  /** The offset of a message's first frame, while it is remembered. */
  firstOf(from: string, messageId: string): number | undefined {
    return this.#senders.find(from)?.find(messageId)?.first;
  }

  /** Forgets a sender. */
  forget(from: string): void {
    this.#senders.delete(from);
  }
}

function newMessage(): Message {
  return { first: undefined, next: 0, ahead: undefined };
}

/**
 * The values used most recently: `count` of them for certain, twice as many at the most. Two maps in
 * turn, because letting the oldest of one map go, again and again, is slow.
 */
class Recent<V> {
  readonly #count: number;
  readonly #make: () => V;
  #now = new Map<string, V>();
  #before = new Map<string, V>();

  constructor(count: number, make: () => V) {
    this.#count = count;
    this.#make = make;
  }

  get(key: string): V {
    const found = this.#now.get(key);
    if (found !== undefined) return found;
    const value = this.#before.get(key) ?? this.#make();
    this.#now.set(key, value);
    if (this.#now.size >= this.#count) {
      this.#before = this.#now;
      this.#now = new Map();
    }
    return value;
  }

  /** Not a use. */
  find(key: string): V | undefined {
    return this.#now.get(key) ?? this.#before.get(key);
  }

  delete(key: string): void {
    this.#now.delete(key);
    this.#before.delete(key);
  }
}
