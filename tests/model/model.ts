/**
 * One client, one server, one log with one channel, as small as they can be and still go wrong: every
 * state is plain data, so that all of them can be visited. The model keeps to the rules of resume,
 * credit and acks; each of its flaws breaks one of them, to see that the breach is found.
 *
 * @module
 */

import type { Bounds, Change, Logged, Refused, State, Told } from "./state.ts";

export function begin({ window }: Bounds): State {
  return {
    isOpen: true,
    connection: 0,
    everSent: 0,
    next: 0,
    acked: 0,
    unsure: [],
    refused: [],
    granted: window,
    spent: 0,
    up: [],
    down: [],
    knows: true,
    accepted: 0,
    told: window,
    refusals: [],
    everRefused: 0,
    first: 0,
    log: [],
    sender: 0,
    breaks: 0,
    restarts: 0,
  };
}

/** Whether the client knows of every frame what became of it. */
export function isDone(state: State, { frames }: Bounds): boolean {
  return state.acked === frames && state.isOpen;
}

/** Everything that may happen next, by name. */
export function steps(
  state: State,
  bounds: Bounds,
  changes: readonly Change[] = [],
): [string, State][] {
  if (state.fault) return [];
  const all: [string, State][] = [];
  const { isOpen, next, granted, spent, up, down, connection } = state;
  if (isOpen && next < bounds.frames && spent < granted) {
    const sent = [...up, { sender: state.sender, frame: next, connection }];
    all.push(["send", {
      ...state,
      everSent: Math.max(state.everSent, next + 1),
      next: next + 1,
      spent: spent + 1,
      up: sent,
    }]);
  }
  // Of each connection the oldest: what two of them carry is read in any order.
  for (const from of new Set(up.map(({ connection }) => connection))) {
    all.push([`take of ${from}`, take(state, from, changes)]);
    if (state.everRefused < bounds.refusals && from === connection) {
      all.push([`refuse of ${from}`, refuse(state, from, changes)]);
    }
  }
  if (isOpen && state.knows) all.push(...tell(state, bounds));
  if (isOpen && down.length > 0) all.push(["hear", hear(state, changes)]);
  if (isOpen && state.breaks < bounds.breaks) {
    // What was on its way down is lost. What was on its way up may be read later, or be lost too.
    const broken = { ...state, isOpen: false, breaks: state.breaks + 1, down: [] };
    all.push(["break", broken]);
    for (let kept = 0; kept < up.length; kept++) {
      all.push([`break, ${up.length - kept} lost`, { ...broken, up: up.slice(0, kept) }]);
    }
  }
  if (!isOpen && state.knows && state.restarts < bounds.restarts) {
    all.push(["forget", { ...state, knows: false, up: [], restarts: state.restarts + 1 }]);
  }
  if (!isOpen) {
    all.push(["come back", state.knows ? resume(state, changes) : anew(state, bounds, changes)]);
  }
  return all;
}

/** The server reads the oldest frame of a connection. One that is over and was replaced reaches nothing. */
function take(state: State, from: number, changes: readonly Change[]): State {
  const at = state.up.findIndex(({ connection }) => connection === from);
  const { sender, frame, connection } = state.up[at]!;
  const up = state.up.toSpliced(at, 1);
  if (connection !== state.connection && !changes.includes("no-fence")) return { ...state, up };
  const count = state.accepted + 1;
  if (hasLogged(state, { sender, frame }) && !changes.includes("no-dedupe")) {
    return { ...state, up };
  }
  const fault = count > state.told ? { fault: "C4: more than was granted" } : {};
  return { ...state, up, log: [...state.log, { sender, frame }], accepted: count, ...fault };
}

