/**
 * Messages in bytes on their way in (B3): what each run belongs to, and the bytes put together for
 * those who want them whole.
 *
 * @module
 */

import type { MuxFrame } from "./batch.ts";
import { MAX_HELD_LENGTH, OPEN_MS, RESUMED_STALE_MS } from "./limits.ts";

/** Most bytes of one message that are put together. Larger ones can be read run by run. */
export const MAX_WHOLE_BYTES = 16_777_216;

/** Most messages that are known at a time. Beyond, the one that was silent longest is forgotten. */
export const MAX_ANNOUNCED = 1_024;

/** A message that was announced and is not over. */
export interface Announced {
  readonly key: string;
  readonly head: MuxFrame;
  /** The sequence that comes next. */
  next: number;
  /** What is here, while somebody wants it whole. */
  chunks: Uint8Array[] | undefined;
  length: number;
  touched: number;
}

/** What became of what came: nothing yet, the whole message, or why it cannot be had. */
export interface Progress {
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly refused?: string;
}

/** Memory follows what comes, never what `total` claims, and is bounded (A6, A7). */
export class BytesMessages {
  readonly #now: () => number;
  /** The one that was silent longest first. */
  readonly #announced = new Map<string, Announced>();
  #held = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** What is held now, in bytes. */
  get held(): number {
    return this.#held;
  }

  /** A message begins. `isWanted` says whether it will be wanted whole. */
  begin(head: MuxFrame, isWanted: boolean): Progress {
    if (head.total === 1) return { bytes: new Uint8Array() };
    const key = keyOf(head.channel, head.number!);
    this.#forget(key);
    this.#makeRoom();
    const chunks = isWanted ? [] : undefined;
    this.#announced.set(key, { key, head, next: 1, chunks, length: 0, touched: this.#now() });
    return {};
  }

  find(channel: string, number: number): Announced | undefined {
    return this.#announced.get(keyOf(channel, number));
  }

  /** Takes `frames` pieces from `sequence` on, of a message that was found. */
  take(message: Announced, sequence: number, frames: number, payload: Uint8Array): Progress {
    const { key, head: { total }, next } = message;
    message.touched = this.#now();
    this.#announced.delete(key);
    if (sequence + frames < total) this.#announced.set(key, message);
    message.next = sequence + frames;
    if (!message.chunks) return {};
    const refused = sequence === next
      ? this.#refusal(message.length + payload.length, payload.length)
      : `sequence is ${sequence}, must be ${next}`;
    if (refused) {
      this.#release(message);
      return { refused };
    }
    message.chunks.push(compact(payload));
    message.length += payload.length;
    this.#held += payload.length;
    if (message.next < total) return {};
    const bytes = concat(message.chunks, message.length);
    this.#release(message);
    return { bytes };
  }

  /** Numbers mean nothing any more. */
  clear(): void {
    this.#announced.clear();
    this.#held = 0;
  }

  #refusal(length: number, more: number): string | undefined {
    if (length > MAX_WHOLE_BYTES) return `message is longer than ${MAX_WHOLE_BYTES}`;
    if (!this.#fits(more)) return `${MAX_HELD_LENGTH} bytes are held`;
  }

  /** What is silent for longer than a sender may be away makes room, the most silent first. */
  #fits(more: number): boolean {
    const limit = this.#now() - RESUMED_STALE_MS;
    for (const message of this.#announced.values()) {
      if (this.#held + more <= MAX_HELD_LENGTH || message.touched > limit) break;
      this.#release(message);
    }
    return this.#held + more <= MAX_HELD_LENGTH;
  }

  #makeRoom(): void {
    const limit = this.#now() - OPEN_MS;
    for (const [key, message] of this.#announced) {
      if (this.#announced.size >= MAX_ANNOUNCED) this.#forget(key);
      else if (message.touched > limit) break;
      else this.#release(message);
    }
  }

  #forget(key: string): void {
    const message = this.#announced.get(key);
    if (!message) return;
    this.#announced.delete(key);
    this.#release(message);
  }

  #release(message: Announced): void {
    if (message.chunks) this.#held -= message.length;
    message.chunks = undefined;
  }
}

function keyOf(channel: string, number: number): string {
  return `${number} ${channel}`;
}

/** A small part of a large message would keep all of it in memory. */
function compact(payload: Uint8Array): Uint8Array {
  return payload.length * 2 < payload.buffer.byteLength ? payload.slice() : payload;
}

function concat(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
