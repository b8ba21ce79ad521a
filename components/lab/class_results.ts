/**
 * What a class bet and did: histograms, and files to take home. Without being asked for, a file names
 * nobody.
 *
 * @module
 */

import { BET_IDS, type BetId, betOf } from "./bets.ts";
import { MISSIONS, type Progress, stepsLeft } from "./missions.ts";
import { Aliases } from "./privacy.ts";

/** One person's answer to a bet. */
export interface Vote {
  /** The person, as the room calls them. */
  readonly from: string;
  readonly bet: BetId;
  readonly seed: number;
  /** Which of the bet's options, from 0. */
  readonly option: number;
}

/** How many chose what. */
export interface Histogram {
  readonly question: string;
  /** How many voted. Shown also before the answers are. */
  readonly votes: number;
  /** Only once it is revealed: who sees what others chose does not bet. */
  readonly bars?: readonly {
    readonly option: string;
    readonly votes: number;
    readonly isAnswer: boolean;
  }[];
}

/** One person of a class. */
export interface Student {
  readonly from: string;
  readonly name: string;
  readonly progress: Progress;
}

/** What a class did. */
export interface ClassResults {
  readonly students: readonly Student[];
  /** In the order in which they came: a person's last vote on a bet counts. */
  readonly votes: readonly Vote[];
}

/** Counts a bet's votes. Votes for options that are not there count for nothing. */
export function histogramOf(
  votes: readonly Vote[],
  bet: BetId,
  seed: number,
  isRevealed: boolean,
): Histogram {
  const { question, options, answer } = betOf(bet, seed);
  const chosen = lastVotes(votes).filter((vote) =>
    vote.bet === bet && vote.seed === seed && vote.option in options
  );
  const bars = options.map((option, n) => ({
    option,
    votes: chosen.filter((vote) => vote.option === n).length,
    isAnswer: option === answer,
  }));
  return { question, votes: chosen.length, ...isRevealed && { bars } };
}

/** The results as a table for a spreadsheet (RFC 4180): a line a person. */
export function toCsv(results: ClassResults, { names = false } = {}): string {
  const head = [
    "person",
    ...names ? ["name"] : [],
    ...BET_IDS.map((id) => `bet ${id}`),
    ...MISSIONS.map(({ id }) => `mission ${id}`),
  ];
  const lines = rowsOf(results, names).map(({ person, name, bets, missions }) => [
    person,
    ...name === undefined ? [] : [name],
    ...BET_IDS.map((bet) => {
      const answered = bets.filter((answer) => answer.bet === bet);
      return answered.map(({ isRight }) => isRight ? "right" : "wrong").join(" ");
    }),
    ...MISSIONS.map(({ id }) => `${missions[id]!.done}/${missions[id]!.of}`),
  ]);
  return [head, ...lines].map((cells) => cells.map(toCell).join(",") + "\r\n").join("");
}

/** The results as lines of JSON: the first about the file, then one a person. */
export function toNdjson(results: ClassResults, { names = false } = {}): string {
  const header = { mux: "results", version: 1, people: results.students.length, names };
  return [header, ...rowsOf(results, names)].map((line) => JSON.stringify(line) + "\n").join("");
}

/** What a person bet and did. */
interface ResultRow {
  readonly person: string;
  readonly name?: string;
  readonly bets: readonly {
    readonly bet: BetId;
    readonly seed: number;
    readonly chosen: string;
    readonly isRight: boolean;
  }[];
  readonly missions: Readonly<Record<string, { readonly done: number; readonly of: number }>>;
}

function rowsOf({ students, votes }: ClassResults, names: boolean): ResultRow[] {
  const aliases = new Aliases();
  const counted = lastVotes(votes);
  return students.map(({ from, name, progress }) => ({
    person: names ? from : aliases.of(from),
    ...names && { name },
    bets: counted.filter((vote) => vote.from === from).flatMap(({ bet, seed, option }) => {
      const { options, answer } = betOf(bet, seed);
      const chosen = options[option];
      return chosen === undefined ? [] : [{ bet, seed, chosen, isRight: chosen === answer }];
    }),
    missions: Object.fromEntries(MISSIONS.map((mission) => {
      const of = mission.steps.length;
      return [mission.id, { done: of - stepsLeft(mission, progress).length, of }];
    })),
  }));
}

/** Of each person and bet the last one, in the order in which they were first given. */
function lastVotes(votes: readonly Vote[]): Vote[] {
  const last = new Map<string, Vote>();
  for (const vote of votes) last.set(JSON.stringify([vote.from, vote.bet, vote.seed]), vote);
  return [...last.values()];
}

/**
 * One cell. A spreadsheet runs what begins like a formula, so that is made text by an apostrophe, as
 * OWASP advises for CSV injection.
 */
function toCell(value: string): string {
  const plain = /^[=+\-@＝＋－＠\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
