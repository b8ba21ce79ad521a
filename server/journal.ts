/**
 * The log for whoever runs the server: one line of JSON for each thing worth knowing. Never in it:
 * keys, tokens, codes of rooms, names of people, what they say, or a whole address.
 *
 * @module
 */

import { TokenBucket } from "./bucket.ts";

/** What a line can say beside its event. */
export type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

/** What happened. */
export type JournalEvent =
  | "start"
  | "stop"
  | "request"
  | "closed"
  | "limit"
  | "limits-off"
  | "room-made"
  | "room-ended"
  | "storage";

/** What a journal is made of. */
export interface JournalOptions {
  readonly write: (line: string) => void;
  /** The time that a line says. */
  readonly date?: () => Date;
  /** For what is sampled: milliseconds of which only differences matter. */
  readonly now?: () => number;
}

/** How many lines of one kind are written in a row before they are sampled, and how many each second. */
const SAMPLE = { atOnce: 5, perSecond: 0.2 };

/** See the module's description. */
export class Journal {
  readonly #options: Required<JournalOptions>;
  readonly #samples = new Map<string, { readonly bucket: TokenBucket; left: number }>();

  constructor(options: JournalOptions) {
    this.#options = { date: () => new Date(), now: () => performance.now(), ...options };
  }

  /** Writes a line. */
  note(event: JournalEvent, fields: Fields = {}): void {
    const { write, date } = this.#options;
    write(JSON.stringify({ time: date().toISOString(), event, ...fields }));
  }

  /**
   * Writes some of the lines of what happens often. The next one that is written says as `left` how
   * many were left out.
   *
   * @param kind Lines of one kind are counted together. Kinds are few: never something from outside.
   */
  sample(event: JournalEvent, kind: string, fields: Fields = {}): void {
    const key = `${event} ${kind}`;
    let sample = this.#samples.get(key);
    if (!sample) {
      sample = { bucket: new TokenBucket({ ...SAMPLE, now: this.#options.now }), left: 0 };
      this.#samples.set(key, sample);
    }
    if (sample.bucket.take(1) > 0) {
      sample.left++;
      return;
    }
    this.note(event, sample.left > 0 ? { ...fields, left: sample.left } : fields);
    sample.left = 0;
  }
}

/** A journal that nobody reads: a test's. */
export const NO_JOURNAL = new Journal({ write() {} });

/** The first part of a path. What is below it may be a room's code or a teacher's key. */
export function shownPath(pathname: string): string {
  const [, first = "", ...rest] = pathname.split("/");
  const known = /^[\w.-]{0,32}$/.test(first) ? first : "…";
  return `/${known}${rest.length > 0 ? "/…" : ""}`;
}
