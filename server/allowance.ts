/**
 * How fast one connection may send: as its person may, and as its IP address may.
 *
 * @module
 */

import { TokenBucket } from "./bucket.ts";
import type { LimitName, Limits } from "./limit_table.ts";

/** What was over a limit, and when there is room again. */
export interface Excess {
  readonly limit: LimitName;
  /** Milliseconds. */
  readonly retryAfter: number;
}

/** The buckets of one person, or of one IP address. */
export interface Meter {
  readonly frames: TokenBucket;
  readonly bytes: TokenBucket;
  /** Which limits these are. */
  readonly names: { readonly frames: LimitName; readonly bytes: LimitName };
}

/** What is said of it on the wire, to the one it is about. */
export function excessError(rule: string, excess: Excess) {
  const { limit, retryAfter } = excess;
  const message = `over the limit ${limit}, try again in ${retryAfter} ms`;
  return { type: "error", rule, message, limit, retryAfter } as const;
}

/** Full buckets for a person. */
export function personMeter(limits: Limits, now: () => number): Meter {
  return {
    frames: new TokenBucket({
      perSecond: limits.framesPerSecond,
      atOnce: limits.framesAtOnce,
      now,
    }),
    bytes: new TokenBucket({ perSecond: limits.bytesPerSecond, atOnce: limits.bytesAtOnce, now }),
    names: { frames: "framesPerSecond", bytes: "bytesPerSecond" },
  };
}

/** Full buckets for an IP address: far wider, since a school shares one. */
export function ipMeter(limits: Limits, now: () => number): Meter {
  return {
    frames: new TokenBucket({
      perSecond: limits.ipFramesPerSecond,
      atOnce: limits.ipFramesAtOnce,
      now,
    }),
    bytes: new TokenBucket({
      perSecond: limits.ipBytesPerSecond,
      atOnce: limits.ipBytesAtOnce,
      now,
    }),
    names: { frames: "ipFramesPerSecond", bytes: "ipBytesPerSecond" },
  };
}

/** How often somebody may be refused at once, and how often again each second, before it is too much. */
const PATIENCE = { atOnce: 100, perSecond: 1 };

/** See the module's description. */
export class Allowance {
  readonly #meters: readonly Meter[];
  readonly #controls: TokenBucket;
  readonly #patience: TokenBucket;
  readonly #now: () => number;
  readonly #onExcess: (limit: LimitName) => void;

  /**
   * @param meters The person's and the IP address's, which other connections may share.
   * @param onExcess Is told which limit somebody was over.
   */
  constructor(
    limits: Limits,
    meters: readonly Meter[],
    now: () => number,
    onExcess: (limit: LimitName) => void,
  ) {
    this.#meters = meters;
    this.#now = now;
    this.#onExcess = onExcess;
    const { controlsPerSecond: perSecond, controlsAtOnce: atOnce } = limits;
    this.#controls = new TokenBucket({ perSecond, atOnce, now });
    this.#patience = new TokenBucket({ ...PATIENCE, now });
  }

  /** Takes a frame of `bytes`, or says why not (W1). What is over one limit costs nothing of the others. */
  take(bytes: number): Excess | undefined {
    const at = this.#now();
    const excess = this.#excess(bytes, 1, at);
    if (excess) this.#onExcess(excess.limit);
    else this.#spend(bytes, 1, at);
    return excess;
  }

  /** Takes what is here already, over the limit or not: who waits with the next grant gets it back. */
  spend(bytes: number, frames: number): void {
    this.#spend(bytes, frames, this.#now());
  }

  /** Milliseconds until what was taken is paid back: 0, and more may come (W3). */
  get debt(): number {
    const { overdraft } = this;
    if (overdraft) this.#onExcess(overdraft.limit);
    return overdraft?.retryAfter ?? 0;
  }

  /** The limit that what was taken is over, and for how long. */
  get overdraft(): Excess | undefined {
    return this.#excess(0, 0, this.#now());
  }

  /** Counts control frames, which no credit holds back, or says that they are too many (W4). */
  takeControls(count: number): Excess | undefined {
    const retryAfter = this.#controls.take(count);
    if (retryAfter === 0) return undefined;
    this.#onExcess("controlsPerSecond");
    return { limit: "controlsPerSecond", retryAfter };
  }

  /** Counts a refusal. True is one too many (W2). */
  refused(): boolean {
    return this.#patience.take(1) > 0;
  }

  /** One look at the clock, and no list made: this is done for each frame that comes. */
  #spend(bytes: number, frames: number, at: number): void {
    for (const meter of this.#meters) {
      meter.bytes.spend(bytes, at);
      meter.frames.spend(frames, at);
    }
  }

  /** Of the limits that this much would be over, the one that takes longest. */
  #excess(bytes: number, frames: number, at: number): Excess | undefined {
    let limit: LimitName | undefined;
    let retryAfter = 0;
    for (const meter of this.#meters) {
      const forFrames = meter.frames.wait(frames, at);
      const forBytes = meter.bytes.wait(bytes, at);
      const wait = Math.max(forFrames, forBytes);
      if (wait <= retryAfter) continue;
      retryAfter = wait;
      limit = forFrames === wait ? meter.names.frames : meter.names.bytes;
    }
    return limit && { limit, retryAfter };
  }
}
