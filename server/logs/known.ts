/**
 * Which frames a log has, so that one sent again after a reconnect is not taken twice (R2).
 *
 * @module
 */

/** Messages of one sender that are remembered, at least: more than any credit lets be in flight. */
const MESSAGES = 1_024;

/** Senders that are remembered, at least. Who spoke longest ago is forgotten first. */
const SENDERS = 1_024;

/** What is known of one message: all before `next`, and what came ahead of it. */
interface Message {
  next: number;
  ahead: Set<number> | undefined;
}

/** Bounded: what is forgotten here is long past any resend. */
export class KnownFrames {
  readonly #senders = new Recent(SENDERS, () => new Recent(MESSAGES, newMessage));

  /**
   * Notes the frames from `sequence` on, `frames` of them.
   *
   * @returns How many of them, from the first, are known already.
   */
  note(from: string, messageId: string, sequence: number, frames: number): number {
    const message = this.#senders.get(from).get(messageId);
    if (message.ahead?.has(sequence)) return frames;
    if (sequence > message.next) {
      // Out of turn, which only clients that are not ours do: remembered one by one.
      message.ahead ??= new Set();
      for (let n = sequence; n < sequence + frames; n++) message.ahead.add(n);
      return 0;
    }
    const known = Math.min(frames, message.next - sequence);
    message.next = Math.max(message.next, sequence + frames);
    while (message.ahead?.delete(message.next)) message.next++;
    return known;
  }
}

function newMessage(): Message {
  return { next: 0, ahead: undefined };
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
}
