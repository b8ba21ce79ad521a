/**
 * Frames on their way out: the scheduler says which is next, the outbox says when. It reads
 * `bufferedAmount`, because what is in a socket's own queue has no order left to choose.
 *
 * @module
 */

import { type ChannelClass, CHANNELS } from "./channels.ts";
import type { Clock } from "./link.ts";
import { Pace } from "./pace.ts";
import type { Frame } from "./protocol.ts";
import { type Order, Scheduler, type Source } from "./scheduler.ts";

/** Bytes in the socket's queue above which the outbox waits: about 25 ms at 20 Mbit/s. */
export const MAX_BUFFERED_BYTES = 65_536;

/** How often a full queue is looked at again, in milliseconds: a socket does not say when it drains. */
export const DRAIN_MS = 20;

/** What an outbox is made of. */
export interface OutboxOptions {
  readonly clock: Clock;
  /** Puts a frame on the wire. */
  readonly send: (frame: Frame) => void;
  /** Bytes that the socket has not sent yet, or `undefined` while there is no connection. */
  readonly buffered: () => number | undefined;
  /** Milliseconds from one frame to the next: 0 is as fast as the socket takes them, `Infinity` holds. */
  readonly pace: () => number;
}

/** A message of the plain wire as a source of its frames, which leave in order (S4). */
export class FrameSource implements Source<Frame> {
  readonly channel: string;
  readonly class: ChannelClass;
  readonly #frames: readonly Frame[];
  readonly #done: ((source: FrameSource) => void) | undefined;
  #at = 0;

  /** @param done Called as the last frame leaves. */
  constructor(frames: readonly Frame[], done?: (source: FrameSource) => void) {
    this.#frames = frames;
    this.#done = done;
    this.channel = frames[0]?.channel ?? "";
    this.class = CHANNELS.get(this.channel)?.class ?? "interactive";
  }

  get messageId(): string | undefined {
    return this.#frames[0]?.messageId;
  }

  /** Frames that did not leave. */
  get left(): number {
    return this.#frames.length - this.#at;
  }

  peek(): number | undefined {
    return this.#frames[this.#at]?.data.length;
  }

  take(): Frame {
    const frame = this.#frames[this.#at++]!;
    if (this.#at === this.#frames.length) this.#done?.(this);
    return frame;
  }
}

/** See the module's description. */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #scheduler = new Scheduler<Frame>();
  readonly #sources = new Set<FrameSource>();
  readonly #done = (source: FrameSource) => {
    this.#sources.delete(source);
    this.#scheduler.remove(source);
  };
  readonly #pace: Pace;
  #waiting = 0;
  #callOff: (() => void) | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#pace = new Pace({ now: () => options.clock.now(), ms: options.pace });
    this.#scheduler.order = "round-robin";
  }

  /** Who goes next: by default messages take turns, as the plain wire says (S3). */
  get order(): Order {
    return this.#scheduler.order;
  }

  set order(order: Order) {
    this.#scheduler.order = order;
  }

  /** Frames that wait for their turn. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Adds messages, then sends what may go now: messages of one call take turns from the start. */
  add(...messages: readonly (readonly Frame[])[]): void {
    for (const frames of messages) {
      if (frames.length === 0) continue;
      const source = new FrameSource(frames, this.#done);
      this.#sources.add(source);
      this.#scheduler.add(source);
      this.#waiting += frames.length;
    }
    if (!this.#callOff) this.#pump();
  }

  /** Takes back what of a message waits. Returns whether any of it did. */
  drop(messageId: string): boolean {
    for (const source of this.#sources) {
      if (source.messageId !== messageId) continue;
      this.#waiting -= source.left;
      this.#done(source);
      return true;
    }
    return false;
  }

  /** Drops what waits and returns how many frames that was. */
  clear(): number {
    this.#callOff?.();
    this.#callOff = undefined;
    this.#scheduler.clear();
    this.#sources.clear();
    const dropped = this.#waiting;
    this.#waiting = 0;
    return dropped;
  }

  /** Looks again what may go: the pace is another. */
  wake(): void {
    this.#callOff?.();
    this.#pump();
  }

  /** Lets one frame go at once, whatever the pace. */
  step(): void {
    this.#pace.step();
    this.wake();
    this.#pace.rest();
  }

  #pump(): void {
    this.#callOff = undefined;
    const { send, buffered } = this.#options;
    while (this.#waiting > 0) {
      const amount = buffered();
      if (amount === undefined) return;
      if (amount > MAX_BUFFERED_BYTES) return this.#pumpAfter(DRAIN_MS);
      const wait = this.#pace.wait();
      if (wait > 0) return this.#pumpAfter(wait);
      this.#waiting--;
      this.#pace.went();
      send(this.#scheduler.next()!);
    }
  }

  #pumpAfter(ms: number): void {
    if (ms === Infinity) return;
    this.#callOff = this.#options.clock.after(ms, () => this.#pump());
  }
}
