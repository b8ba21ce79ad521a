/**
 * Readers that get what has come together: all that arrived meanwhile, in one turn for each of them.
 *
 * @module
 */

import type { Entry } from "./logs/log.ts";
import {
  fitting,
  type Fresh,
  type Heads,
  headsOf,
  quietTurn,
  type RoomChannel,
  type Turn,
  turnOf,
} from "./turn.ts";

/** Who takes turns. */
export interface TurnTaker {
  /** Whether it has yet to get what had come before its last turn. */
  readonly isBehind: boolean;
  /** Something was appended, or something of this reader's own is due. */
  turn(turn: Turn): void;
}

/** What a round is made of. */
export interface RoundOptions {
  readonly channels: readonly RoomChannel[];
  /** Runs `task` once all that has arrived is handled. */
  readonly schedule: (task: () => void) => void;
  /** How many have their turn in one go. */
  readonly slice: number;
  /** A reader had its turn. */
  readonly had: (reader: TurnTaker) => unknown;
}

/** A turn that some have yet to have. */
interface Pass {
  readonly turn: Turn;
  readonly readers: Iterator<TurnTaker>;
}

/** See the module's description. */
export class Round {
  readonly #options: RoundOptions;
  readonly #readers = new Set<TurnTaker>();
  /** Readers with something of their own to say. */
  readonly #asking = new Set<TurnTaker>();
  #channels: readonly RoomChannel[];
  /** Where all who have read everything stand. The same object for all of them. */
  #head: Heads;
  /** What has come since, and had no turn yet. */
  #fresh: Fresh[] = [];
  /** Whether a log has grown since the last turn. */
  #hasGrown = false;
  #pass: Pass | undefined;
  #isDue = false;

  constructor(options: RoundOptions) {
    this.#options = options;
    this.#channels = options.channels;
    this.#head = headsOf(options.channels);
  }

  add(reader: TurnTaker): void {
    this.#readers.add(reader);
  }

  /** Returns whether it was here. */
  delete(reader: TurnTaker): boolean {
    return this.#readers.delete(reader);
  }

  has(reader: TurnTaker): boolean {
    return this.#readers.has(reader);
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
  grew({ class: kind, number }: RoomChannel, entry: Entry): void {
    this.#hasGrown = true;
    if (this.#readers.size === 0) return;
    if (kind !== "bulk") this.#fresh.push({ number, entry });
    this.#soon();
  }

  #soon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    this.#options.schedule(() => this.#take());
  }

  #take(): void {
    this.#isDue = false;
    const { turn, readers } = this.#pass ??= this.#next();
    for (let n = 0; n < this.#options.slice; n++) {
      const { done, value: reader } = readers.next();
      if (done) {
        this.#pass = undefined;
        if (this.#hasGrown || this.#asking.size > 0) this.#soon();
        return;
      }
      if (!this.#readers.has(reader)) continue;
      reader.turn(turn);
      this.#options.had(reader);
    }
    this.#soon();
  }

  #next(): Pass {
    const before = this.#head;
    const asking = [...this.#asking];
    this.#asking.clear();
    // The same head for all others: who stood there still does, unvisited.
    if (!this.#hasGrown) return { turn: quietTurn(before), readers: asking.values() };
    const fresh = this.#fresh;
    const later = this.#fresh = fresh.splice(fitting(fresh));
    this.#hasGrown = later.length > 0;
    const after = this.#head = headsOf(this.#channels, later);
    const turn = turnOf(this.#channels, before, after, fresh);
    return { turn, readers: this.#readers.values() };
  }
}
