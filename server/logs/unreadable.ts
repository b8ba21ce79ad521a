/**
 * What stands in for logs that cannot be read: nothing is in them, and nothing can be appended. So a
 * damaged file ends no server.
 *
 * @module
 */

import { refused } from "./commit.ts";
import { MemoryLog } from "./memory.ts";
import { MemoryRoomStore } from "./memory_store.ts";
import type { RoomStore, Store } from "./store.ts";

/** Keeps nothing at all. */
const NOTHING = { bytes: 0, frames: 0, ms: 0 };

/** A log of nothing. */
export class UnreadableLog extends MemoryLog {
  readonly #failure: Error;

  constructor(failure: Error) {
    super(NOTHING, () => 0);
    this.#failure = failure;
  }

  override append(): Promise<void> {
    return refused(this.#failure);
  }
}

/** Stands in for a file that cannot be opened. */
export class UnreadableStore implements Store {
  readonly #failure: Error;

  constructor(failure: Error) {
    this.#failure = failure;
  }

  open(): RoomStore {
    return new UnreadableRoom(this.#failure);
  }

  rooms(): Iterable<string> {
    return [];
  }

  remove(): void {}

  close(): void {}

  onFailure(listener: (failure: Error) => void): void {
    listener(this.#failure);
  }
}

class UnreadableRoom extends MemoryRoomStore {
  override readonly failure: Error;

  constructor(failure: Error) {
    super();
    this.failure = failure;
  }

  override log(): UnreadableLog {
    return new UnreadableLog(this.failure);
  }
}
