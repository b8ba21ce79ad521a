/**
 * How much in the last second.
 *
 * @module
 */

/** Slots of a second: the answer is at most this part of it too old. */
const SLOTS = 10;
const SLOT_MS = 1_000 / SLOTS;

/** Ten counters that take turns, so that what it holds does not grow with what it counts. */
export class Meter {
  readonly #slots = new Float64Array(SLOTS);
  #turn = 0;

  add(amount: number, now: number): void {
    this.#turnTo(now);
    this.#slots[this.#turn % SLOTS]! += amount;
  }

  /** The sum of what was added in the second before `now`. */
  total(now: number): number {
    this.#turnTo(now);
    return this.#slots.reduce((sum, amount) => sum + amount, 0);
  }

  /** Empties the slots whose second is over. */
  #turnTo(now: number): void {
    const turn = Math.floor(now / SLOT_MS);
    const over = Math.min(SLOTS, turn - this.#turn);
    for (let n = 1; n <= over; n++) this.#slots[(this.#turn + n) % SLOTS] = 0;
    this.#turn = Math.max(this.#turn, turn);
  }
}
