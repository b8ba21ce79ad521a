/**
 * A class at a glance: who is here, what they have bet and done.
 *
 * @module
 */

import { personOf } from "../../lib/commands.ts";
import type { Classroom } from "../classroom.ts";
import { isHere, type Person } from "../demux.ts";
import type { ClassResults, Vote } from "../lab/class_results.ts";
import { MISSIONS, stepsLeft } from "../lab/missions.ts";
import type { AskedBet } from "./lead.ts";

/** One student. */
export interface StudentRow {
  readonly id: string;
  readonly isHere: boolean;
  /** Bets that they have answered. */
  readonly bets: number;
  /** Titles of the missions that they have done. */
  readonly done: readonly string[];
}

/** Students in the order in which they came. Teachers are left out. */
export function studentRows(
  { members }: Classroom,
  people: readonly Person[],
  { students, votes }: ClassResults,
): StudentRow[] {
  const here = new Set(
    people.filter(isHere).map(({ from }) => personOf(from)),
  );
  const progress = new Map(students.map((student) => [student.from, student.progress]));
  return [...members.values()].filter(({ role }) => role === "student").map(({ id }) => ({
    id,
    isHere: here.has(id),
    bets: votes.filter(({ from }) => from === id).length,
    done: MISSIONS.filter((mission) =>
      stepsLeft(mission, progress.get(id) ?? new Set()).length === 0
    ).map(({ title }) => title),
  }));
}

/** The bets that somebody has answered, and the one that is asked, each once: the asked one first. */
export function betsOf(votes: readonly Vote[], asked: AskedBet | undefined): AskedBet[] {
  const bets = new Map<string, AskedBet>();
  for (const { bet: id, seed } of votes) bets.set(`${id}:${seed}`, { id, seed });
  if (!asked) return [...bets.values()];
  bets.delete(`${asked.id}:${asked.seed}`);
  return [asked, ...bets.values()];
}
