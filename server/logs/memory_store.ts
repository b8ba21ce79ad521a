/**
 * The store in memory: gone with the process.
 *
 * @module
 */

import type { ChannelLog, Retention } from "./log.ts";
import { MemoryLog } from "./memory.ts";
import type { RoomStore, SessionStore, Store } from "./store.ts";

/** See {@linkcode Store}. */
export class MemoryStore implements Store {
  readonly #rooms = new Map<string, MemoryRoomStore>();

  open(room: string): RoomStore {
    let store = this.#rooms.get(room);
    if (!store) this.#rooms.set(room, store = new MemoryRoomStore());
    return store;
  }

  rooms(): Iterable<string> {
    return this.#rooms.keys();
  }

  remove(room: string): void {
    this.#rooms.delete(room);
  }

  close(): void {}

  onFailure(): void {}
}

/** See {@linkcode RoomStore}. */
export class MemoryRoomStore implements RoomStore {
  readonly epoch: string = crypto.randomUUID();
  readonly sessions: SessionStore = NO_SESSIONS;
  readonly failure: Error | undefined = undefined;
  readonly pending: Promise<void> | undefined = undefined;
  #json: string | undefined;

  log(_: string, retention: Retention, now: () => number): ChannelLog {
    return new MemoryLog(retention, now);
  }

  load(): string | undefined {
    return this.#json;
  }

  save(json: string): void {
    this.#json = json;
  }
}

/** The room has its sessions in memory already: nothing here would outlive it. */
const NO_SESSIONS: SessionStore = { load: () => [], save() {}, delete() {} };
