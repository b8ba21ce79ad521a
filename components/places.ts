/**
 * Where in the room's log another page has to read on, to have again what this one has: the latest
 * files begin there, and pieces that were dropped a short time ago and can be asked for again.
 *
 * @module
 */

import { FAULTS_CHANNEL } from "../lib/channels.ts";
import { OPEN_MS } from "../lib/limits.ts";
import type { Frame } from "../lib/protocol.ts";
import type { WireItem } from "../lib/tap.ts";
import { MAX_FILES } from "./demux.ts";

/** By channel, the first offset. Of a channel that is not named there is nothing. */
export type ReadOn = Readonly<Record<string, number>>;

/** See the module's description. */
export class Places {
  readonly #now: () => number;
  /** Where each file begins, as many as the page shows. */
  readonly #files = new Map<string, number>();
  #drops: readonly { readonly offset: number; readonly at: number }[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes what came. */
  note(item: WireItem): void {
    if (item.kind !== "frame" || item.frame.offset === undefined) return;
    // Runs say nothing new: what announces a message in bytes comes first.
    if (item.frame.channel === "file") this.#noteFile(item.frame, item.frame.offset);
    if (item.frame.channel !== FAULTS_CHANNEL) return;
    this.#drops = [...this.#fresh(), { offset: item.frame.offset, at: this.#now() }];
  }

  /** Where to read on now. */
  get readOn(): ReadOn {
    const [drop] = this.#fresh();
    return {
      ...this.#files.size > 0 && { file: Math.min(...this.#files.values()) },
      ...drop && { [FAULTS_CHANNEL]: drop.offset },
    };
  }

  /** After that a row that nobody asked for is forgotten (A7), and is not to come back. */
  #fresh() {
    return this.#drops.filter(({ at }) => at + OPEN_MS > this.#now());
  }

  #noteFile({ from = "", messageId }: Frame, offset: number): void {
    const key = `${from} ${messageId}`;
    if (this.#files.has(key)) return;
    this.#files.set(key, offset);
    const [oldest] = this.#files.keys();
    if (this.#files.size > MAX_FILES) this.#files.delete(oldest!);
  }
}
