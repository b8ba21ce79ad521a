/**
 * Knobs that a teacher has set for all, as a class reads them.
 *
 * @module
 */

import type { KnobValues } from "../knob_values.ts";
import { texts } from "../texts/page.ts";

const { knobs: labels, room: { knobs: words } } = texts;

/** “chunk size 2, take turns, 5 frames a second”. What only says that nothing is slowed is left out. */
export function sayKnobs(knobs: Partial<KnobValues>): string {
  const { chunkSize, order, pace, bandwidth, delay } = knobs;
  const said = [
    chunkSize !== undefined && words.chunkSize(chunkSize),
    order !== undefined && labels.orders[order],
    pace && (pace === Infinity ? words.held : labels.perSecond(1_000 / pace)),
    bandwidth && words.bandwidth(labels.rate(bandwidth)),
    delay && words.delay(delay),
  ];
  return said.filter(Boolean).join(", ");
}
