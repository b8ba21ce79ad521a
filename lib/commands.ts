/**
 * Commands: what people tell the server of a room, most of them a teacher, as control frames. See part
 * three of docs/PROTOCOL.md.
 *
 * @module
 */

import type { FaultRule } from "./faults.ts";
import type { ChannelDesign } from "./own_channels.ts";

/** Nobody new comes in, or again (M7). */
export interface Lock {
  readonly channel: "$";
  readonly type: "lock";
  readonly on: boolean;
}

/** Students listen, or may speak again (M8). */
export interface Pause {
  readonly channel: "$";
  readonly type: "pause";
  readonly on: boolean;
}

/** One student listens, or may speak again (M9). */
export interface Mute {
  readonly channel: "$";
  readonly type: "mute";
  /** A person's id. */
  readonly who: string;
  readonly on: boolean;
}

/** A student leaves for good (M10). */
export interface Remove {
  readonly channel: "$";
  readonly type: "remove";
  readonly who: string;
}

/** Somebody gets another name (M11). */
export interface Rename {
  readonly channel: "$";
  readonly type: "rename";
  readonly who: string;
  /** It is cleaned, and made unique. */
  readonly name: string;
}

/** Names are not shown, or again (M12). */
export interface Hide {
  readonly channel: "$";
  readonly type: "hide";
  readonly on: boolean;
}

/** Who is who, asked by a teacher while names are hidden, and the answer to that teacher (M12). */
export interface Names {
  readonly channel: "$";
  readonly type: "names";
  /** Only in the answer: names by id. */
  readonly names?: Readonly<Record<string, string>>;
}

/** All that was said is let go of (M13). */
export interface Clear {
  readonly channel: "$";
  readonly type: "clear";
}

/** The classroom is over (M14). */
export interface End {
  readonly channel: "$";
  readonly type: "end";
}

/** What the teacher's page says to all others: how they are set, for one (M17). */
export interface Lesson {
  readonly channel: "$";
  readonly type: "lesson";
  /** Names of up to 32, strings of up to 64: to the server they mean nothing. */
  readonly values: LessonValues;
}

/** See {@linkcode Lesson}. */
export type LessonValues = Readonly<Record<string, string | number | boolean>>;

/** What the hub is to do to frames from now on (M18). */
export interface Faults {
  readonly channel: "$";
  readonly type: "faults";
  readonly rules: readonly FaultRule[];
}

/** Anybody's wish for a frame that the hub was asked to drop (M19). */
export interface Repair {
  readonly channel: "$";
  readonly type: "repair";
  readonly of: string;
  readonly from: string;
  readonly messageId: string;
  readonly sequence: number;
}

/**
 * What somebody has bet or done, told to the server (M20). It replaces what they reported by the same
 * names before.
 */
export interface Report {
  readonly channel: "$";
  readonly type: "report";
  readonly values: LessonValues;
}

/** What everybody has reported, asked by a teacher, and the answer to that teacher (M20). */
export interface Reports {
  readonly channel: "$";
  readonly type: "reports";
  /** Only in the answer: by a person's id. */
  readonly reports?: Readonly<Record<string, LessonValues>>;
}

/** A channel of the people's own, for everybody in the room (M21). */
export interface Declare extends Omit<ChannelDesign, "class"> {
  readonly channel: "$";
  readonly type: "declare";
  /** Default: interactive. */
  readonly class?: ChannelDesign["class"];
}

/** A channel of the people's own is taken away (M22). */
export interface Withdraw {
  readonly channel: "$";
  readonly type: "withdraw";
  readonly name: string;
}

/** What is told to the one who asked. */
export type Answer = Names | Reports;

/** See the module's description. */
export type Command =
  | (Lock | Pause | Mute | Remove | Rename | Hide | Names | Clear | End)
  | (Lesson | Faults | Repair | Report | Reports)
  | (Declare | Withdraw);

const TYPES: ReadonlySet<string> = new Set([
  "lock",
  "pause",
  "mute",
  "remove",
  "rename",
  "hide",
  "names",
  "clear",
  "end",
  "lesson",
  "faults",
  "repair",
  "report",
  "reports",
  "declare",
  "withdraw",
]);

/** Whether a control frame is for a classroom. */
export function isCommand(frame: { readonly type: string }): frame is Command {
  return TYPES.has(frame.type);
}

/** Whether a command is about the room's own channels: the lobby has these too. */
export function isAboutChannels(command: Command): command is Declare | Withdraw {
  return command.type === "declare" || command.type === "withdraw";
}

/** The person behind a sender of a classroom (M2): `otter` of `otter~2`. */
export function personOf(sender: string): string {
  const end = sender.indexOf("~");
  return end < 0 ? sender : sender.slice(0, end);
}
