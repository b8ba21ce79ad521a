/**
 * Randomness that is the same for the same seed, on every machine.
 *
 * @module
 */

/** A stream of numbers. */
export class Random {
  #state: number;

  /**
   * @param seed Any integer.
   * @param stream Streams of one seed have nothing to do with each other: input 7 is the same whether
   * or not input 6 was made.
   */
  constructor(seed: number, stream = 0) {
    this.#state = mix(mix(seed | 0) ^ Math.imul(stream, 0x9e37_79b1));
  }

  /** From 0 up to 1 (splitmix32). */
  next(): number {
    this.#state = this.#state + 0x9e37_79b9 | 0;
    return mix(this.#state) / 2 ** 32;
  }

  /** An integer from 0 up to `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** Whether something happens that does so in `share` (0 to 1) of all cases. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }

  /** One of the values, each as often as its weight says. */
  weighted<T>(values: readonly (readonly [weight: number, value: T])[]): T {
    let at = this.next() * values.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, value] of values) if ((at -= weight) < 0) return value;
    return values.at(-1)![1];
  }

  bytes(length: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length }, () => this.below(256));
  }
}

/** Every bit of the result depends on every bit of `value`. */
function mix(value: number): number {
  value = Math.imul(value ^ value >>> 16, 0x21f0_aaad);
  value = Math.imul(value ^ value >>> 15, 0x735a_2d97);
  return (value ^ value >>> 15) >>> 0;
}
