/**
 * The answer to a hello: where reading begins, and on what terms.
 *
 * @module
 */

import type { ChannelTerms, Gap, Hello, Terms, Welcome } from "../lib/control.ts";
import { gapOf } from "./cursor.ts";
import { HEARTBEAT_MS } from "./limits.ts";
import type { Room } from "./room.ts";
import type { RoomChannel } from "./turn.ts";
import type { Session, SessionChannel } from "./sessions.ts";

/** Where who reads nothing of a channel stands (H6): behind all that will ever come. */
const UNREAD = Infinity;

/** Where a reader begins in each channel, and what it asked for and will not get (R3). */
export function startsOf(room: Room, hello: Hello): { read: number[]; gaps: Gap[] } {
  const gaps: Gap[] = [];
  const read = room.channels.map((channel) => startOf(channel, hello, room.epoch, gaps));
  return { read, gaps };
}

function startOf(channel: RoomChannel, hello: Hello, epoch: string, gaps: Gap[]): number {
  const { name, class: kind, log: { oldest, next } } = channel;
  const wish = wishOf(channel, hello.read);
  if (kind === "ephemeral") return next;
  // State is what is so now: everybody gets all of it, and is told of no gap (T5).
  if (kind === "state") return oldest;
  if (wish === "none" && kind === "bulk") return UNREAD;
  if (wish === "latest" || wish === "none") return next;
  if (wish === "oldest") return oldest;
  if (hello.epoch !== epoch) {
    gaps.push({ channel: "$", type: "gap", of: name, from: 0, to: oldest, reason: "epoch" });
    return oldest;
  }
  if (wish < oldest) gaps.push(gapOf(channel, wish, oldest));
  return Math.min(Math.max(wish, oldest), next);
}

/** `*` stands for those of the people's own (M21) that are not named. */
function wishOf({ name, isOwn }: RoomChannel, read: Hello["read"] = {}) {
  const key = isOwn && !Object.hasOwn(read, name) ? "*" : name;
  return (Object.hasOwn(read, key) ? read[key] : undefined) ?? "latest";
}

/** The terms of a connection. Of a channel that was taken away there are none. */
export function welcomeOf(
  room: Room,
  session: Session,
  read: readonly number[],
  resumed: boolean,
): Welcome {
  const here = session.channels.filter(({ channel }) => !room.own.isGone(channel.name));
  const terms = here.map((state) =>
    [state.channel.name, termsOf(state, read[state.channel.number]!)] as const
  );
  return {
    channel: "$",
    type: "welcome",
    from: session.from,
    session: session.token,
    resumed,
    epoch: room.epoch,
    heartbeat: HEARTBEAT_MS,
    // Names of people's own are never those that an object has by itself (M21).
    channels: Object.fromEntries(terms),
  };
}

/** The terms of a channel that was declared while the connection is there (H5). */
export function newTerms(state: SessionChannel, read: number): Terms {
  return { channel: "$", type: "terms", of: state.channel.name, ...termsOf(state, read) };
}

function termsOf(state: SessionChannel, read: number): ChannelTerms {
  const { channel, accepted, kept: { refused }, credit } = state;
  const { number, class: kind, log: { next } } = channel;
  const counts = { accepted, ...refused && { refused } };
  const start = read !== UNREAD && { read };
  return { number, class: kind, ...start, next, ...counts, credit: credit.granted };
}
