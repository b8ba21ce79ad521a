/**
 * What this page has bet and done, told to the class's server (M20), and told again after every
 * reconnect: a server that began anew knows nothing of it.
 *
 * @module
 */

import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { LessonValues } from "../../lib/commands.ts";

/** What a reporter is made of. */
export interface ReporterOptions {
  readonly send: (values: LessonValues) => void;
  /** What the page before this one, in the same window, had told. */
  readonly kept: string | null;
  readonly keep: (text: string) => void;
}

/** Steps of a mission are bits of a number: what was done once stays done, in the next page too. */
const MISSION = "mission:";

/** See the module's description. */
export class Reporter {
  readonly #options: ReporterOptions;
  readonly #values: Signal<LessonValues>;
  /** All that was told, by name. */
  readonly values: ReadonlySignal<LessonValues>;

  constructor(options: ReporterOptions) {
    this.#options = options;
    this.values = this.#values = signal(read(options.kept));
  }

  /** Tells, and keeps for the next time. What was told by the same name before is replaced. */
  report(values: LessonValues): void {
    const before = this.#values.peek();
    const fresh = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, grown(name, before[name], value)]),
    );
    this.#values.value = { ...before, ...fresh };
    this.#options.send(fresh);
    this.#options.keep(JSON.stringify(this.#values.value));
  }

  /** The connection is there anew. */
  again(): void {
    const values = this.#values.peek();
    if (Object.keys(values).length > 0) this.#options.send(values);
  }
}

type Value = LessonValues[string];

function grown(name: string, before: Value | undefined, now: Value): Value {
  if (!name.startsWith(MISSION)) return now;
  return typeof before === "number" && typeof now === "number" ? before | now : now;
}

/** A window's storage is its user's: anything can be in it. */
function read(text: string | null): LessonValues {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? value as LessonValues : {};
  } catch {
    return {};
  }
}
