/**
 * What the lab says, in English, in one place: a translation has the same keys.
 *
 * @module
 */

import type { FaultKind } from "./log.ts";

/** All sentences of the lab's logic. */
export const text = {
  narration: {
    frame: (n: number, what: string, place: string) =>
      `frame ${n}: ${what}${place && `, ${place}`}`,
    piece: (channel: string, place: number, total: number, who: string) =>
      `${channel} ${place} of ${total} from ${who}`,
    short: (channel: string, place: number) => `${channel} ${place}`,
    between: (before: string, after: string) => `between ${before} and ${after}`,
    after: (before: string) => `after ${before}`,
    before: (after: string) => `before ${after}`,
    you: "you",
    nobody: "somebody",
    server: "a word of the server",
    refused: (rule: string) => `refused by rule ${rule}`,
    fault: {
      drop: "dropped by the hub: injected",
      duplicate: "sent twice by the hub: injected",
      swap: "swapped with the next by the hub: injected",
      delay: "held back by the hub: injected",
      cut: "the last before the hub cut the connection: injected",
    } satisfies Record<FaultKind, string>,
  },
};
