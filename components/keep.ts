/**
 * What one page leaves behind for the next one in the same window: who it was, lines that it did not
 * get rid of, and where in the logs its files are. A reload is then no new sender and loses no line; of files it
 * loses those whose bytes are nowhere else, and says so.
 *
 * @module
 */

import type { Left as LeftByLine } from "./mux_line.ts";
import type { Kept } from "./outbound.ts";

/** What is left behind. */
export type Left = LeftByLine & Kept;

const NOTHING: Left = { lines: [], files: [] };

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
      return { ...NOTHING, ...JSON.parse(text) };
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
