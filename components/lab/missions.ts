/**
 * Six missions. Each is done when the log shows it, not when somebody says so; what was shown once
 * stays done, for logs forget their beginning.
 *
 * @module
 */

import { type Experiment, EXPERIMENTS } from "../experiments.ts";
import { type Fact, factsOf } from "./facts.ts";
import { isTaken, type LoggedFrame, messageKey } from "./log.ts";
import { labTexts } from "../texts/lab.ts";

/** A wait of chat that people feel, in milliseconds. */
const FELT_MS = 500;

/** How long a line of chat took from Enter until the room had it. */
export interface Wait {
  readonly ms: number;
  /** Whether a file was on its way meanwhile. */
  readonly isBeside: boolean;
}

/** What missions are checked on. */
export interface MissionView {
  readonly log: readonly LoggedFrame[];
  /** The sender that this page is. */
  readonly me: string | undefined;
  /** Waits that the page measured, the oldest first. */
  readonly waits: readonly Wait[];
  /** Names of channels that people made here. */
  readonly designed: readonly string[];
}

/** Messages that are looked at, the newest: some checks compare each with each. */
const MAX_FACTS = 200;

/** Names a mission. */
export type MissionId = keyof typeof labTexts.missions;

/** Something that has to be seen. */
export interface Step {
  readonly id: string;
  /** What to do, in a sentence. */
  readonly text: string;
}

/** One mission. */
export interface Mission {
  readonly id: MissionId;
  readonly title: string;
  readonly steps: readonly Step[];
  /** The experiment of the course that asks about the same, if there is one. */
  readonly experiment?: Experiment;
}

/** Frames that are looked at together: a minute of a class, in less time than a picture has. */
const STRETCH = 1_000;

/** Steps that are done, by `mission/step`. */
export type Progress = ReadonlySet<string>;

type Check = (facts: readonly Fact[], view: MissionView) => boolean;

/** By mission and step, as the texts have them. */
const CHECKS: {
  readonly [M in MissionId]: Record<keyof typeof labTexts.missions[M]["steps"], Check>;
} = {
  road: {
    three: (facts, { me }) =>
      new Set(facts.filter(({ from }) => from === me).map(({ channel }) => channel)).size >= 3,
    between: (_, { log }) => isInterleaved(log),
  },
  cut: {
    // A page says by itself that somebody is here.
    several: (facts, { me }) =>
      facts.some((fact) => fact.channel !== "presence" && fact.total > 1 && isWhole(fact, me)),
    smaller: (facts, { me }) =>
      facts.some((a) =>
        facts.some((b) =>
          isWhole(a, me) && isWhole(b, me) && a.channel === b.channel && a.text === b.text &&
          a.total > b.total && a.first.n > b.last.n
        )
      ),
  },
  wait: {
    behind: (_, { waits }) => firstFelt(waits) >= 0,
    passes: (_, { waits }) => {
      const first = firstFelt(waits);
      return waits.slice(first + 1).some(({ isBeside, ms }) =>
        first >= 0 && isBeside && ms <= waits[first]!.ms / 2
      );
    },
  },
  lose: {
    drop: (_, { log }) => log.some(({ fault }) => fault === "drop"),
    find: (facts) => facts.some(({ dropped }) => dropped.length > 0),
    mend: (facts) => facts.some(({ dropped, missing }) => dropped.length > 0 && !missing.length),
  },
  sameId: {
    // Classmates share ids all the time, the simulated ones too: that is nobody's doing here.
    both: (facts, { me }) =>
      facts.some((a) => a.from === me && facts.some((b) => isNamesake(a, b))),
    apart: (facts, { me }) =>
      facts.some((a) =>
        isWhole(a, me) && facts.some((b) => isNamesake(a, b) && !b.missing.length && isMixed(a, b))
      ),
  },
  design: {
    make: (_, { designed }) => designed.length > 0,
    use: (facts, { me, designed }) =>
      facts.some((fact) => designed.includes(fact.channel) && isWhole(fact, me)),
    short: (facts, { me, designed }) =>
      facts.some((fact) =>
        designed.includes(fact.channel) && isWhole(fact, me) && fact.total === 1
      ),
  },
};

