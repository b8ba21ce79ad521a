/**
 * What a page reports of its bets and missions, as the values that a classroom keeps (M20), and what
 * a teacher's page reads from all of them.
 *
 * @module
 */

import type { LessonValues } from "../../lib/commands.ts";
import { isInteger } from "../../lib/parse.ts";
import { BET_IDS } from "./bets.ts";
import type { ClassResults, Student, Vote } from "./class_results.ts";
import { MISSIONS, type Progress, stepsLeft } from "./missions.ts";

const BET = "bet:";
const MISSION = "mission:";

/** A bet: its seed and the option. A later bet of the same kind takes its place. */
export function reportVote({ bet, seed, option }: Omit<Vote, "from">): LessonValues {
  return { [BET + bet]: `${seed}:${option}` };
}

/** Missions that were begun: the steps that are done, as bits, the first step's the lowest. */
export function reportProgress(progress: Progress): LessonValues {
  const values = MISSIONS.map((mission) => {
    const left = new Set(stepsLeft(mission, progress));
    const bits = mission.steps.reduce((sum, step, n) => sum + (left.has(step) ? 0 : 2 ** n), 0);
    return [MISSION + mission.id, bits] as const;
  });
  return Object.fromEntries(values.filter(([, bits]) => bits > 0));
}

/**
 * What a class has reported. Values that mean nothing here are passed over: pages may be newer.
 *
 * @param nameOf What a person is called.
 */
export function readReports(
  reports: Readonly<Record<string, LessonValues>>,
  nameOf: (id: string) => string,
): ClassResults {
  const people = Object.entries(reports);
  return {
    students: people.map(([from, values]): Student => ({
      from,
      name: nameOf(from),
      progress: readProgress(values),
    })),
    votes: people.flatMap(([from, values]) => readVotes(from, values)),
  };
}

function readProgress(values: LessonValues): Progress {
  return new Set(MISSIONS.flatMap(({ id, steps }) => {
    const bits = values[MISSION + id];
    if (!isInteger(bits, 0, 2 ** steps.length - 1)) return [];
    return steps.filter((_, n) => bits & 2 ** n).map((step) => `${id}/${step.id}`);
  }));
}

function readVotes(from: string, values: LessonValues): Vote[] {
  return BET_IDS.flatMap((bet) => {
    const [, seed, option] = /^(\d{1,9}):(\d)$/.exec(String(values[BET + bet])) ?? [];
    if (seed === undefined || option === undefined) return [];
    return [{ from, bet, seed: Number(seed), option: Number(option) }];
  });
}
