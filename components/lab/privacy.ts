/**
 * What a lesson that is saved tells of people. Without being asked for, it has no names and no bytes
 * of files. What was said on chat is the lesson itself, and stays.
 *
 * @module
 */

import { CONTROL, FAULTS_CHANNEL } from "../../lib/channels.ts";
import type { Frame } from "../../lib/protocol.ts";
import { isBulk, type LoggedFrame } from "./log.ts";

/** What is kept all the same. */
export interface Keep {
  /** Senders as the room called them, and the names beside them. */
  readonly names?: boolean;
  /** What bulk channels carried, file names too. */
  readonly bytes?: boolean;
}

/** Channels with secrets in their JSON, also where names are kept: tokens of sessions, room codes. */
const SECRET: ReadonlySet<string> = new Set([CONTROL, "room"]);

/** Channels with senders and names in their JSON. */
const TELLING: ReadonlySet<string> = new Set(["people", FAULTS_CHANNEL]);

/** Fields of JSON whose text names nobody. */
const HARMLESS: ReadonlySet<string> = new Set(["type", "rule", "of", "role"]);

/** The field of JSON that is a time of day (H7): in a lesson times begin at 0. */
const TIME = "at";

/** Senders under names that mean nothing outside the lesson: `s1`, `s2`, in order of appearance. */
export class Aliases {
  readonly #byName = new Map<string, string>();

  /** The alias of a sender. A person's further connections, `otter~2`, stay theirs: `s1~2`. */
  of(sender: string): string {
    const [person = "", ...connection] = sender.split("~");
    let alias = this.#byName.get(person);
    if (alias === undefined) {
      alias = `s${this.#byName.size + 1}`;
      this.#byName.set(person, alias);
    }
    return [alias, ...connection.map((part) => part.replace(/\D/g, ""))].join("~");
  }
}

/** The same log without what is not kept. Frames keep their length, so time and turns are the same. */
export function redact(
  log: readonly LoggedFrame[],
  keep: Keep,
  aliases: Aliases,
): LoggedFrame[] {
  return log.map((entry) => {
    let { frame } = entry;
    if (!keep.bytes && isBulk(frame.channel)) frame = blank(frame);
    if (!keep.names) frame = withoutNames(frame, aliases);
    if (SECRET.has(frame.channel)) frame = { ...frame, data: harmless(frame.data) };
    return { ...entry, frame };
  });
}

/** Each piece is another letter, so that one still sees where it belongs. */
function blank(frame: Frame): Frame {
  const letter = String.fromCharCode(65 + frame.sequence % 26);
  return { ...frame, data: letter.repeat(frame.data.length) };
}

function withoutNames(frame: Frame, aliases: Aliases): Frame {
  const { from, channel, data } = frame;
  const isServer = from === undefined || from === CONTROL;
  return {
    ...frame,
    ...!isServer && { from: aliases.of(from) },
    data: TELLING.has(channel) ? harmless(data) : data,
  };
}

/** Of JSON the fields that name nobody; of any other text, nothing. */
function harmless(data: string): string {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return "";
  }
  if (typeof value !== "object" || value === null) return "";
  const fields = Object.entries(value).filter(([key, field]) =>
    typeof field === "number" && key !== TIME || typeof field === "boolean" ||
    typeof field === "string" && HARMLESS.has(key) && field.length <= 32
  );
  return JSON.stringify(Object.fromEntries(fields));
}
