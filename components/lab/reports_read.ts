/**
 * What a teacher's page reads from the reports of a class. Apart from what students' pages report:
 * those need no bets for it.
 *
 * @module
 */

import type { LessonValues } from "../../lib/commands.ts";
import { isInteger } from "../../lib/parse.ts";
import { BET_IDS } from "./bets.ts";
import type { ClassResults, Student, Vote } from "./class_results.ts";
import { MISSIONS, type Progress } from "./missions.ts";
import { BET, MISSION } from "./reports.ts";

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
