/**
 * How quickly frames follow one another, where that is a choice and not the line's.
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { Pace } from "./pace.ts";
 *
 * const pace = new Pace({ now: () => 0, ms: () => Infinity });
 * assertEquals(pace.wait(), Infinity);
 * pace.step();
 * assertEquals(pace.wait(), 0);
 * pace.went();
 * assertEquals(pace.wait(), Infinity);
 * ```
 *
 * @module
 */

/** What a pace is made of. */
export interface PaceOptions {
  readonly now: () => number;
  /** Milliseconds from one frame to the next: 0 is full speed, `Infinity` holds all. May change. */
  readonly ms: () => number;
}

/** See the module's description. */
export class Pace {
  readonly #options: PaceOptions;
  #nextAt = -Infinity;
  #mayStep = false;

  constructor(options: PaceOptions) {
    this.#options = options;
  }

  /** Whether something holds frames back, however little. */
  get isSlow(): boolean {
    return this.#options.ms() > 0;
  }

  /** Milliseconds until the next frame may go: 0 is now, `Infinity` is until a step. */
  wait(): number {
    const { now, ms } = this.#options;
    const pace = ms();
    if (pace === 0 || this.#mayStep) return 0;
    if (pace === Infinity) return Infinity;
    return Math.min(pace, Math.max(0, this.#nextAt - now()));
  }

  /** Lets one frame go at once. */
  step(): void {
    this.#mayStep = true;
  }

  /** There was nothing to let go: the step is over, so that it surprises nobody later. */
  rest(): void {
    this.#mayStep = false;
  }

  /** A frame has gone, and the next one keeps the pace of now. */
  went(): void {
    const { now, ms } = this.#options;
    this.#nextAt = now() + ms();
    this.#mayStep = false;
  }
}
