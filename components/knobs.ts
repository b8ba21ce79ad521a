/**
 * The knobs of a page: how its messages are cut, who goes next, how quickly, and on what line.
 *
 * @module
 */

import { lineSpeed } from "./browser.ts";
import type { KnobValues } from "./knob_values.ts";
import type { Session } from "./session.ts";

/** How the knobs of a page are set now. */
export function knobsOf({ chunkSize, order, pace }: Session): KnobValues {
  return { chunkSize: chunkSize.value, order: order.value, pace: pace.value, ...lineSpeed.value };
}

/** Turns some knobs of a page. The others stay. */
export function turn(session: Session, change: Partial<KnobValues>): void {
  const { chunkSize, order, pace, bandwidth, delay } = { ...knobsOf(session), ...change };
  session.chunkSize.value = chunkSize;
  session.order.value = order;
  session.pace.value = pace;
  lineSpeed.value = { bandwidth, delay };
}
