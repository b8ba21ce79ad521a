/**
 * Faults that a hub was asked for (M18), as a class reads them.
 *
 * @module
 */

import { type FaultRule, FAULTS } from "../../lib/faults.ts";
import { isInteger } from "../../lib/parse.ts";
import { texts } from "../texts/page.ts";

const words = texts.room.faults;

/** The rules in what came over the wire. What is none is passed over. */
export function readFaults(value: unknown): FaultRule[] {
  return Array.isArray(value) ? value.flatMap((rule) => readFault(rule) ?? []) : [];
}

function readFault(value: unknown): FaultRule | undefined {
  if (typeof value !== "object" || value === null) return;
  const { kind: name, channel, share, count } = value as Readonly<Record<string, unknown>>;
  const kind = FAULTS.find((known) => known === name);
  if (!kind || typeof share !== "number" || !(share >= 0 && share <= 1)) return;
  return {
    kind,
    share,
    ...typeof channel === "string" && { channel },
    ...isInteger(count, 1, Infinity) && { count },
  };
}

/** “drop, the next 2 frames on file”. */
export function sayFault({ kind, channel, share, count }: FaultRule): string {
  const which = count === undefined
    ? share === 1 ? words.every : words.share(Math.round(100 * share))
    : words.next(count);
  return `${words.kinds[kind]}, ${which}${channel === undefined ? "" : words.on(channel)}`;
}
