/**
 * Takes the frames of the one socket apart again: what each channel's messages mean on the page.
 *
 * @module
 */

import { decodeFile, type SmallFile } from "../lib/file.ts";
import { STALE_MS } from "../lib/limits.ts";
import type { Clock } from "../lib/link.ts";
import { type Assembly, type Frame, type PushResult, Reassembler } from "../lib/protocol.ts";

/** How long somebody counts as typing after their last sign of it, in milliseconds. */
export const TYPING_MS = 3_000;

/** How long somebody who left is still shown as gone, in milliseconds. */
export const LEFT_MS = 20_000;

/** Messages that the demultiplexed view keeps of each channel. */
export const ROWS_PER_CHANNEL = 3;

/** Lines and files that the page keeps. */
export const MAX_LINES = 200;
/** See {@linkcode MAX_LINES}. */
export const MAX_FILES = 10;

/** One line of the conversation. */
export interface ChatLine {
  readonly key: number;
  readonly from: string;
  readonly text: string;
  /** When its last frame came, by the page's clock. */
  readonly at: number;
}

/** Somebody in the room. */
export interface Person {
  readonly from: string;
  readonly state: "online" | "away" | "left";
  readonly since: number;
}

/** Something that came on the file channel. */
export interface ReceivedFile {
  readonly key: number;
  readonly from: string;
  /** A real file, or the text of a fake one. */
  readonly content: SmallFile | string;
}

/** A message in the demultiplexed view, frozen at the moment of {@linkcode Demux.rows}. */
export interface Row {
  readonly key: string;
  readonly channel: string;
  readonly from: string;
  readonly messageId: string;
  readonly total: number;
  readonly received: number;
  readonly missing: readonly number[];
  /** The beginning of the message, `undefined` where a piece is missing. */
  readonly pieces: readonly (string | undefined)[];
}

/** A message that has a row, and when its last new piece came. */
interface KeptRow {
  readonly message: Assembly;
  at: number;
}

/** Pieces of a message that a row shows: more would not fit, and a file has thousands. */
const SHOWN_PIECES = 64;

/** See the module's description. It changes only when a frame or the clock says so. */
export class Demux {
  readonly #clock: Pick<Clock, "now">;
  #reassembler: Reassembler;
  /** Messages by channel, the newest last. */
  readonly #rows = new Map<string, KeptRow[]>();
  readonly #typing = new Map<string, number>();
  readonly #people = new Map<string, Person>();
  #key = 0;
  chat: readonly ChatLine[] = [];
  files: readonly ReceivedFile[] = [];

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
    this.#reassembler = new Reassembler({ now: () => clock.now() });
  }

  /** Takes a frame that came in. */
  push(frame: Frame): PushResult {
    const result = this.#reassembler.push(frame);
    if (result.status === "partial" || result.status === "complete") {
      this.#keepRow(result.message);
      if (result.status === "complete") this.#deliver(result.message);
    }
    return result;
  }

  /** Lets go of what the clock says is over. */
  expire(): void {
    const now = this.#clock.now();
    this.#reassembler.sweep();
    for (const [channel, rows] of this.#rows) {
      const kept = rows.filter(({ message, at }) => message.complete || at + STALE_MS > now);
      this.#rows.set(channel, kept);
    }
    for (const [from, until] of this.#typing) if (until <= now) this.#typing.delete(from);
    for (const { from, state, since } of this.#people.values()) {
      if (state === "left" && since + LEFT_MS <= now) this.#people.delete(from);
    }
  }

  /**
   * Forgets who is here: after a reconnect the room says it anew, in frames that must not count as
   * repeats. It may be a new room, too, where a name is somebody else's.
   */
  forgetPeople(): void {
    this.#people.clear();
    this.#typing.clear();
    this.#reassembler = new Reassembler({ now: () => this.#clock.now() });
  }

  people(): Person[] {
    return [...this.#people.values()].sort((a, b) => a.from < b.from ? -1 : 1);
  }

  typing(): string[] {
    return [...this.#typing.keys()];
  }

  rows(): Row[] {
    return [...this.#rows.values()].flat().map(({ message }) => ({
      key: `${message.from} ${message.channel} ${message.messageId}`,
      channel: message.channel,
      from: message.from,
      messageId: message.messageId,
      total: message.total,
      received: message.received,
      missing: message.complete ? [] : message.missing(),
      pieces: message.pieces().slice(0, SHOWN_PIECES),
    }));
  }

  #keepRow(message: Assembly): void {
    const { channel, from, messageId } = message;
    const at = this.#clock.now();
    const rows = this.#rows.get(channel) ?? [];
    const same = rows.findIndex(({ message }) =>
      message.from === from && message.messageId === messageId
    );
    if (rows[same]?.message === message) {
      rows[same].at = at;
      return;
    }
    // By the same labels, but another: what had them is forgotten, and this one began anew.
    if (same >= 0) rows.splice(same, 1);
    rows.push({ message, at });
    if (rows.length > ROWS_PER_CHANNEL) {
      // A finished message goes before an open one: what is missing must stay in sight.
      rows.splice(Math.max(0, rows.findIndex(({ message }) => message.complete)), 1);
    }
    this.#rows.set(channel, rows);
  }

  #deliver(message: Assembly): void {
    const { from } = message;
    const text = message.text();
    const now = this.#clock.now();
    switch (message.channel) {
      case "chat":
        this.chat = [...this.chat, { key: this.#key++, from, text, at: now }].slice(-MAX_LINES);
        this.#typing.delete(from);
        break;
      case "presence":
        this.#people.set(from, { from, state: stateOf(text), since: now });
        if (text === "left") this.#typing.delete(from);
        break;
      case "typing":
        this.#typing.set(from, now + TYPING_MS);
        break;
      case "file": {
        const content = decodeFile(text) ?? text;
        this.files = [...this.files, { key: this.#key++, from, content }].slice(-MAX_FILES);
      }
    }
  }
}

/** The course's clients say "online" and nothing else; whoever speaks at all is here. */
function stateOf(text: string): Person["state"] {
  return text === "away" || text === "left" ? text : "online";
}
