/**
 * What the people of a classroom have bet and done, as their pages report it (M20). It is kept as long
 * as the process: pages say it again when they come back.
 *
 * @module
 */

import type { LessonValues } from "../lib/commands.ts";
import { MAX_REPORTED } from "../lib/limits.ts";
import type { Refusal } from "./refusal.ts";

/** See the module's description. */
export class Reports {
  readonly #all = new Map<string, LessonValues>();

  /** Adds to what somebody reported, or says why not. */
  take(id: string, values: LessonValues): Refusal | undefined {
    const merged = { ...this.#all.get(id), ...values };
    const { length } = Object.keys(merged);
    if (length > MAX_REPORTED) {
      return { rule: "M20", message: `${length} values are reported, at most ${MAX_REPORTED}` };
    }
    this.#all.set(id, merged);
  }

  forget(id: string): void {
    this.#all.delete(id);
  }

  /** By a person's id. */
  toJSON(): Readonly<Record<string, LessonValues>> {
    return Object.fromEntries(this.#all);
  }
}
