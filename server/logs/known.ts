/**
 * Which frames a log has, so that one sent again after a reconnect is not taken twice (R2).
 *
 * @module
 */

/** Messages of one sender that are remembered: more than can be in flight within any credit. */
const MAX_MESSAGES = 1_024;

/** Senders that are remembered, the one that spoke longest ago is forgotten first. */
const MAX_SENDERS = 1_024;

/** What is known of one message: all before `next`, and what came ahead of it. */
interface Message {
  next: number;
  ahead: Set<number> | undefined;
}

/** Bounded: what is forgotten here is long past any resend. */
export class KnownFrames {
  readonly #senders = new Map<string, Map<string, Message>>();

  /**
   * Notes the frames from `sequence` on, `frames` of them.
   *
   * @returns How many of them, from the first, are known already.
   */
  note(from: string, messageId: string, sequence: number, frames: number): number {
    const message = this.#message(from, messageId);
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

  #message(from: string, messageId: string): Message {
    const messages = touch(this.#senders, from, MAX_SENDERS, () => new Map<string, Message>());
    return touch(messages, messageId, MAX_MESSAGES, () => ({ next: 0, ahead: undefined }));
  }
}

/** Gets or makes, and forgets the oldest where there are too many. Most calls find what they look for. */
function touch<V>(map: Map<string, V>, key: string, max: number, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  if (map.size > max) map.delete(map.keys().next().value!);
  return made;
}
