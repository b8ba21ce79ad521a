/**
 * Knobs that a teacher sets for all pages of a class, as the values that a room passes on (M17).
 *
 * @module
 */

import type { LessonValues } from "../../lib/commands.ts";
import { isInteger } from "../../lib/parse.ts";
import type { Order } from "../../lib/scheduler.ts";
import { text } from "./text.ts";

/** How the pages of a class are set. */
export interface Led {
  /** Code points a frame. */
  readonly chunkSize: number;
  readonly order: Order;
  /** Milliseconds from one frame to the next; `Infinity`: by hand. */
  readonly pace: number;
  /** Counts up: each time it grows, every page sends one frame. */
  readonly steps: number;
}

/** What JSON has no number for. */
const BY_HAND = "by hand";

/** The longest pace that is taken, in milliseconds: a frame a minute. */
const MAX_PACE_MS = 60_000;

/** The largest chunk that is taken: more would hide that messages are cut. */
const MAX_CHUNK_SIZE = 1_000;

/** As the room passes it on. */
export function valuesOf({ chunkSize, order, pace, steps }: Led): LessonValues {
  return { chunkSize, order, pace: pace === Infinity ? BY_HAND : pace, steps };
}

/** What the room says, if it is whole. Other teachers' pages may be newer, or not ours. */
export function ledBy(values: LessonValues | undefined): Led | undefined {
  if (!values) return undefined;
  const { chunkSize, order, steps } = values;
  const pace = values.pace === BY_HAND ? Infinity : values.pace;
  if (!isInteger(chunkSize, 1, MAX_CHUNK_SIZE) || !isInteger(steps, 0, Number.MAX_SAFE_INTEGER)) {
    return undefined;
  }
  if (typeof order !== "string" || !Object.hasOwn(text.orders, order)) return undefined;
  const isPace = typeof pace === "number" &&
    (pace === Infinity || pace >= 0 && pace <= MAX_PACE_MS);
  return isPace ? { chunkSize, order: order as Order, pace, steps } : undefined;
}
