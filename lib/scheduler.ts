/**
 * Who goes next on the one socket. Control first, then what people wait for, then bulk (T1 to T3);
 * among equals turns by bytes, so that nobody gains by larger messages or by more of them (T2, T4).
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { Scheduler, type Source } from "./scheduler.ts";
 *
 * const source = (channel: string, of: "interactive" | "bulk", items: string[]): Source<string> => ({
 *   channel,
 *   class: of,
 *   peek: () => items[0]?.length,
 *   take: () => items.shift()!,
 * });
 * const scheduler = new Scheduler<string>();
 * scheduler.add(source("file", "bulk", ["ABCD", "EFGH"]));
 * scheduler.add(source("chat", "interactive", ["hi"]));
 * assertEquals([scheduler.next(), scheduler.next(), scheduler.next()], ["hi", "ABCD", "EFGH"]);
 * assertEquals(scheduler.next(), undefined);
 * ```
 *
 * @module
 */

import type { ChannelClass } from "./channels.ts";
import { Place, Ring } from "./turns.ts";

/** Something that has items to send, one after the other: a message, or a cursor in a log. */
export interface Source<T> {
  readonly channel: string;
  readonly class: ChannelClass;
  /** Bytes of the next item, or `undefined` while there is none. Asked often, so it must be cheap. */
  peek(): number | undefined;
  /** The next item. Called only after `peek` said that there is one. */
  take(): T;
  /** Where the next item's message stands in line: who is lower came first. "priority" never asks. */
  since?(): number;
}

/**
 * Who goes next, below control:
 *
 * - "priority": classes, and turns by bytes in each, as {@linkcode Scheduler} says. What rooms need.
 * - "round-robin": messages take turns, an item of each, whatever their class (S3).
 * - "one-at-a-time": the message that came first, to its end. Who may not send holds up all.
 */
export type Order = "priority" | "round-robin" | "one-at-a-time";

/** Whether an item may go now: credit and window say so. It must have no effects. */
export type Allow<T> = (source: Source<T>, bytes: number) => boolean;

/** Bulk that may go gets at least one byte for this many of the classes above it. */
export const BULK_PATIENCE = 15;

/**
 * Sources of all classes, and whose turn it is.
 *
 * - Control goes first and waits for nothing (T1).
 * - Interactive, state and ephemeral channels take turns by bytes, and in each channel its sources
 *   do (T2, S3). One source's items keep their order (S4).
 * - Bulk goes when nothing above it may (T3), or when those above had {@linkcode BULK_PATIENCE}
 *   times the bytes of its next item while it could have gone: no class starves.
 * - A source that has nothing, or may not send, keeps its place and holds nobody up.
 *
 * A call costs the same however many items wait; each source that has nothing is asked once.
 */
export class Scheduler<T> {
  readonly #control = new Tier<T>();
  readonly #middle = new Tier<T>();
  readonly #bulk = new Tier<T>();
  readonly #places = new Map<Source<T>, SourcePlace<T>>();
  /** May be changed at any time. What has gone has gone. */
  order: Order = "priority";
  /** Bytes of the middle since bulk went last, while bulk could have gone. */
  #passedBytes = 0;
  /** Of "round-robin". */
  #round = 0;

  /** Sources that are registered, whether they have something or not. */
  get size(): number {
    return this.#places.size;
  }

