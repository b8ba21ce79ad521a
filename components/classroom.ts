/**
 * A classroom as the page sees it: who is who, and what the teacher has set. In the lobby nobody has
 * a name and nothing is set.
 *
 * @module
 */

import { personOf } from "../lib/commands.ts";
import type { FaultRule } from "../lib/faults.ts";
import { type OwnChannel, readOwnChannels } from "../lib/own_channels.ts";
import { readFaults } from "./class/fault_words.ts";
import { type Lead, NO_LEAD, readLead } from "./class/lead.ts";
import type { Incoming } from "./line.ts";
import { texts } from "./texts/page.ts";

/** Somebody who belongs to the room, by the channel `people`. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly role: "teacher" | "student";
  readonly isMuted: boolean;
}

/** By channel, the first offset that is still there. */
export type Cleared = Readonly<Record<string, number>>;

/** How the room is set, by the channel `room`. */
export interface Settings {
  readonly isLocked: boolean;
  readonly isPaused: boolean;
  readonly areNamesHidden: boolean;
  /** Where each channel was cleared last: what has a lower offset is gone. */
  readonly cleared: Cleared;
  /** What the teacher's page says to all pages. */
  readonly lead: Lead;
  /** What the hub is asked to do to frames. */
  readonly faults: readonly FaultRule[];
  /** The channels that people declared. */
  readonly channels: readonly OwnChannel[];
}

/** How a room is set that says nothing of it. */
export const OPEN: Settings = {
  isLocked: false,
  isPaused: false,
  areNamesHidden: false,
  cleared: {},
  lead: NO_LEAD,
  faults: [],
  channels: [],
};

/** What the room says, as it was said last. Never changed. */
export interface Classroom {
  readonly members: ReadonlyMap<string, Member>;
  /** Names of those who were removed: what they said is still there. */
  readonly gone: ReadonlyMap<string, string>;
  readonly settings: Settings;
}

/** The room before it has said anything. */
export const NO_CLASSROOM: Classroom = { members: new Map(), gone: new Map(), settings: OPEN };

/** The classroom after a message on `people` or `room`. The same object where it says nothing. */
export function learn(room: Classroom, { from, channel, text }: Incoming): Classroom {
  const words = read(text);
  if (!words) return room;
  if (channel === "room") return { ...room, settings: settingsOf(words) };
  if (channel !== "people") return room;
  const members = new Map(room.members);
  const member = memberOf(from, words);
  if (words.removed !== true) return { ...room, members: members.set(from, member) };
  members.delete(from);
  return { ...room, members, gone: new Map(room.gone).set(from, member.name) };
}

/** The classroom after somebody's name was told to this page alone (M12). */
export function learnNames(room: Classroom, names: Readonly<Record<string, string>>): Classroom {
  const members = new Map(room.members);
  for (const [id, member] of members) {
    members.set(id, { ...member, name: names[id] ?? member.name });
  }
  return { ...room, members };
}

/** What the page calls a sender: a name, with which of several windows it is, or the id. */
export function nameOf({ members, gone }: Classroom, from: string): string {
  const id = personOf(from);
  const was = gone.get(id);
  // Marked, because somebody else may have the name now.
  const name = was ? texts.people.removed(was) : members.get(id)?.name;
  if (!name) return from;
  // Not "Ana 2": that may be somebody else's name.
  return from === id ? name : texts.people.inWindow(name, from.slice(id.length + 1));
}

function memberOf(id: string, { name, role, muted }: Fields): Member {
  return {
    id,
    name: typeof name === "string" ? name : "",
    role: role === "teacher" ? "teacher" : "student",
    isMuted: muted === true,
  };
}

function settingsOf(fields: Fields): Settings {
  const { locked, paused, namesHidden, cleared, lesson, faults, channels } = fields;
  return {
    isLocked: locked === true,
    isPaused: paused === true,
    areNamesHidden: namesHidden === true,
    cleared: isFields(cleared) ? readCleared(cleared) : {},
    lead: isFields(lesson) ? readLead(lesson) : NO_LEAD,
    faults: readFaults(faults),
    channels: readOwnChannels(channels),
  };
}

function readCleared(fields: Fields): Cleared {
  const places = Object.entries(fields).filter(([_, to]) => typeof to === "number");
  return Object.fromEntries(places) as Cleared;
}

/** Whether more is gone than before. What was gone when the page came is nothing new. */
export function isClearedNow(
  { settings: before }: Classroom,
  { settings: { cleared } }: Classroom,
): boolean {
  return before !== OPEN &&
    Object.entries(cleared).some(([channel, to]) => to > (before.cleared[channel] ?? 0));
}

type Fields = Readonly<Record<string, unknown>>;

function read(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    // Another server may mean something else by these channels.
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}
