/**
 * Visits every state that can be reached, breadth first: the way to a wrong one is then the shortest.
 *
 * @module
 */

import { begin, hasLogged, isDone, steps } from "./model.ts";
import type { Bounds, Change, State } from "./state.ts";

/** What was found. */
export interface Report {
  readonly states: number;
  /** Steps to the state that is furthest away. */
  readonly depth: number;
  /** The first wrong state's trouble and the steps to it. `undefined` if all are right. */
  readonly trouble?: string;
}

interface Visit {
  readonly state: State;
  readonly from?: Visit;
  readonly step: string;
  readonly depth: number;
  readonly comesFrom: Visit[];
}

/** Explores all interleavings. Every state is checked, and from every state the end must be in reach. */
export function explore(bounds: Bounds, changes: readonly Change[] = []): Report {
  const first: Visit = { state: begin(bounds), step: "begin", depth: 0, comesFrom: [] };
  const visits = new Map([[JSON.stringify(first.state), first]]);
  const queue = [first];
  for (const visit of queue) {
    const wrong = troubleOf(visit.state, bounds);
    if (wrong) return report(visits, queue, `${wrong}: ${wayTo(visit)}`);
    for (const [step, state] of steps(visit.state, bounds, changes)) {
      const key = JSON.stringify(state);
      let next = visits.get(key);
      if (!next) {
        next = { state, from: visit, step, depth: visit.depth + 1, comesFrom: [] };
        visits.set(key, next);
        queue.push(next);
      }
      next.comesFrom.push(visit);
    }
  }
  const stuck = firstStuck(queue, bounds);
  return report(visits, queue, stuck && `no way to the end: ${wayTo(stuck)}`);
}

function report(visits: Map<string, Visit>, queue: Visit[], trouble: string | undefined): Report {
  const found = { states: visits.size, depth: queue.at(-1)!.depth };
  return trouble === undefined ? found : { ...found, trouble };
}

/** What must hold in every state. */
function troubleOf(state: State, bounds: Bounds): string | undefined {
  const { acked, unsure, refused, fault, granted, spent, accepted, up, connection } = state;
  const log = state.log.map(({ frame }) => frame);
  if (fault) return fault;
  if (new Set(log).size < log.length) return "R2: twice in the log";
  if (log.some((frame, n) => n > 0 && frame < log[n - 1]!)) return "R2: out of order";
  if (spent > granted) return "C1: credit is negative";
  const onItsWay = up.filter((sent) => sent.connection === connection && !hasLogged(state, sent));
  const isOver = onItsWay.length > bounds.window;
  if (isOver || accepted > state.told) return "C5: more on its way than was granted";
  for (let frame = 0; frame < acked; frame++) {
    const isLogged = log.includes(frame);
    if (isLogged && refused.includes(frame)) return `E3: frame ${frame} is refused, and in the log`;
    const isLost = !isLogged && !unsure.includes(frame) && !refused.includes(frame);
    if (isLost) return `G2: frame ${frame} is lost, and nobody says so`;
  }
  // Of what is said to be unsure either may be true; of what is said to be acked only one.
  const known = log.length + unsure.length + refused.length;
  if (isDone(state, bounds) && known < bounds.frames) return "G2: lost";
}

/** Backwards from all ends: a state that is not met has no way there. */
function firstStuck(queue: Visit[], bounds: Bounds): Visit | undefined {
  const ends = queue.filter(({ state }) => isDone(state, bounds));
  const reached = new Set(ends);
  for (const visit of reached) for (const before of visit.comesFrom) reached.add(before);
  return queue.find((visit) => !reached.has(visit));
}

function wayTo(visit: Visit): string {
  const way: string[] = [];
  for (let at: Visit | undefined = visit; at?.from; at = at.from) way.unshift(at.step);
  return way.join(" → ");
}
