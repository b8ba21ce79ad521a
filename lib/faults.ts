/**
 * Faults on request: what a hub does to frames on their way, so that a class can see what a missing,
 * a doubled or a late frame does. TCP loses nothing inside a connection, so each of these is injected
 * and says so.
 *
 * @module
 */

import type { Frame } from "./protocol.ts";

/** What the hub can be asked to do to a frame. TCP does none of it inside a connection. */
export type FaultKind = "drop" | "duplicate" | "swap" | "delay" | "cut";

/** All of them. */
export const FAULTS: readonly FaultKind[] = ["drop", "duplicate", "swap", "delay", "cut"];

/** One wish: what is to be done to which frames. */
export interface FaultRule {
  readonly kind: FaultKind;
  /** Only frames of this channel. Without it, of all. */
  readonly channel?: string;
  /** How many of those frames: from 0, none, to 1, all. */
  readonly share: number;
  /** Only so many frames, then never again. */
  readonly count?: number;
}

/** One frame that goes on. */
export interface Delivery {
  readonly frame: Frame;
  /** What was done to it. */
  readonly fault?: FaultKind;
  /** Not before so many milliseconds from now. Others may pass it meanwhile. */
  readonly afterMs?: number;
}

/** What becomes of a frame. */
export interface Treated {
  /** What goes on now, in this order: nothing, or also a frame that was held back before. */
  readonly deliver: readonly Delivery[];
  /** The frame that goes no further. The log of the room still has it. */
  readonly dropped?: Frame;
  /** Whether the connection is to be cut after this. */
  readonly isCut?: boolean;
}

/** How long a frame is held back, in milliseconds: a second is long on a wire, and short to watch. */
export const DELAY_MS = 1_000;

/** See the module's description. The same seed and the same frames give the same faults. */
export class FaultInjector {
  readonly #random: () => number;
  #rules: { readonly rule: FaultRule; left: number }[] = [];
  #held: Frame | undefined;

  /** @param random A number from 0 up to 1; seeded, if it is to be repeated. */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** What is asked for now, instead of what was. For each frame the first one that applies counts. */
  set rules(rules: readonly FaultRule[]) {
    this.#rules = rules.map((rule) => ({ rule, left: rule.count ?? Infinity }));
  }

  /** What is asked for, and not done yet. */
  get rules(): readonly FaultRule[] {
    return this.#rules.map(({ rule }) => rule);
  }

  /** Whether a frame waits to be swapped with a next one. */
  get isHolding(): boolean {
    return this.#held !== undefined;
  }

  /** Whether every frame would go on untouched. */
  get isIdle(): boolean {
    return this.#rules.length === 0 && !this.isHolding;
  }

  /** Takes a frame on its way. */
  take(frame: Frame): Treated {
    const kind = this.#kindFor(frame);
    // Only one is held: a second swap in a row brings the first one on.
    const before = this.flush();
    switch (kind) {
      case undefined:
        return { deliver: [{ frame }, ...before] };
      case "drop":
        return { deliver: before, dropped: frame };
      case "duplicate":
        return { deliver: [{ frame }, { frame, fault: kind }, ...before] };
      case "swap":
        this.#held = frame;
        return { deliver: before };
      case "delay":
        return { deliver: [...before, { frame, fault: kind, afterMs: DELAY_MS }] };
      case "cut":
        return { deliver: [{ frame, fault: kind }, ...before], isCut: true };
    }
  }

  /** Lets go of a frame that waits to be swapped with a next one: none may come for a while. */
  flush(): Delivery[] {
    const frame = this.#held;
    this.#held = undefined;
    return frame ? [{ frame, fault: "swap" }] : [];
  }

  #kindFor({ channel }: Frame): FaultKind | undefined {
    for (const wish of this.#rules) {
      const { rule } = wish;
      if (rule.channel !== undefined && rule.channel !== channel) continue;
      if (this.#random() >= rule.share) continue;
      if (--wish.left === 0) this.#rules = this.#rules.filter((other) => other !== wish);
      return rule.kind;
    }
  }
}