/** E3, K1: the frame counts, and is in no log. The client is told, if it is still there. */
function refuse(state: State, from: number, changes: readonly Change[]): State {
  const at = state.up.findIndex(({ connection }) => connection === from);
  const { frame } = state.up[at]!;
  const isHeard = state.isOpen;
  const late = changes.includes("late-refusal") && isHeard;
  const said = { acked: state.accepted + 1, granted: state.told, more: 0 };
  return {
    ...state,
    up: state.up.toSpliced(at, 1),
    down: isHeard ? [...state.down, ...late ? [said] : [], { refused: frame }] : state.down,
    accepted: state.accepted + 1,
    refusals: [...state.refusals, frame],
    everRefused: state.everRefused + 1,
  };
}

export function hasLogged({ log }: State, { sender, frame }: Logged): boolean {
  return log.some((entry) => entry.sender === sender && entry.frame === frame);
}

/** The server acks all it has, and grants what a window more is. Only if that says something new. */
function tell(state: State, { window }: Bounds): [string, State][] {
  const { accepted, told, down } = state;
  const granted = accepted + window;
  const last = down.findLast((said) => "acked" in said)?.acked ?? state.acked - state.first;
  const isNew = granted > told || last < accepted;
  const said = { acked: accepted, granted, more: granted - told };
  return isNew && down.length < 2
    ? [["tell", { ...state, down: [...down, said], told: granted }]]
    : [];
}

/** The client takes an ack and a grant: totals, of which lower ones change nothing (C2, K2). */
function hear(state: State, changes: readonly Change[]): State {
  const [told, ...down] = state.down as [Told | Refused, ...(Told | Refused)[]];
  if ("refused" in told) {
    return { ...state, down, refused: union(state.refused, [told.refused]) };
  }
  const acked = Math.max(state.acked, state.first + told.acked);
  const granted = changes.includes("delta-credit")
    ? state.granted + told.more
    : Math.max(state.granted, told.granted);
  const isLenient = changes.includes("lenient");
  const fault = acked > (isLenient ? state.everSent : state.next)
    ? { fault: "K2: more acked than sent" }
    : {};
  const next = Math.max(state.next, acked);
  return { ...state, down, acked, granted, next, spent: state.spent + next - state.next, ...fault };
}

/** R1, R2: the session goes on from what the log has; the rest is sent again and spent again. */
function resume(state: State, changes: readonly Change[]): State {
  const { accepted, first } = state;
  const news = changes.includes("forget-refusals") ? [] : state.refusals;
  return {
    ...state,
    isOpen: true,
    connection: state.connection + 1,
    acked: Math.max(state.acked, first + accepted),
    refused: union(state.refused, news),
    next: changes.includes("no-resend") ? state.next : first + accepted,
    // By difference, a client adds what the welcome grants to what it believes it has.
    granted: changes.includes("delta-credit") ? state.granted : state.told,
    spent: changes.includes("no-refund") ? state.spent : accepted,
    // With the fence what is left of older connections reaches nothing: it may as well be gone.
    up: changes.includes("no-fence") ? state.up : [],
  };
}

/** R4: a new sender. What was sent and not acked is unsure, and is not sent again. */
function anew(state: State, { window }: Bounds, changes: readonly Change[]): State {
  // Where an old connection may still be read, what was ever sent may be in the log.
  const sent = changes.includes("lenient") ? state.everSent : state.next;
  const open = Array.from({ length: sent - state.acked }, (_, n) => state.acked + n)
    .filter((frame) => !state.refused.includes(frame));
  const next = changes.includes("resend-unsure") ? state.acked : sent;
  return {
    ...state,
    isOpen: true,
    connection: state.connection + 1,
    sender: state.sender + 1,
    unsure: changes.includes("resend-unsure") ? state.unsure : [...state.unsure, ...open],
    next,
    acked: next,
    first: next,
    granted: window,
    spent: 0,
    down: [],
    knows: true,
    accepted: 0,
    told: window,
    refusals: [],
  };
}

function union(known: readonly number[], news: readonly number[]): readonly number[] {
  return [...new Set([...known, ...news])].sort((a, b) => a - b);
}
