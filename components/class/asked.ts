/**
 * The bet that a class is asked, as a page looks it up.
 *
 * @module
 */

import type { LessonValues } from "../../lib/commands.ts";
import { type Bet, BET_IDS, betOf } from "../lab/bets.ts";
import type { Histogram } from "../lab/class_results.ts";
import type { AskedBet } from "./lead.ts";

/** The bet itself. `undefined` for one that this page does not know: the teacher's may be newer. */
export function lookUp({ id, seed }: AskedBet): Bet | undefined {
  const known = BET_IDS.find((known) => known === id);
  return known && betOf(known, seed);
}

/** What the class chose, as the teacher has shown it. */
export function shownCounts(bet: Bet, counts: readonly number[]): Histogram {
  const bars = bet.options.map((option, n) => ({
    option,
    votes: counts[n] ?? 0,
    isAnswer: option === bet.answer,
  }));
  return { question: bet.question, votes: bars.reduce((sum, { votes }) => sum + votes, 0), bars };
}

/** Which option this page has reported for a bet (M20), if it has. */
export function chosenOf(values: LessonValues, { id, seed }: AskedBet): number | undefined {
  const [, of, option] = /^(\d+):(\d)$/.exec(String(values[`bet:${id}`])) ?? [];
  return Number(of) === seed ? Number(option) : undefined;
}
