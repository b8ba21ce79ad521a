/**
 * Where in the room's log the latest files begin: who loads the page anew reads on from there, and has
 * again what the page before had, or was about to have.
 *
 * @module
 */

import type { WireItem } from "../lib/tap.ts";
import { MAX_FILES } from "./demux.ts";

/** See the module's description. It knows as many as the page shows. */
export class FilePlaces {
  readonly #begins = new Map<string, number>();

  /** Takes what came. Only what announces a message in bytes says whose it is, and that comes first. */
  note(item: WireItem): void {
    if (item.kind !== "frame" || item.frame.channel !== "file") return;
    const { from = "", messageId, offset } = item.frame;
    const key = `${from} ${messageId}`;
    if (offset === undefined || this.#begins.has(key)) return;
    this.#begins.set(key, offset);
    const [oldest] = this.#begins.keys();
    if (this.#begins.size > MAX_FILES) this.#begins.delete(oldest!);
  }

  /** The offset of the first frame of all of them. */
  get first(): number | undefined {
    return this.#begins.size === 0 ? undefined : Math.min(...this.#begins.values());
  }
}
