/**
 * What is said of the wire to those who do not see it. Chat is not among it: its log speaks for
 * itself.
 *
 * @module
 */

import { CHANNELS, CLASSROOM_CHANNELS } from "../lib/channels.ts";
import { isHere } from "./demux.ts";
import { called } from "./names.ts";
import { isComplete, type Row } from "./rows.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts/page.ts";

const words = texts.announcer;

/** How often one person's typing is said at most, in milliseconds. */
export const TYPING_EVERY_MS = 10_000;

/** Characters of a message that are said. */
const SAID = 80;

/** Remembers what was said, so that nothing is said twice. What was there before it is not said. */
export class Speech {
  readonly #session: Session;
  #last: number;
  #whole: ReadonlySet<string>;
  /** Who was here when it spoke last. Not known before a room has said so. */
  #here: ReadonlySet<string> | undefined;
  readonly #typed = new Map<string, number>();
  /** Of each file of ours: its name, and how many quarters of it were said. */
  readonly #files = new Map<string, { readonly name: string; readonly quarters: number }>();

  constructor(session: Session) {
    this.#session = session;
    this.#last = session.time.shown.peek().last;
    this.#whole = new Set(wholeOf(session).map(({ key }) => key));
  }

  /** Frames since the last time, counted by channel, and how far files of ours are. */
  summary(): string {
    const { frames, last } = this.#session.time.shown.peek();
    const fresh = frames.filter(({ n, direction }) => direction === "down" && n > this.#last);
    this.#last = last;
    const channels = Map.groupBy(fresh, ({ frame }) => frame.channel);
    const parts = [...channels].map(([channel, { length }]) => `${length} ${channel}`).join(", ");
    const files = this.#newlyWhole().filter((row) =>
      row.name !== "" && !this.#session.isMine(row.from)
    ).map(({ name, from }) => words.came(name, called(this.#session, from)));
    const said = [
      fresh.length > 0 && words.frames(fresh.length, parts),
      ...files,
      ...this.#always(),
    ];
    return said.filter(Boolean).join("; ");
  }

  /** Messages of others that came whole since the last time. */
  each(): string {
    const news = this.#newlyWhole().filter((row) => this.#isNews(row));
    const said = news.map(({ channel, from, pieces }) =>
      words.message(channel, called(this.#session, from), pieces.join("").slice(0, SAID))
    );
    return [...said, ...this.#always()].join("; ");
  }

  #newlyWhole(): readonly Row[] {
    const rows = wholeOf(this.#session);
    const fresh = rows.filter(({ key }) => !this.#whole.has(key));
    this.#whole = new Set(rows.map(({ key }) => key));
    return fresh;
  }

  /** What is said however much is. */
  #always(): string[] {
    return [...this.#comings(), ...this.#ours()];
  }

  /** Who came and who left, by name if it is one: a class comes in all at once. */
  #comings(): string[] {
    const { people, state } = this.#session;
    const before = this.#here;
    // Who comes back finds all of them anew.
    if (state.peek().phase !== "open") this.#here = undefined;
    else this.#here = new Set(people.peek().filter(isHere).map(({ from }) => from));
    const now = this.#here;
    if (!before || before.size === 0 || !now) return [];
    const say = (who: Iterable<string>, words: (who: readonly string[]) => string) => {
      const names = [...who].filter((from) => !this.#session.isMine(from));
      return names.length > 0 ? [words(names.map((from) => called(this.#session, from)))] : [];
    };
    return [
      ...say(now.difference(before), words.joined),
      ...say(before.difference(now), words.left),
    ];
  }

  #isNews({ channel, from }: Row): boolean {
    if (channel === "chat" || this.#session.isMine(from)) return false;
    // What the server says of the room is for the page.
    if (CLASSROOM_CHANNELS.has(channel) && !CHANNELS.has(channel)) return false;
    if (channel !== "typing") return true;
    const now = this.#session.now();
    if (now - (this.#typed.get(from) ?? -Infinity) < TYPING_EVERY_MS) return false;
    this.#typed.set(from, now);
    return true;
  }

  /** Each quarter of a file of ours, its end, and that it failed. */
  #ours(): string[] {
    const said: string[] = [];
    const sending = this.#session.outbound.sending.peek();
    for (const [id, { name }] of this.#files) {
      if (sending.some(({ messageId }) => messageId === id)) continue;
      this.#files.delete(id);
      said.push(words.file(name, 100));
    }
    for (const { messageId, name, progress: { acked, total }, failed } of sending) {
      if (failed !== undefined) {
        if (this.#files.delete(messageId)) said.push(words.failed(name));
        continue;
      }
      const quarters = Math.floor(4 * acked / total);
      if (this.#files.get(messageId)?.quarters === quarters) continue;
      this.#files.set(messageId, { name, quarters });
      said.push(words.file(name, 25 * quarters));
    }
    return said;
  }
}

function wholeOf(session: Session): readonly Row[] {
  return session.time.rows.peek().filter(isComplete);
}