  /** Gives a source a place at the end of its channel's round. Twice is as once. */
  add(source: Source<T>): void {
    if (this.#places.has(source)) return;
    const place = new SourcePlace(source);
    this.#places.set(source, place);
    this.#tierOf(source).channel(source.channel).sources.add(place);
  }

  /** Takes a source out, also from within its own `take`. One that is not here changes nothing. */
  remove(source: Source<T>): void {
    const place = this.#places.get(source);
    if (!place) return;
    this.#places.delete(source);
    this.#tierOf(source).channel(source.channel).sources.remove(place);
  }

  /**
   * Takes the item whose turn it is among those that `allow` lets go; `undefined` if none may.
   *
   * @param isHeld All but control waits, and nobody's turn passes meanwhile.
   */
  next(allow?: Allow<T>, isHeld = false): T | undefined {
    const control = this.#control.pick(allow);
    if (control) return this.#control.take(control);
    if (isHeld) return undefined;
    if (this.order !== "priority") return this.#nextInLine(allow);
    const bulk = this.#bulk.pick(allow);
    const isBulkDue = bulk && this.#passedBytes >= BULK_PATIENCE * bulk.bytes!;
    const middle = isBulkDue ? undefined : this.#middle.pick(allow);
    if (middle) {
      if (bulk) this.#passedBytes += Math.max(1, middle.bytes!);
      return this.#middle.take(middle);
    }
    if (!bulk) return undefined;
    this.#passedBytes = 0;
    return this.#bulk.take(bulk);
  }

  /** Takes all sources out. */
  clear(): void {
    for (const source of [...this.#places.keys()]) this.remove(source);
    this.#passedBytes = 0;
  }

  /** For the orders in which class and size count for nothing. */
  #nextInLine(allow: MaybeAllow<T>): T | undefined {
    const takesTurns = this.order === "round-robin";
    let first: SourcePlace<T> | undefined;
    for (const place of this.#places.values()) {
      if (place.source.class === "control") continue;
      if ((takesTurns ? place.look(allow) : place.source.peek()) === undefined) {
        place.round = undefined;
        continue;
      }
      // Who had nothing begins behind those who wait, and has nothing to catch up.
      place.round ??= this.#round + 1;
      if (!first || isBefore(place, first, takesTurns)) first = place;
    }
    if (first?.look(allow) === undefined) return undefined;
    this.#round = first.round!++;
    return first.source.take();
  }

  #tierOf(source: Source<T>): Tier<T> {
    if (source.class === "control") return this.#control;
    return source.class === "bulk" ? this.#bulk : this.#middle;
  }
}

type MaybeAllow<T> = Allow<T> | undefined;

function isBefore<T>(a: SourcePlace<T>, b: SourcePlace<T>, takesTurns: boolean): boolean {
  if (takesTurns && a.round !== b.round) return a.round! < b.round!;
  return (a.source.since?.() ?? 0) < (b.source.since?.() ?? 0);
}

class SourcePlace<T> extends Place<MaybeAllow<T>> {
  /** In which round its next turn is, where messages take turns. Without one while it has nothing. */
  round: number | undefined;

  constructor(readonly source: Source<T>) {
    super();
  }

  look(allow: MaybeAllow<T>): number | undefined {
    const bytes = this.source.peek();
    return bytes !== undefined && (!allow || allow(this.source, bytes)) ? bytes : undefined;
  }
}

class ChannelPlace<T> extends Place<MaybeAllow<T>> {
  readonly sources = new Ring<MaybeAllow<T>, SourcePlace<T>>();
  picked: SourcePlace<T> | undefined;

  look(allow: MaybeAllow<T>): number | undefined {
    this.picked = this.sources.pick(allow);
    return this.picked?.bytes;
  }
}

/** Channels that are equals. One keeps its place when it is empty: there are as many as are declared. */
class Tier<T> {
  readonly #ring = new Ring<MaybeAllow<T>, ChannelPlace<T>>();
  readonly #channels = new Map<string, ChannelPlace<T>>();

  channel(name: string): ChannelPlace<T> {
    let place = this.#channels.get(name);
    if (!place) {
      place = new ChannelPlace<T>();
      this.#channels.set(name, place);
      this.#ring.add(place);
    }
    return place;
  }

  pick(allow: MaybeAllow<T>): ChannelPlace<T> | undefined {
    return this.#ring.pick(allow);
  }

  /** Takes from a channel that was just picked. It pays first: the source may leave while it gives. */
  take(channel: ChannelPlace<T>): T {
    const { sources, picked } = channel;
    this.#ring.charge(channel);
    sources.charge(picked!);
    return picked!.source.take();
  }
}
