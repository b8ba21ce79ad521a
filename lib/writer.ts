/**
 * Messages of `mux.v1` on their way into a socket: frames that leave together share one (B1).
 *
 * @module
 */

import { joinBatch } from "./batch.ts";
import { MAX_BATCH, MAX_BATCH_LENGTH } from "./limits.ts";

/** Where messages go. */
export interface Outlet {
  /** Bytes that have not left yet. */
  readonly bufferedAmount: number;
  send(data: string | Uint8Array<ArrayBuffer>): void;
}

/** Collects text frames. Order is kept: bytes go behind the text that came before them. */
export class Writer {
  readonly #outlet: Outlet;
  #frames: string[] = [];
  /** With a comma or bracket for each frame. */
  #length = 1;

  constructor(outlet: Outlet) {
    this.#outlet = outlet;
  }

  /** About how many bytes wait, here and in the socket. */
  get bufferedAmount(): number {
    return this.#outlet.bufferedAmount + this.#length - 1;
  }

  /** Adds JSON of a frame, or sends a run. */
  write(encoded: string | Uint8Array<ArrayBuffer>): void {
    if (typeof encoded !== "string") {
      this.flush();
      this.#outlet.send(encoded);
      return;
    }
    const length = encoded.length + 1;
    if (this.#frames.length === MAX_BATCH || this.#length + length > MAX_BATCH_LENGTH) this.flush();
    this.#frames.push(encoded);
    this.#length += length;
  }

  /** Sends what was collected. */
  flush(): void {
    if (this.#frames.length > 0) this.#outlet.send(joinBatch(this.#frames));
    this.#frames = [];
    this.#length = 1;
  }
}
