/**
 * What a teacher's page says to all pages of a class, as the values that the channel `room` carries
 * (M17): knobs, steps, and the bet that is asked. What means nothing here is passed over, because
 * another page may be newer, and anything can come over a wire.
 *
 * @module
 */

import type { LessonValues } from "../../lib/commands.ts";
import { isInteger } from "../../lib/parse.ts";
import { type KnobValues, MAX_CHUNK_SIZE, ORDERS } from "../knob_values.ts";

/** See the module's description. */
export interface Lead {
  /** Knobs that all pages follow; one that is not set stays with each page. Without: all are free. */
  readonly knobs?: Partial<KnobValues>;
  /** Every change lets one frame go on each page that follows. */
  readonly steps: number;
  readonly bet?: AskedBet;
}

/** A bet that the whole class is asked. */
export interface AskedBet {
  /** Its kind and its seed, as in lab/bets.ts, where it is looked up. */
  readonly id: string;
  readonly seed: number;
  /** How many chose each option, once the teacher has shown it. */
  readonly counts?: readonly number[];
}

/** What is so before a teacher has said anything. */
export const NO_LEAD: Lead = { steps: 0 };

/** Longest time from one frame to the next, and longest delay, in milliseconds: a minute is an hour in class. */
const MAX_MS = 60_000;

/** Widest line that can be told of, in bits a second. */
const MAX_BANDWIDTH = 1e9;

/** Options that a bet can have, and votes that an option can have: a string of counts stays short (M17). */
const MAX_OPTIONS = 8;
const MAX_VOTES = 999;

/** A number cannot say it: JSON has no infinity. */
const HELD = "held";

/** As a `lesson` carries it. */
export function valuesOf({ knobs, steps, bet }: Lead): LessonValues {
  return {
    steps,
    ...knobs && { follow: true, ...knobs, ...knobs.pace === Infinity && { pace: HELD } },
    ...bet && { bet: `${bet.id}:${bet.seed}` },
    ...bet?.counts && { counts: bet.counts.join(" ") },
  };
}

/** What values say, as far as it can be understood. */
export function readLead(values: Readonly<Record<string, unknown>>): Lead {
  const knobs = values["follow"] === true ? readKnobs(values) : undefined;
  const bet = readBet(values);
  return {
    steps: isInteger(values["steps"], 0, Number.MAX_SAFE_INTEGER) ? values["steps"] : 0,
    ...knobs && { knobs },
    ...bet && { bet },
  };
}

function readKnobs(values: Readonly<Record<string, unknown>>): Partial<KnobValues> {
  const { chunkSize, order: name, pace, bandwidth, delay } = values;
  const order = ORDERS.find((known) => known === name);
  return {
    ...isInteger(chunkSize, 1, MAX_CHUNK_SIZE) && { chunkSize },
    ...order && { order },
    ...pace === HELD ? { pace: Infinity } : isInteger(pace, 0, MAX_MS) && { pace },
    ...isInteger(bandwidth, 0, MAX_BANDWIDTH) && { bandwidth },
    ...isInteger(delay, 0, MAX_MS) && { delay },
  };
}

function readBet({ bet, counts }: Readonly<Record<string, unknown>>): AskedBet | undefined {
  if (typeof bet !== "string") return undefined;
  const [, id, seed] = /^([A-Za-z]{1,20}):(\d{1,9})$/.exec(bet) ?? [];
  if (id === undefined) return undefined;
  const numbers = typeof counts === "string" && /^\d{1,3}( \d{1,3}){1,7}$/.test(counts)
    ? counts.split(" ").map(Number)
    : undefined;
  return { id, seed: Number(seed), ...numbers && { counts: numbers } };
}

/** Counts that a lesson can carry: of the first options, and of so many votes. */
export function bounded(counts: readonly number[]): number[] {
  return counts.slice(0, MAX_OPTIONS).map((count) => Math.min(count, MAX_VOTES));
}
