/**
 * Who said what, who has heard it, and what that comes to.
 *
 * @module
 */

/** What became of all that was said. */
export interface Verdict {
  readonly said: number;
  readonly acked: number;
  /** Of which nobody knows whether they arrived. */
  readonly unsure: number;
  /** Acked, and not heard by somebody: counted for each of those. */
  readonly missing: number;
  /** Heard again by somebody. */
  readonly twice: number;
  /** Heard before something that its sender had said earlier, or at a place that others know for another. */
  readonly disorder: number;
}

/** What one listener has heard. */
interface Ear {
  readonly heard: Set<string>;
  /** The number of each sender's last word that follows others, and the offset that came last. */
  readonly last: Map<number, number>;
  offset: number;
}

/** Words are known by their sender and a number that grows. */
export class Ledger {
  readonly #ears: readonly Ear[];
  readonly #acked = new Set<string>();
  readonly #places = new Map<number, string>();
  #said = 0;
  #unsure = 0;
  #twice = 0;
  #disorder = 0;

  constructor(listeners: number) {
    this.#ears = Array.from({ length: listeners }, () => ({
      heard: new Set(),
      last: new Map(),
      offset: -1,
    }));
  }

  get said(): number {
    return this.#said;
  }

  /** Words that were heard, by each listener. */
  get heard(): number {
    return this.#ears.reduce((sum, { heard }) => sum + heard.size, 0);
  }

  /** Words whose sender knows what became of them. */
  get settled(): number {
    return this.#acked.size + this.#unsure;
  }

  /** Something is said. `acked` says what its sender will know of it. */
  say(sender: number, n: number, acked: Promise<void>): void {
    this.#said++;
    acked.then(() => this.#acked.add(keyOf(sender, n)), () => this.#unsure++);
  }

  /**
   * `listener` hears it, at this place of the log.
   *
   * @param follows Whether it has to come behind all such that its sender said before.
   */
  hear(listener: number, sender: number, n: number, offset: number, follows: boolean): void {
    const ear = this.#ears[listener]!;
    const key = keyOf(sender, n);
    if (ear.heard.has(key)) {
      this.#twice++;
      return;
    }
    ear.heard.add(key);
    const place = this.#places.get(offset) ?? key;
    this.#places.set(offset, place);
    const isLate = follows && n < (ear.last.get(sender) ?? -1);
    if (isLate || offset < ear.offset || place !== key) this.#disorder++;
    if (follows) ear.last.set(sender, n);
    ear.offset = offset;
  }

  /** Whether everybody has heard all that was acked. */
  get isComplete(): boolean {
    return this.missing().next().done === true;
  }

  verdict(): Verdict {
    return {
      said: this.#said,
      acked: this.#acked.size,
      unsure: this.#unsure,
      missing: [...this.missing()].length,
      twice: this.#twice,
      disorder: this.#disorder,
    };
  }

  /** What was acked and is missing, as "sender number is missing at listener". */
  *missing(): Generator<string> {
    for (const [listener, { heard }] of this.#ears.entries()) {
      for (const key of this.#acked.difference(heard)) yield `${key} is missing at ${listener}`;
    }
  }
}

function keyOf(sender: number, n: number): string {
  return `${sender} ${n}`;
}
