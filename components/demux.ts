/**
 * What the messages of each channel mean on the page: lines, people, files, and who is typing.
 *
 * @module
 */

import { decodeFile, decodeFileHead, type SmallFile, stoppedBy } from "../lib/file.ts";
import type { Clock } from "../lib/link.ts";
import type { Cleared } from "./classroom.ts";
import type { Incoming } from "./line.ts";

/** How long somebody counts as typing after their last sign of it, in milliseconds. */
export const TYPING_MS = 3_000;

/** How long somebody who left is still shown as gone, in milliseconds. */
export const LEFT_MS = 20_000;

/** Lines and files that the page keeps: of lines, a lesson of a talkative class. */
export const MAX_LINES = 1_000;
/** See {@linkcode MAX_LINES}. */
export const MAX_FILES = 10;

/** One line of the conversation. */
export interface ChatLine {
  readonly key: number;
  readonly from: string;
  readonly messageId: string;
  readonly text: string;
  /**
   * When its last frame came, by the page's clock. Of history when it was said, by the room's, to the
   * minute, or nothing where the wire does not tell.
   */
  readonly at: number | undefined;
  /** Its place in the room's log, where the wire tells. */
  readonly offset: number | undefined;
  /** It was said before this page came. */
  readonly isHistory: boolean;
}

/** Somebody in the room. */
export interface Person {
  readonly from: string;
  readonly state: "online" | "away" | "left";
  readonly since: number;
}

/** Whether somebody has not left. Who has is still shown for a while. */
export function isHere({ state }: Person): boolean {
  return state !== "left";
}

/** Something that came on the file channel. */
export interface ReceivedFile {
  readonly key: number;
  readonly from: string;
  /** A real file, or the text of a fake one. */
  readonly content: SmallFile | string;
  /** The place of its last frame in the room's log, where the wire tells. */
  readonly offset: number | undefined;
  /** What its sender says that the bytes hash to. */
  readonly sha256?: string | undefined;
}

/** See the module's description. It changes only when a message or the clock says so. */
export class Demux {
  readonly #clock: Pick<Clock, "now">;
  readonly #typing = new Map<string, number>();
  readonly #people = new Map<string, Person>();
  #sorted: readonly Person[] | undefined;
  #typers: readonly string[] | undefined;
  #key = 0;
  chat: readonly ChatLine[] = [];
  files: readonly ReceivedFile[] = [];

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  /** Takes a message that came whole. */
  take(message: Incoming): void {
    const { from, channel, text } = message;
    const now = this.#clock.now();
    if (channel === "chat") this.#takeLine(message, now);
    else if (channel === "file") this.#takeFile(message);
    else if (channel === "typing") this.#types(from, now + TYPING_MS);
    else if (channel === "presence") this.#takePresence(from, stateOf(text), now);
  }

  /** Lets go of lines and files that the room has cleared. */
  clear(cleared: Cleared): void {
    const { chat = 0, file = 0 } = cleared;
    this.chat = this.chat.filter(({ offset = chat }) => offset >= chat);
    this.files = this.files.filter(({ offset = file }) => offset >= file);
  }

  /** Lets go of what the clock says is over. */
  expire(): void {
    const now = this.#clock.now();
    for (const [from, until] of this.#typing) if (until <= now) this.#types(from, undefined);
    for (const { from, state, since } of this.#people.values()) {
      if (state === "left" && since + LEFT_MS <= now) this.#sets(from, undefined);
    }
  }

  /** Forgets who is here: after a reconnect the room says it anew. */
  forgetPeople(): void {
    this.#people.clear();
    this.#typing.clear();
    this.#sorted = this.#typers = undefined;
  }

  /** By sender. The same array until somebody comes, goes or is in another state. */
  people(): readonly Person[] {
    return this.#sorted ??= [...this.#people.values()].sort((a, b) => a.from < b.from ? -1 : 1);
  }

  /** The same array until somebody begins or ends. */
  typing(): readonly string[] {
    return this.#typers ??= [...this.#typing.keys()];
  }

  #sets(from: string, person: Person | undefined): void {
    this.#sorted = undefined;
    if (person) this.#people.set(from, person);
    else this.#people.delete(from);
  }

  #types(from: string, until: number | undefined): void {
    if (until !== undefined && this.#typing.has(from)) {
      this.#typing.set(from, until);
      return;
    }
    if (until === undefined && !this.#typing.delete(from)) return;
    if (until !== undefined) this.#typing.set(from, until);
    this.#typers = undefined;
  }

  #takeLine(
    { from, messageId, text, offset, isHistory = false, at: saidAt }: Incoming,
    now: number,
  ): void {
    const at = saidAt ?? (isHistory ? undefined : now);
    const line = { key: this.#key++, from, messageId, text, at, offset, isHistory };
    this.chat = [...this.chat, line].slice(-MAX_LINES);
    this.#types(from, undefined);
  }

  #takePresence(from: string, state: Person["state"], since: number): void {
    // Who comes is told of all who ever left (T5): they are nobody to this page.
    if (state === "left" && !this.#people.has(from)) return;
    this.#sets(from, { from, state, since });
    if (state === "left") this.#types(from, undefined);
  }

  #takeFile({ from, text, bytes, offset }: Incoming): void {
    if (stoppedBy(text)) return;
    const head = decodeFileHead(text);
    const content = head && bytes ? { name: head.name, type: head.type, bytes } : decodeFile(text);
    const sha256 = head?.sha256;
    const file = { key: this.#key++, from, content: content ?? text, offset, sha256 };
    this.files = [...this.files, file].slice(-MAX_FILES);
  }
}

/** The course's clients say "online" and nothing else; whoever speaks at all is here. */
function stateOf(text: string): Person["state"] {
  return text === "away" || text === "left" ? text : "online";
}
