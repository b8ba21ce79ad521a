/**
 * When a room's readers get what has come. Who has read everything so far has it first, all of them in
 * one turn; who is behind does not stand in their way.
 *
 * @module
 */

import { SLICE } from "./limits.ts";
import type { Entry } from "./logs/log.ts";
import { Round, type TurnTaker } from "./round.ts";
import type { RoomChannel } from "./turn.ts";

/** See the module's description. */
export class Turns {
  readonly #prompt: Round;
  readonly #late: Round;

  /** @param schedule Runs a task once all that has arrived is handled. */
  constructor(channels: readonly RoomChannel[], schedule: (task: () => void) => void) {
    this.#prompt = new Round({
      channels,
      schedule,
      slice: Infinity,
      had: (reader) => reader.isBehind && move(reader, this.#prompt, this.#late),
    });
    this.#late = new Round({
      channels,
      schedule,
      slice: SLICE,
      had: (reader) => reader.isBehind || move(reader, this.#late, this.#prompt),
    });
  }

  add(reader: TurnTaker): void {
    this.#prompt.add(reader);
  }

  delete(reader: TurnTaker): void {
    if (!this.#prompt.delete(reader)) this.#late.delete(reader);
  }

  clear(): void {
    this.#prompt.clear();
    this.#late.clear();
  }

  /** There is one more channel, and from now on it is read as well. */
  adopt(channels: readonly RoomChannel[]): void {
    this.#prompt.adopt(channels);
    this.#late.adopt(channels);
  }

  /** Asks for a turn for one reader, although nothing may have been appended. */
  ask(reader: TurnTaker): void {
    (this.#late.has(reader) ? this.#late : this.#prompt).ask(reader);
  }

  /** A log has grown. */
  grew(channel: RoomChannel, entry: Entry): void {
    this.#prompt.grew(channel, entry);
    this.#late.grew(channel, entry);
  }
}

/** What came since its last turn, it gets in the other round. */
function move(reader: TurnTaker, from: Round, to: Round): void {
  // It may have left in its turn.
  if (!from.delete(reader)) return;
  to.add(reader);
  to.ask(reader);
}
