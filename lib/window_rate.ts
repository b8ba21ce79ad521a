/**
 * How fast bytes arrive, measured in rounds: a round ends when what was in flight at its start is
 * acked. Sending that paused for other reasons says only that the line is at least that fast.
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { RateMeter } from "./window_rate.ts";
 *
 * const meter = new RateMeter();
 * meter.begin({ now: 0, acked: 0, sent: 4_800 });
 * assertEquals(meter.end({ now: 20, acked: 3_600, sent: 8_400 }), false);
 * assertEquals(meter.end({ now: 24, acked: 4_800, sent: 9_600 }), true);
 * assertEquals(meter.rate, 200);
 * ```
 *
 * @module
 */

/** Shortest round, in milliseconds: event loops jitter by 1 or 2. */
export const MIN_ROUND_MS = 20;

/** Part of what is new that is taken on with each round. */
const GAIN = 0.25;

/** What is known at a moment: totals in bytes, time in milliseconds. */
export interface Moment {
  readonly now: number;
  readonly acked: number;
  readonly sent: number;
}

/** See the module's description. */
export class RateMeter {
  #start: Moment | undefined;
  #isLimited = true;
  /** The last rounds: their median is not fooled by one, as when a burst passes a line at once. */
  #recent: number[] = [];
  #rate = 0;

  /** Bytes per millisecond. 0 before the first round. */
  get rate(): number {
    return this.#rate;
  }

  /** Whether a round runs. */
  get runs(): boolean {
    return this.#start !== undefined;
  }

  /** Whether in this round nothing but the window held sending up. */
  get isLimited(): boolean {
    return this.#isLimited;
  }

  begin(moment: Moment): void {
    this.#start = moment;
    this.#isLimited = true;
  }

  /** Says that in this round something else than the window held sending up. */
  idle(): void {
    this.#isLimited = false;
  }

  /** The rate of the round that runs, as far as it got. In bytes per millisecond. */
  soFar({ now, acked }: Moment): number {
    const start = this.#start;
    return start && now > start.now ? (acked - start.acked) / (now - start.now) : 0;
  }

  /** Ends the round if it is over, takes its rate, and begins the next. Whether it did. */
  end(moment: Moment): boolean {
    const start = this.#start;
    if (!start || moment.acked < start.sent || moment.now - start.now < MIN_ROUND_MS) return false;
    const rate = this.soFar(moment);
    if (this.#isLimited || rate > this.#rate) this.#take(rate);
    this.begin(moment);
    return true;
  }

  /** Forgets the rate, and begins a round whose rate is taken as it is. */
  forget(moment?: Moment): void {
    this.#rate = 0;
    this.#recent = [];
    this.#start = undefined;
    if (moment) this.begin(moment);
  }

  #take(rate: number): void {
    this.#recent = [...this.#recent.slice(-2), rate];
    const median = this.#recent.toSorted((a, b) => a - b)[this.#recent.length >> 1]!;
    this.#rate += (this.#rate === 0 ? 1 : GAIN) * (median - this.#rate);
  }
}