const RELATED: Partial<Record<MissionId, Experiment | undefined>> = {
  road: EXPERIMENTS[2],
  cut: EXPERIMENTS[1],
  sameId: EXPERIMENTS[0],
  design: EXPERIMENTS[3],
};

/** In the order in which they teach. */
export const MISSIONS: readonly Mission[] = (Object.keys(CHECKS) as MissionId[]).map((id) => {
  const words = labTexts.missions[id];
  const steps: Readonly<Record<string, string>> = words.steps;
  const experiment = RELATED[id];
  return {
    id,
    get title() {
      return words.title;
    },
    steps: Object.keys(steps).map((id) => ({
      id,
      get text() {
        return steps[id]!;
      },
    })),
    ...experiment && { experiment },
  };
});

/** What is done now, with what was done before. The same object where nothing is new. */
export function progressOf(all: MissionView, before: Progress): Progress {
  // What was said before the page came, nobody has done here.
  const view = { ...all, log: all.log.filter(({ isHistory }) => !isHistory) };
  const facts = factsOf(view.log).slice(-MAX_FACTS);
  const fresh = MISSIONS.flatMap((mission) =>
    mission.steps.map(({ id }) => ({ key: stepKey(mission, id), check: checkOf(mission, id) }))
  ).filter(({ key, check }) => !before.has(key) && check(facts, view));
  return fresh.length === 0 ? before : new Set([...before, ...fresh.map(({ key }) => key)]);
}

/**
 * The same for a log of any length, a stretch at a time. What lies across two stretches is in one that
 * covers half of each.
 *
 * @param looked The number of the last frame that was looked at before.
 */
export function progressIn(view: MissionView, before: Progress, looked: number): Progress {
  const { log } = view;
  let end = log.findIndex(({ n }) => n > looked);
  if (end < 0) end = log.length;
  let progress = before;
  do {
    end = Math.min(end + STRETCH / 2, log.length);
    const part = log.slice(Math.max(0, end - STRETCH), end);
    progress = progressOf({ ...view, log: part }, progress);
  } while (end < log.length);
  return progress;
}

/** The steps of a mission that are left, in order. None: it is done. */
export function stepsLeft(mission: Mission, progress: Progress): Step[] {
  return mission.steps.filter(({ id }) => !progress.has(stepKey(mission, id)));
}

function stepKey(mission: Mission, step: string): string {
  return `${mission.id}/${step}`;
}

function checkOf({ id }: Mission, step: string): Check {
  return (CHECKS[id] as Record<string, Check>)[step]!;
}

function isWhole({ missing, from }: Fact, me: string | undefined): boolean {
  return missing.length === 0 && from === me;
}

/** Whether a frame of another channel came between two frames of a message. */
function isInterleaved(log: readonly LoggedFrame[]): boolean {
  const frames = log.filter(isTaken).map(({ frame }) => frame);
  return frames.some((frame, n) => {
    if (frames[n - 1]?.channel === frame.channel || n === 0) return false;
    const begun = frames.slice(0, n - 1).findLast((before) => before.channel === frame.channel);
    return begun !== undefined && messageKey(begun) === messageKey(frame);
  });
}

/** Where in the list the first wait beside a file is that anybody feels; -1 where none is. */
function firstFelt(waits: readonly Wait[]): number {
  return waits.findIndex(({ isBeside, ms }) => isBeside && ms >= FELT_MS);
}

function isNamesake(a: Fact, b: Fact): boolean {
  return a.from !== b.from && a.channel === b.channel && a.messageId === b.messageId;
}

/** Whether they came at the same time, so that only the sender could tell them apart. */
function isMixed(a: Fact, b: Fact): boolean {
  return a.first.n < b.last.n && b.first.n < a.last.n;
}
