/**
 * Something that all who have the same key share, for as long as one of them is there, and a little
 * longer: going and coming back must not fill a bucket. Memory is bounded by who is there.
 *
 * @module
 */

interface Tenancy<V> {
  readonly value: V;
  count: number;
}

/** See the module's description. */
export class Tenants<K, V> {
  readonly #make: () => V;
  readonly #isAsNew: (value: V) => boolean;
  readonly #maxResting: number;
  readonly #present = new Map<K, Tenancy<V>>();
  /** What nobody has now and is not as new, the longest unused first. */
  readonly #resting = new Map<K, V>();

  /**
   * @param isAsNew Whether a value can be forgotten without anybody noticing.
   * @param maxResting How many values nobody has are kept at most; the oldest are forgotten first.
   */
  constructor(make: () => V, isAsNew: (value: V) => boolean, maxResting: number) {
    this.#make = make;
    this.#isAsNew = isAsNew;
    this.#maxResting = maxResting;
  }

  /** How many values are kept. */
  get size(): number {
    return this.#present.size + this.#resting.size;
  }

  /** How many have `key` now. */
  count(key: K): number {
    return this.#present.get(key)?.count ?? 0;
  }

  /** One more has `key`. */
  enter(key: K): V {
    let tenancy = this.#present.get(key);
    if (!tenancy) {
      tenancy = { value: this.#resting.get(key) ?? this.#make(), count: 0 };
      this.#resting.delete(key);
      this.#present.set(key, tenancy);
    }
    tenancy.count++;
    return tenancy.value;
  }

  /** One of those who have `key` goes. */
  leave(key: K): void {
    const tenancy = this.#present.get(key)!;
    if (--tenancy.count > 0) return;
    this.#present.delete(key);
    if (this.#isAsNew(tenancy.value)) return;
    this.#resting.set(key, tenancy.value);
    if (this.#resting.size > this.#maxResting) {
      this.#resting.delete(this.#resting.keys().next().value!);
    }
  }
}
