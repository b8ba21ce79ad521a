/**
 * The log in memory: gone with the process, and as quick as an array.
 *
 * @module
 */

import { entryOf, KeptEntries } from "./kept.ts";
import { KnownFrames } from "./known.ts";
import type { ChannelLog, Draft, Entry, Retention } from "./log.ts";

/** See {@linkcode ChannelLog}. */
export class MemoryLog implements ChannelLog {
  readonly #now: () => number;
  readonly #entries: KeptEntries;
  readonly #known = new KnownFrames();
  readonly #listeners = new Set<(entry: Entry) => void>();
  #next = 0;
  #cleared = 0;
  #bytes = 0;

  constructor(retention: Retention, now: () => number) {
    this.#entries = new KeptEntries(retention);
    this.#now = now;
  }

  get oldest(): number {
    this.#entries.retain(this.#now());
    return this.#entries.first?.offset ?? this.#next;
  }

  get cleared(): number {
    return this.#cleared;
  }

  get next(): number {
    return this.#next;
  }

  get bytes(): number {
    return this.#bytes;
  }

  append(draft: Draft): void {
    if (!draft.repeatable && this.#known.note(draft, this.#next) === draft.frames) return;
    const entry = entryOf(draft, this.#next, this.#now());
    this.#next += draft.frames;
    this.#bytes += draft.bytes;
    this.#entries.push(entry);
    this.#entries.retain(entry.at);
    for (const listener of this.#listeners) listener(entry);
  }

  at(offset: number): Entry | undefined {
    return this.#entries.at(offset);
  }

  firstOf(from: string, messageId: string): number | undefined {
    return this.#known.firstOf(from, messageId);
  }

  forget(from: string): void {
    this.#known.forget(from);
  }

  drop(from: string): void {
    this.#entries.keep((entry) => entry.from !== from);
  }

  clear(): void {
    this.#entries.keep(() => false);
    this.#cleared = this.#next;
  }

  subscribe(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
