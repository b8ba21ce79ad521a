/**
 * A flow that fills the queue until packets are lost, then halves: what downloads do.
 *
 * @module
 */

import { type Link, SEGMENT_BYTES } from "./link.ts";
import type { Timeline } from "./timeline.ts";

/** Sends from one time to another, in milliseconds. Additive increase, multiplicative decrease. */
export class Rival {
  readonly #timeline: Timeline;
  readonly #link: Link;
  readonly #stopsAt: number;
  readonly #back: (said: () => void) => void;
  #window = 10;
  #threshold = Infinity;
  #inFlight = 0;
  #cutAt = 0;

  constructor(timeline: Timeline, link: Link, startsAt: number, stopsAt: number) {
    this.#timeline = timeline;
    this.#link = link;
    this.#stopsAt = stopsAt;
    this.#back = link.back();
    timeline.at(startsAt, () => this.#pump());
  }

  #pump(): void {
    while (this.#inFlight < this.#window && this.#timeline.now() < this.#stopsAt) {
      if (this.#link.isFull) {
        this.#cut();
        return this.#timeline.at(this.#timeline.now() + 10, () => this.#pump());
      }
      this.#inFlight++;
      const sentAt = this.#timeline.now();
      this.#link.send(SEGMENT_BYTES, () => this.#back(() => this.#ack(sentAt)));
    }
  }

  #ack(_sentAt: number): void {
    this.#inFlight--;
    this.#window += this.#window < this.#threshold ? 1 : 1 / this.#window;
    this.#pump();
  }

  /** Once for what was in flight when it happened. */
  #cut(): void {
    if (this.#timeline.now() < this.#cutAt) return;
    this.#threshold = this.#window = Math.max(2, this.#window / 2);
    this.#cutAt = this.#timeline.now() + this.#link.queuedBytes / this.#link.rate;
  }
}
