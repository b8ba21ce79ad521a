/**
 * Counting frames and their payload.
 *
 * @module
 */

import type { Grant } from "./control.ts";

/** A count that changes. */
export class Tally implements Grant {
  bytes = 0;
  frames = 0;

  add({ bytes, frames }: Grant): void {
    this.bytes += bytes;
    this.frames += frames;
  }

  take({ bytes, frames }: Grant): void {
    this.bytes -= bytes;
    this.frames -= frames;
  }

  /** What it is now. */
  look(): Grant {
    return { bytes: this.bytes, frames: this.frames };
  }
}
