/**
 * Group commit: what many want to write in one turn of the event loop is one transaction, and so one
 * wait for the disk.
 *
 * @module
 */

/** Something to write. */
export interface Change {
  /** Writes it, inside of the transaction. */
  write(): void;
  /** It is on the disk. */
  done?(): void;
  /** It never will be. */
  undone?(): void;
}

/** The transactions of an engine. */
export interface Transactions {
  begin(): void;
  commit(): void;
  rollback(): void;
  /** An error of the engine, in words for people. */
  explain(error: unknown): Error;
}

/**
 * Collects changes, and writes them together.
 *
 * - Changes are written, and told that they are done, in the order in which they were added.
 * - After an error nothing is written any more: what is on the disk stays as it is, and the reason is
 *   told to all.
 */
export class GroupCommit {
  readonly #transactions: Transactions;
  readonly #schedule: (task: () => void) => void;
  #changes: Change[] = [];
  /** Written last, and once however often they are touched: rows that hold the state of something. */
  #rows = new Set<Change>();
  #batch: PromiseWithResolvers<void> | undefined;
  #isDue = false;
  #failure: Error | undefined;
  readonly #listeners = new Set<(failure: Error) => void>();

  /** @param schedule Runs a task at the end of the turn. */
  constructor(transactions: Transactions, schedule: (task: () => void) => void) {
    this.#transactions = transactions;
    this.#schedule = schedule;
  }

  /** Why nothing is written any more, once that is so. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Settles when all that was added is on the disk, or never will be. Absent where it is. */
  get pending(): Promise<void> | undefined {
    return this.#batch?.promise;
  }

  /** Adds a change. The promise is the same for all that is written together. */
  add(change: Change): Promise<void> {
    if (this.#failure) return refused(this.#failure);
    this.#changes.push(change);
    return this.#soon();
  }

  /** Adds a row that is written as it is then. The promise is that of {@linkcode GroupCommit.add}. */
  touch(row: Change): Promise<void> | undefined {
    if (this.#failure) return undefined;
    this.#rows.add(row);
    return this.#soon();
  }

  /** Writes all that waits, now. */
  flush(): void {
    const batch = this.#batch;
    if (!batch) return;
    const changes = [...this.#changes, ...this.#rows];
    this.#changes = [];
    this.#rows.clear();
    this.#batch = undefined;
    try {
      this.#transactions.begin();
      for (const change of changes) change.write();
      this.#transactions.commit();
    } catch (error) {
      for (const change of changes) change.undone?.();
      this.fail(error);
      batch.reject(this.#failure);
      return;
    }
    for (const change of changes) change.done?.();
    batch.resolve();
  }

  /** Gives up for good, because of an error of the engine. */
  fail(error: unknown): void {
    if (this.#failure) return;
    const failure = this.#failure = this.#transactions.explain(error);
    try {
      this.#transactions.rollback();
    } catch {
      // The engine may have done so itself, or be past it.
    }
    const changes = this.#changes;
    this.#changes = [];
    this.#rows.clear();
    for (const change of changes) change.undone?.();
    this.#batch?.reject(failure);
    this.#batch = undefined;
    for (const listener of this.#listeners) listener(failure);
  }

  /** What `read` gives, or nothing and the end of writing where the engine throws. */
  attempt<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      this.fail(error);
    }
  }

  /** Calls `listener` when nothing is written any more; at once where that is so already. */
  onFailure(listener: (failure: Error) => void): void {
    if (this.#failure) listener(this.#failure);
    else this.#listeners.add(listener);
  }

  #soon(): Promise<void> {
    if (!this.#batch) {
      this.#batch = Promise.withResolvers();
      // Not everybody who adds a change waits for it.
      this.#batch.promise.catch(() => {});
    }
    if (!this.#isDue) {
      this.#isDue = true;
      this.#schedule(() => {
        this.#isDue = false;
        this.flush();
      });
    }
    return this.#batch.promise;
  }
}

/** A rejection that nobody has to handle. */
export function refused(error: Error): Promise<void> {
  const promise = Promise.reject(error);
  promise.catch(() => {});
  return promise;
}
