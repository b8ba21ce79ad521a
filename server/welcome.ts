/**
 * The answer to a hello: where reading begins, and on what terms.
 *
 * @module
 */

import type { ChannelTerms, Gap, Hello, Welcome } from "../lib/control.ts";
import { gapOf } from "./cursor.ts";
import { HEARTBEAT_MS } from "./limits.ts";
import type { Room } from "./room.ts";
import type { RoomChannel } from "./turn.ts";
import type { Session } from "./sessions.ts";

/** Where a reader begins in each channel, and what it asked for and will not get (R3). */
export function startsOf(room: Room, hello: Hello): { read: number[]; gaps: Gap[] } {
  const gaps: Gap[] = [];
  const read = room.channels.map((channel) => startOf(channel, hello, room.epoch, gaps));
  return { read, gaps };
}

function startOf(channel: RoomChannel, hello: Hello, epoch: string, gaps: Gap[]): number {
  const { name, class: kind, log: { oldest, next } } = channel;
  const wish = hello.read?.[name] ?? "latest";
  if (kind === "ephemeral") return next;
  // State is what is so now: everybody gets all of it, and is told of no gap (T5).
  if (kind === "state") return oldest;
  if (wish === "latest") return next;
  if (wish === "oldest") return oldest;
  if (hello.epoch !== epoch) {
    gaps.push({ channel: "$", type: "gap", of: name, from: 0, to: oldest, reason: "epoch" });
    return oldest;
  }
  if (wish < oldest) gaps.push(gapOf(channel, wish, oldest));
  return Math.min(Math.max(wish, oldest), next);
}

/** The terms of a connection. */
export function welcomeOf(
  room: Room,
  session: Session,
  read: readonly number[],
  resumed: boolean,
): Welcome {
  const terms = session.channels.map((state): [string, ChannelTerms] => {
    const { channel, accepted, kept: { refused }, credit } = state;
    const { name, number, class: kind, log: { next } } = channel;
    const at = { read: read[number]!, next };
    const counts = { accepted, ...refused && { refused } };
    return [name, { number, class: kind, ...at, ...counts, credit: credit.granted }];
  });
  return {
    channel: "$",
    type: "welcome",
    from: session.from,
    session: session.token,
    resumed,
    epoch: room.epoch,
    heartbeat: HEARTBEAT_MS,
    channels: Object.fromEntries(terms),
  };
}
