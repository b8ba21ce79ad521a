/**
 * When a room's readers get what has come: all that arrived together, in one turn.
 *
 * @module
 */

import type { EncodedFrame } from "../lib/brief.ts";
import type { Entry } from "./logs/log.ts";
import { type Heads, headsOf, quietTurn, type RoomChannel, type Turn, turnOf } from "./turn.ts";

/** Who takes turns. */
export interface TurnTaker {
  /** Something was appended, or something of this reader's own is due. */
  turn(turn: Turn): void;
}

/** See the module's description. */
export class Turns {
  #channels: readonly RoomChannel[];
  readonly #schedule: (task: () => void) => void;
  readonly #readers = new Set<TurnTaker>();
  /** Readers with something of their own to say. */
  readonly #asking = new Set<TurnTaker>();
  /** Where all who have read everything stand. The same object for all of them. */
  #head: Heads;
  #fresh: EncodedFrame[] = [];
  /** Whether a log has grown since the last turn. */
  #hasGrown = false;
  #isDue = false;

  constructor(channels: readonly RoomChannel[], schedule: (task: () => void) => void) {
    this.#channels = channels;
    this.#schedule = schedule;
    this.#head = headsOf(channels);
  }

  add(reader: TurnTaker): void {
    this.#readers.add(reader);
  }

  delete(reader: TurnTaker): void {
    this.#readers.delete(reader);
  }

  clear(): void {
    this.#readers.clear();
  }

  /** There is one more channel, and from now on it is read as well. Nobody stands there yet. */
  adopt(channels: readonly RoomChannel[]): void {
    this.#channels = channels;
    const { next, bytes } = this.#head;
    const added = headsOf(channels.slice(next.length));
    this.#head = { next: [...next, ...added.next], bytes: [...bytes, ...added.bytes] };
    for (const reader of this.#readers) this.ask(reader);
  }

  /** Asks for a turn for one reader, although nothing may have been appended. */
  ask(reader: TurnTaker): void {
    this.#asking.add(reader);
    this.#soon();
  }

  /** A log has grown. */
  grew(channel: RoomChannel, { encoded }: Entry): void {
    this.#hasGrown = true;
    if (this.#readers.size === 0) return;
    if (channel.class !== "bulk") this.#fresh.push(encoded as EncodedFrame);
    this.#soon();
  }

  #soon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    this.#schedule(() => this.#take());
  }

  #take(): void {
    this.#isDue = false;
    const asking = [...this.#asking];
    this.#asking.clear();
    const before = this.#head;
    if (!this.#hasGrown) {
      // The same head for all others: who stood there still does, unvisited.
      const turn = quietTurn(before);
      for (const reader of asking) if (this.#readers.has(reader)) reader.turn(turn);
      return;
    }
    this.#hasGrown = false;
    const after = headsOf(this.#channels);
    const turn = turnOf(this.#channels, before, after, this.#fresh);
    this.#fresh = [];
    this.#head = after;
    for (const reader of this.#readers) reader.turn(turn);
  }
}
