/**
 * A tap on the wire: what really leaves and comes, frame by frame, with names for the numbers of
 * runs (B3, B4). It reads the messages themselves, so nothing on either side can hide one.
 *
 * @module
 */

import { type Item, type MuxFrame, readBatch } from "./batch.ts";
import { piecesOf, readRuns, type Run } from "./bulk.ts";
import { BytesMessages } from "./bytes_messages.ts";
import type { Words } from "./control_check.ts";
import { ANY_CHANNEL } from "./parse.ts";
import { SERVER_WORDS } from "./server_words.ts";

/** Nothing that we say ourselves is judged. */
const OUR_WORDS: Words = { get: () => () => undefined };

/** Seen from here: what we send goes up, what we get comes down. */
export type Direction = "up" | "down";

/** Consecutive pieces of a message in bytes, as they are on the wire. */
export interface WireRun {
  /** The channel's name, or its number where no welcome named it. */
  readonly channel: string;
  /** Of the message. */
  readonly number: number;
  /** Of the first piece. */
  readonly sequence: number;
  /** How many pieces there are. */
  readonly frames: number;
  /** Of the first piece; 0 on the way up. */
  readonly offset: number;
  /** The message's first frame. `undefined` where this side never saw it. */
  readonly head: MuxFrame | undefined;
  /** Only to be read while the listener runs; copy what is to stay. */
  readonly payload: Uint8Array;
}

/** One thing on the wire. */
export type WireItem = Item | { readonly kind: "run"; readonly run: WireRun };

/** Told of everything on the wire, in the order of the wire. It must not throw. */
export type WireListener = (direction: Direction, item: WireItem) => void;

/** See the module's description. */
export class Tap {
  readonly #listener: WireListener;
  readonly #heads: Readonly<Record<Direction, BytesMessages>>;
  #names = new Map<number, string>();

  constructor(now: () => number, listener: WireListener) {
    this.#listener = listener;
    this.#heads = { up: new BytesMessages(now), down: new BytesMessages(now) };
  }

  /** Takes a message of the socket, whole. */
  take(direction: Direction, data: unknown): void {
    if (typeof data === "string") {
      const words = direction === "up" ? OUR_WORDS : SERVER_WORDS;
      for (const item of readBatch(data, ANY_CHANNEL, words)) this.#note(direction, item);
    } else if (data instanceof Uint8Array || data instanceof ArrayBuffer) {
      const { runs, error } = readRuns(data instanceof ArrayBuffer ? new Uint8Array(data) : data);
      for (const run of runs) this.#takeRun(direction, run);
      if (error) this.#listener(direction, { kind: "error", error });
    }
  }

  #note(direction: Direction, item: Item): void {
    if (item.kind === "control" && item.frame.type === "welcome") {
      const channels = Object.entries(item.frame.channels);
      this.#names = new Map(channels.map(([name, { number }]) => [number, name]));
    }
    if (item.kind === "frame" && item.frame.number !== undefined) {
      this.#heads[direction].begin(item.frame, false);
    }
    this.#listener(direction, item);
  }

  #takeRun(direction: Direction, { channel, message, sequence, offset, payload }: Run): void {
    const name = this.#names.get(channel) ?? String(channel);
    const heads = this.#heads[direction];
    const known = heads.find(name, message);
    const frames = piecesOf(payload.length);
    if (known) heads.take(known, sequence, frames, payload);
    this.#listener(direction, {
      kind: "run",
      run: { channel: name, number: message, sequence, frames, offset, head: known?.head, payload },
    });
  }
}
