/**
 * The classrooms of this process, by their codes.
 *
 * @module
 */

import type { Room } from "./room.ts";

/** One classroom. */
export interface Classroom {
  readonly code: string;
  readonly room: Room;
}

/** See the module's description. */
export class Rooms {
  readonly #rooms = new Map<string, Classroom>();

  /** The classroom with this code, as `readCode` gives it. */
  find(code: string): Classroom | undefined {
    return this.#rooms.get(code);
  }

  /** Closes every connection of every room. */
  close(code: number, reason: string): void {
    for (const { room } of this.#rooms.values()) room.close(code, reason);
  }
}
