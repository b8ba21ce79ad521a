/**
 * What a page reports of its bets and missions, as the values that a classroom keeps (M20).
 *
 * @module
 */

import type { LessonValues } from "../../lib/commands.ts";
import type { Vote } from "./class_results.ts";
import { MISSIONS, type Progress, stepsLeft } from "./missions.ts";

/** What names of values begin with. */
export const BET = "bet:";
/** The same, of missions. */
export const MISSION = "mission:";

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
