/**
 * Names of a room's senders: whose they are, and when one may be somebody else's.
 *
 * @module
 */

import { MAX_LEFT_NAMES } from "./limits.ts";
import { freeName } from "./names.ts";

/** See the module's description. */
export class SenderNames {
  readonly #random: () => number;
  readonly #isHere: { has(name: string): boolean };
  /** Names that nobody has now and nobody gets yet, the oldest first. */
  readonly #left = new Set<string>();
  /** Names that a session may come back to. */
  readonly #reserved = new Set<string>();

  /**
   * @param random A number from 0 up to 1, as `Math.random` gives it.
   * @param isHere Who is in the room.
   */
  constructor(random: () => number, isHere: { has(name: string): boolean }) {
    this.#random = random;
    this.#isHere = isHere;
  }

  /** A name for somebody new. */
  next(): string {
    const taken = [this.#isHere, this.#left, this.#reserved];
    return freeName({ has: (name) => taken.some((names) => names.has(name)) }, this.#random);
  }

  /** Keeps a name for a session, or lets it go. */
  reserve(name: string, reserved: boolean): void {
    if (reserved) this.#reserved.add(name);
    else this.#reserved.delete(name);
  }

  /** Somebody is here under this name, again perhaps. */
  came(name: string): void {
    this.#left.delete(name);
  }

  /** Somebody has gone. Returns the name of who left so long ago that nobody remembers, if there is one. */
  left(name: string): string | undefined {
    this.#left.add(name);
    if (this.#left.size <= MAX_LEFT_NAMES) return undefined;
    const oldest = this.#left.values().next().value!;
    this.#left.delete(oldest);
    return oldest;
  }
}
