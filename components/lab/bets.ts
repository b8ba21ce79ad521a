/**
 * Bets: say first, then see. The answer of each is what the real code does, with the same functions
 * that the page runs on; nothing here knows it beforehand.
 *
 * @module
 */

import type { Order } from "../../lib/scheduler.ts";
import { beside, finishesFirst, next } from "./bets_order.ts";
import { frames, missing, repeat, sameId } from "./bets_cut.ts";
import { pick, randomOf } from "./random.ts";

/** What the page sets when somebody says "try to break it". */
export interface TryIt {
  readonly chunkSize: number;
  readonly order: Order;
  readonly messages: readonly { readonly channel: string; readonly data: string }[];
}

/** A question with options. */
export interface Bet {
  /** Its kind. With the seed it names the bet: everybody who has both has the same one. */
  readonly id: BetId;
  readonly seed: number;
  readonly question: string;
  /** Two to eight, all different. */
  readonly options: readonly string[];
  /** The option that is so. */
  readonly answer: string;
  /** Why, in a sentence. */
  readonly why: string;
  readonly tryIt: TryIt;
}

/** What a kind of bet says for one choice of its numbers. */
export type BetText = Omit<Bet, "id" | "seed">;

/** Chooses one of several for a kind of bet. */
export type Choose = <T>(options: readonly T[]) => T;

/** One kind of bet. */
export type BetKind = (choose: Choose, random: () => number) => BetText;

const KINDS = { frames, next, missing, finishesFirst, beside, sameId, repeat } as const;

/** Names a kind of bet. */
export type BetId = keyof typeof KINDS;

/** All kinds, in the order in which the page offers them. */
export const BET_IDS = Object.keys(KINDS) as readonly BetId[];

/** A bet. Seed 0 is the one of the course; others vary what it is about. */
export function betOf(id: BetId, seed: number): Bet {
  const random = randomOf(seed);
  const choose: Choose = (options) => seed === 0 ? options[0]! : pick(options, random);
  return { id, seed, ...KINDS[id](choose, random) };
}
