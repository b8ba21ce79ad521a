/**
 * First in, first out.
 *
 * @module
 */

/** Below this, moving what is left costs nothing worth saving. */
const WORTH_MOVING = 64;

/** A queue that stays quick when it is long, where `Array.shift` moves everything each time. */
export class Fifo<T> {
  #items: (T | undefined)[] = [];
  #start = 0;

  get length(): number {
    return this.#items.length - this.#start;
  }

  get first(): T | undefined {
    return this.#items[this.#start];
  }

  push(item: T): void {
    this.#items.push(item);
  }

  shift(): T | undefined {
    if (this.length === 0) return undefined;
    const item = this.#items[this.#start];
    this.#items[this.#start++] = undefined;
    if (this.#start >= WORTH_MOVING && this.#start * 2 >= this.#items.length) {
      this.#items = this.#items.slice(this.#start);
      this.#start = 0;
    }
    return item;
  }

  /** Puts another in the place of the first. */
  replaceFirst(item: T): void {
    this.#items[this.#start] = item;
  }

  /** Takes everything out. */
  drain(): T[] {
    const items = this.#items.slice(this.#start) as T[];
    this.#items = [];
    this.#start = 0;
    return items;
  }
}
