/**
 * The simplest log that can be thought of, to hold others against.
 *
 * @module
 */

import type { Draft, Retention } from "../../../server/logs/log.ts";

/** What is known of an entry here. */
interface Line {
  readonly offset: number;
  readonly frames: number;
  readonly bytes: number;
  readonly at: number;
  readonly from: string;
  readonly label: string;
  /** Its frames, as those that must not come twice; none where it may. */
  readonly keys: readonly string[];
}

interface State {
  lines: Line[];
  next: number;
  bytes: number;
  cleared: number;
  known: Set<string>;
  since: Map<string, number>;
}

/** The simplest log: an array that is gone through from the beginning each time. */
export class NaiveLog {
  #state: State = { lines: [], next: 0, bytes: 0, cleared: 0, known: new Set(), since: new Map() };
  #durable = structuredClone(this.#state);
  /** Frames of which an engine may know that they were there, or not: they are gone, and it crashed. */
  readonly hazy = new Set<string>();

  append(draft: Draft, now: number, retention: Retention): void {
    const state = this.#state;
    const keys = draft.repeatable ? [] : keysOf(draft);
    if (keys.length > 0 && keys.every((key) => state.known.has(key))) return;
    for (const key of keys) state.known.add(key);
    const { frames, bytes, from, messageId, sequence } = draft;
    const offset = state.next;
    const label = `${from} ${messageId}/${sequence}@${offset}`;
    state.lines.push({ offset, frames, bytes, at: now, from, label, keys });
    state.next += frames;
    state.bytes += bytes;
    this.retain(now, retention);
  }

  retain(now: number, { bytes, frames, ms }: Retention): void {
    const { lines } = this.#state;
    const sum = (what: "bytes" | "frames") => lines.reduce((sum, line) => sum + line[what], 0);
    while (lines[0] && (sum("bytes") > bytes || sum("frames") > frames || lines[0].at + ms < now)) {
      lines.shift();
    }
  }

  drop(from: string): void {
    this.#state.lines = this.#state.lines.filter((line) => line.from !== from);
  }

  clear(): void {
    this.#state.lines = [];
    this.#state.cleared = this.#state.next;
  }

  forget(from: string): void {
    for (const set of [this.#state.known, this.hazy]) {
      for (const key of set) if (key.startsWith(`${from} `)) set.delete(key);
    }
    this.#state.since.set(from, this.#state.next);
  }

  settle(): void {
    this.#durable = structuredClone(this.#state);
  }

  crash(): void {
    const before = this.#state.known;
    const state = this.#state = structuredClone(this.#durable);
    const kept = state.lines.filter(({ offset, from }) => offset >= (state.since.get(from) ?? 0));
    state.known = new Set(kept.flatMap(({ keys }) => keys));
    for (const key of before) if (!state.known.has(key)) this.hazy.add(key);
  }

  look() {
    const { lines, next, bytes, cleared } = this.#state;
    const oldest = lines[0]?.offset ?? next;
    return { lines: lines.map(({ label }) => label), oldest, next, bytes, cleared };
  }
}

/** The frames of a draft, as names. */
export function keysOf({ from, messageId, sequence, frames }: Draft): string[] {
  return Array.from({ length: frames }, (_, n) => `${from} ${messageId}/${sequence + n}`);
}
