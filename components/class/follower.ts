/**
 * A page that follows its teacher: it takes over the knobs that are set for all, gives back its own
 * when it is free again, and lets a frame go with every step.
 *
 * @module
 */

import type { KnobValues } from "../knob_values.ts";
import type { Lead } from "./lead.ts";

/** The page that follows. */
export interface Led {
  readonly knobs: () => KnobValues;
  readonly turn: (knobs: KnobValues) => void;
  readonly step: () => void;
}

/** Steps that are made up for at once, at most: what a page missed is not a flood. */
const MAX_STEPS = 20;

/** See the module's description. */
export class Follower {
  readonly #page: Led;
  /** How this page was set before it was led. */
  #own: KnobValues | undefined;
  #steps: number | undefined;

  constructor(page: Led) {
    this.#page = page;
  }

  /**
   * The teacher has said how it is now. Of the first word the steps are history: who comes late, or
   * comes back, does not repeat them.
   */
  take({ knobs, steps }: Lead): void {
    if (knobs) this.#page.turn({ ...this.#own ??= this.#page.knobs(), ...knobs });
    else if (this.#own) {
      this.#page.turn(this.#own);
      this.#own = undefined;
    }
    // Of state that changes fast a page sees the latest only: each step counts all the same.
    const due = knobs ? Math.min(steps - (this.#steps ?? steps), MAX_STEPS) : 0;
    this.#steps = steps;
    for (let n = 0; n < due; n++) this.#page.step();
  }
}
