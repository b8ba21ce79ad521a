/**
 * The same actions on another road: what would have come when, with another order, chunk size, line,
 * or with two sockets. Time is counted, not waited for; who goes next says the real scheduler.
 *
 * ```ts
 * import { assert } from "@std/assert";
 * import { LINE, simulate } from "./simulate.ts";
 * import { figuresOf } from "./figures.ts";
 *
 * const actions = [
 *   { at: 0, channel: "file", data: "x".repeat(4_000) },
 *   { at: 10, channel: "chat", data: "hi" },
 * ];
 * const wait = (order: "one-at-a-time" | "round-robin") =>
 *   figuresOf(simulate(actions, { order, chunkSize: 100, line: LINE, sockets: 1 })).chatMs!;
 * assert(wait("round-robin") < wait("one-at-a-time"));
 * ```
 *
 * @module
 */

import { FrameSource } from "../../lib/outbox.ts";
import { type Frame, split } from "../../lib/protocol.ts";
import { type Order, Scheduler } from "../../lib/scheduler.ts";
import { wireBytes } from "./bytes.ts";
import { isBulk } from "./log.ts";

/** Something that somebody sends: one message, to be cut. */
export interface Action {
  /** When, in milliseconds. */
  readonly at: number;
  readonly channel: string;
  readonly data: string;
  /** Who. Without it, the frames say nobody. */
  readonly from?: string;
  /** Code points a frame, where it is not the knob's. */
  readonly size?: number;
}

/** A road: a queue in front of a line of one rate, then the way to the other end. */
export interface Line {
  /** Bytes a millisecond: 1 is 8 kbit/s, 125 is 1 Mbit/s. */
  readonly bytesPerMs: number;
  /** From one end to the other, in milliseconds. */
  readonly delayMs: number;
  /** Bytes that each socket keeps in the queue. What is in it has no order left to choose. */
  readonly queueBytes: number;
}

/** What can be turned. */
export interface Knobs {
  readonly order: Order;
  /** Code points a frame. */
  readonly chunkSize: number;
  readonly line: Line;
  /** With two, bulk has one of its own. The line is still one. */
  readonly sockets: 1 | 2;
}

/** A line on which one sees each frame go: about ten small ones a second. */
export const LINE: Line = { bytesPerMs: 1, delayMs: 20, queueBytes: 200 };

/** A message that is cut, and when it is handed over. */
export interface Cut {
  readonly at: number;
  readonly frames: readonly Frame[];
}

/** One frame's way. Times in milliseconds. */
export interface Passage {
  readonly frame: Frame;
  /** 0, or 1 for the second one. */
  readonly socket: number;
  /** When its message was handed over. */
  readonly asked: number;
  /** When its turn came: it went into the queue of the line. */
  readonly left: number;
  /** When its last byte was at the other end. */
  readonly arrived: number;
}

/** Cuts what people do into messages, as the page would: `chat-1`, `chat-2`, … of each sender. */
function cutAll(actions: readonly Action[], chunkSize: number): Cut[] {
  return actions.map(({ at, channel, data, from, size = chunkSize }, n) => {
    const frames = split({ channel, messageId: `${channel}-${n + 1}`, data }, size);
    return { at, frames: from === undefined ? frames : frames.map((f) => ({ ...f, from })) };
  });
}

/**
 * Plays actions on a road and returns the way of each frame, in the order in which they arrive.
 *
 * @throws {RangeError} As {@linkcode split}.
 */
export function simulate(actions: readonly Action[], knobs: Knobs): Passage[] {
  return play(cutAll(actions, knobs.chunkSize), knobs);
}

/** The same for messages that are cut already. */
export function play(messages: readonly Cut[], { order, line, sockets }: Knobs): Passage[] {
  const road = new Road(line);
  const ends = Array.from({ length: sockets }, (_, n) => new End(n, order, road));
  const due = [...messages].sort((a, b) => a.at - b.at);
  for (let next = due.shift(); next || road.busy;) {
    if (next && next.at <= road.nextAt) {
      road.now = Math.max(road.now, next.at);
      ends[socketOf(next.frames[0]!, sockets)]!.add(next);
      next = due.shift();
    } else road.step();
    // Sockets push as they can, one frame each, so that none is ahead by more.
    while (ends.map((end) => end.push()).includes(true));
  }
  return road.passages;
}

function socketOf({ channel }: Frame, sockets: number): number {
  return sockets === 2 && isBulk(channel) ? 1 : 0;
}

/** The queue and the line, which all sockets share: first come, first served. */
class Road {
  readonly passages: Passage[] = [];
  readonly #line: Line;
  readonly #queue: { readonly bytes: number; readonly end: End; readonly doneAt: number }[] = [];
  #freeAt = 0;
  now = 0;

  constructor(line: Line) {
    this.#line = line;
  }

  get busy(): boolean {
    return this.#queue.length > 0;
  }

  /** When the line is done with the frame that is on it. */
  get nextAt(): number {
    return this.#queue[0]?.doneAt ?? Infinity;
  }

  hasRoom(end: End): boolean {
    return end.queued < this.#line.queueBytes;
  }

  take(frame: Frame, asked: number, end: End): void {
    const bytes = wireBytes(frame, "up");
    const doneAt = this.#freeAt = Math.max(this.now, this.#freeAt) + bytes / this.#line.bytesPerMs;
    end.queued += bytes;
    this.#queue.push({ bytes, end, doneAt });
    const arrived = doneAt + this.#line.delayMs;
    this.passages.push({ frame, socket: end.number, asked, left: this.now, arrived });
  }

  step(): void {
    const { bytes, end, doneAt } = this.#queue.shift()!;
    this.now = doneAt;
    end.queued -= bytes;
  }
}

/** The sending end of a socket. */
class End {
  readonly #scheduler = new Scheduler<Frame>();
  readonly #asked = new Map<Frame, number>();
  /** Bytes of this socket in the queue of the line. */
  queued = 0;

  constructor(readonly number: number, order: Order, readonly road: Road) {
    this.#scheduler.order = order;
  }

  add({ at, frames }: Cut): void {
    for (const frame of frames) this.#asked.set(frame, at);
    this.#scheduler.add(new FrameSource(frames, (source) => this.#scheduler.remove(source)));
  }

  /** Puts one frame on the road, if there is one and it has room. */
  push(): boolean {
    if (!this.road.hasRoom(this)) return false;
    const frame = this.#scheduler.next();
    if (!frame) return false;
    this.road.take(frame, this.#asked.get(frame)!, this);
    this.#asked.delete(frame);
    return true;
  }
}
