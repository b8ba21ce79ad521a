/**
 * Every limit that whoever runs the server can set: one table, from which the code takes its numbers,
 * `/limits` its page and docs/deploy.md its list. Bounds of the wire are in lib/limits.ts and are the
 * same everywhere, or two programs could not talk.
 *
 * @module
 */

/** What a limit counts. */
export type Unit =
  | "frames"
  | "bytes"
  | "connections"
  | "messages"
  | "rooms"
  | "codes"
  | "channels"
  | "ms"
  | "s"
  | "days";

/** One limit. */
export interface Limit {
  readonly default: number;
  readonly unit: Unit;
  /** The smallest value that still lets the page work. Every limit can be as large as one likes. */
  readonly min: number;
  /** One line for people: what is limited. */
  readonly about: string;
  /** Why the default is what it is. */
  readonly reason: string;
  /** Whether `MUX_LIMITS=off` lifts it: how fast, not how much. */
  readonly isRate?: true;
}

/** See the module's description. A name in capitals behind `MUX_MAX_` is its variable. */
const LIMIT_TABLE = {
  framesPerSecond: {
    default: 2_000,
    unit: "frames",
    min: 1,
    about: "frames a second from one person, in the long run",
    reason: "somebody who talks sends a few; this is a file in small pieces",
    isRate: true,
  },
  framesAtOnce: {
    default: 10_000,
    unit: "frames",
    min: 100,
    about: "frames from one person at once",
    reason: "two messages of the most frames that there can be, and chat beside them",
    isRate: true,
  },
  bytesPerSecond: {
    default: 8_000_000,
    unit: "bytes",
    min: 1_000,
    about: "bytes a second from one person, in the long run",
    reason: "a quick line of a home; thirty who read it cost the server thirty times this",
    isRate: true,
  },
  bytesAtOnce: {
    default: 32_000_000,
    unit: "bytes",
    min: 1_000_000,
    about: "bytes from one person at once",
    reason: "a class project's file goes through without a pause",
    isRate: true,
  },
  controlsPerSecond: {
    default: 2_000,
    unit: "frames",
    min: 10,
    about: "control frames a second from one connection, in the long run",
    reason: "an ack for each message that a quick reader of a file takes",
    isRate: true,
  },
  controlsAtOnce: {
    default: 20_000,
    unit: "frames",
    min: 100,
    about: "control frames from one connection at once",
    reason: "ten seconds of the quickest reader, after a hiccup of the line",
    isRate: true,
  },
  ipFramesPerSecond: {
    default: 50_000,
    unit: "frames",
    min: 1,
    about: "frames a second from one IP address, in the long run",
    reason: "a school shares one address: 25 of its people at their own limit",
    isRate: true,
  },
  ipFramesAtOnce: {
    default: 500_000,
    unit: "frames",
    min: 100,
    about: "frames from one IP address at once",
    reason: "50 people who press the same button in the same second",
    isRate: true,
  },
  ipBytesPerSecond: {
    default: 100_000_000,
    unit: "bytes",
    min: 1_000,
    about: "bytes a second from one IP address, in the long run",
    reason: "nearly a gigabit: more than most schools have",
    isRate: true,
  },
  ipBytesAtOnce: {
    default: 1_000_000_000,
    unit: "bytes",
    min: 1_000_000,
    about: "bytes from one IP address at once",
    reason: "30 people who send a file in the same second",
    isRate: true,
  },
  ipRoomsPerHour: {
    default: 60,
    unit: "rooms",
    min: 1,
    about: "rooms made from one IP address in an hour",
    reason: "every teacher of a school begins a lesson",
    isRate: true,
  },
  ipWrongCodesPerMinute: {
    default: 60,
    unit: "codes",
    min: 1,
    about: "codes a minute from one IP address that are no room's, in the long run",
    reason:
      "with 10,000 rooms open a guess hits one in 38,700, after half a day; with 30, after months",
  },
  ipWrongCodesAtOnce: {
    default: 300,
    unit: "codes",
    min: 10,
    about: "codes from one IP address at once that are no room's",
    reason: "ten classes of a school, and everybody mistypes once",
  },
  connectionsPerPerson: {
    default: 16,
    unit: "connections",
    min: 1,
    about: "connections of one person at a time",
    reason: "some tabs and a phone, and those that were cut and are not known to be gone yet",
  },
  connectionsPerRoom: {
    default: 1_000,
    unit: "connections",
    min: 2,
    about: "connections to one room at a time",
    reason: "a lecture hall; each frame is sent to all of them",
  },
  connectionsPerIp: {
    default: 1_000,
    unit: "connections",
    min: 2,
    about: "connections from one IP address at a time",
    reason: "a school shares one address",
  },
  connections: {
    default: 10_000,
    unit: "connections",
    min: 2,
    about: "connections to the process at a time",
    reason: "idle ones cost some ten kilobytes each, and a file descriptor",
  },
  rooms: {
    default: 10_000,
    unit: "rooms",
    min: 1,
    about: "rooms at a time",
    reason: "more than the connections could fill",
  },
  roomDays: {
    default: 30,
    unit: "days",
    min: 1,
    about: "days that a room is kept which nobody enters",
    reason: "over the holidays, and no longer than needed: it holds what children wrote",
  },
  ownChannels: {
    default: 4,
    unit: "channels",
    min: 0,
    about: "channels that the people of one room have declared, at a time (M21)",
    reason: "more can hardly be told apart; each has a log, and a lane to every reader",
  },
  openMessages: {
    default: 64,
    unit: "messages",
    min: 1,
    about: "messages in bytes that one session may have begun and not ended, on one channel",
    reason: "a folder of files dropped at once; each is remembered until it ends",
  },
  backlogBytes: {
    default: 8_000_000,
    unit: "bytes",
    min: 1_000_000,
    about: "bytes that may wait for one slow reader (X3)",
    reason: "six of the largest files; readers who lag share what waits for them",
  },
  helloMs: {
    default: 10_000,
    unit: "ms",
    min: 100,
    about: "time to say hello on mux.v1 (H1)",
    reason: "a slow phone needs a second; who needs more holds a place for nothing",
  },
  idleSeconds: {
    default: 30,
    unit: "s",
    min: 2,
    about: "silence before a dead peer is gone: pinged after half of it",
    reason: "proxies cut what is silent for a minute",
  },
} as const satisfies Readonly<Record<string, Limit>>;

/** The name of a limit in the code, on the wire (W1) and in `/limits`. */
export type LimitName = keyof typeof LIMIT_TABLE;

/** What counts here. A rate that is lifted is `Infinity`. */
export type Limits = Readonly<Record<LimitName, number>>;

/** The names, in the order of the table. */
export const LIMIT_NAMES = Object.keys(LIMIT_TABLE) as readonly LimitName[];

/** The limits where nothing is set. */
export const DEFAULT_LIMITS: Limits = limitsBy((name) => LIMIT_TABLE[name].default);

/** The variable of a limit: `MUX_MAX_FRAMES_PER_SECOND` for `framesPerSecond`. */
export function variableOf(name: LimitName): string {
  return `MUX_MAX_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** What a limit is, whatever its literal type says. */
export function limitOf(name: LimitName): Limit {
  return LIMIT_TABLE[name];
}

/** A number for each limit. */
export function limitsBy(numberOf: (name: LimitName) => number): Limits {
  return Object.fromEntries(LIMIT_NAMES.map((name) => [name, numberOf(name)])) as Limits;
}

/** The same limits without rates: how much at a time still counts. */
export function lift(limits: Limits): Limits {
  return limitsBy((name) => limitOf(name).isRate ? Infinity : limits[name]);
}
