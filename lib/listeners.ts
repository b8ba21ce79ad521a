/**
 * Who wants to be told.
 *
 * @module
 */

/** A set of listeners. One that throws neither hinders the others nor harms who tells them. */
export class Listeners<T> {
  readonly #all = new Set<(value: T) => void>();

  get size(): number {
    return this.#all.size;
  }

  /** Adds a listener. Returns what takes it out again. */
  add(listener: (value: T) => void): () => void {
    // A wrapper of its own, so that the same function may listen twice.
    const entry = (value: T) => listener(value);
    this.#all.add(entry);
    return () => void this.#all.delete(entry);
  }

  tell(value: T): void {
    for (const listener of [...this.#all]) {
      try {
        listener(value);
      } catch (error) {
        // Its error is reported as that of any event handler, with our own work done first.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
