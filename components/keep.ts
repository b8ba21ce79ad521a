/**
 * What one page leaves behind for the next one in the same window: who it was, and lines that it did
 * not get rid of. A reload is then no new sender and loses nothing.
 *
 * @module
 */

import type { Ticket } from "../lib/connection.ts";
import type { KeptLine } from "./outbound.ts";

/** What is left behind. */
export interface Left {
  readonly ticket?: Ticket | undefined;
  readonly lines: readonly KeptLine[];
}

const NOTHING: Left = { lines: [] };

/**
 * See the module's description. What was left is there once: the copy of a window that is still open
 * finds nothing, so two windows are never the same sender.
 */
export class Keep {
  readonly #storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined;
  readonly #key: string;

  /** @param path Of the room's socket: another room is another sender. */
  constructor(
    storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined,
    path: string,
  ) {
    this.#storage = storage;
    this.#key = `mux-session ${path}`;
  }

  /** Takes what the page before this one left. */
  take(): Left {
    const text = this.#storage?.getItem(this.#key);
    this.#storage?.removeItem(this.#key);
    if (!text) return NOTHING;
    try {
      return JSON.parse(text);
    } catch {
      return NOTHING;
    }
  }

  /** The page goes. */
  leave(left: Left): void {
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(left));
    } catch {
      // The storage is full: then the next page is a new sender.
    }
  }
}
