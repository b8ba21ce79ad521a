/**
 * The outgoing half of a `mux.v1` connection: what a turn owes it goes out as one message, and who
 * stands at the same place gets the same encoded text.
 *
 * @module
 */

import { joinBatch } from "../lib/batch.ts";
import { encodeBatch } from "../lib/brief.ts";
import { PIECE_BYTES, sliceRun } from "../lib/bulk.ts";
import type { ControlFrame, Gap, Grant } from "../lib/control.ts";
import { MAX_BATCH } from "../lib/limits.ts";
import type { Clock } from "../lib/link.ts";
import { MAX_BUFFERED_BYTES } from "../lib/outbox.ts";
import { Scheduler, type Source } from "../lib/scheduler.ts";
import { BulkWindow } from "../lib/window.ts";
import { type Encoded, Lane } from "./lane.ts";
import type { Counts } from "./counts.ts";
import { DRAIN_MS, MAX_DRAIN_MS, MAX_TEXT_BYTES } from "./limits.ts";
import type { Room } from "./room.ts";
import type { Cost, Heads, RoomChannel, Turn } from "./turn.ts";

/** Where the bytes go. */
export interface Outlet {
  readonly bufferedAmount: number;
  send(data: string | Uint8Array<ArrayBuffer>): void;
}

/** See the module's description. */
export class Pump {
  readonly #askTurn: () => void;
  readonly #counts: Counts;
  readonly #outlet: Outlet;
  readonly #clock: Clock;
  /** By the channel's number. */
  readonly #lanes: Lane[];
  #text: readonly Lane[] = [];
  #bulk: readonly Lane[] = [];
  /** Only while this reader is behind: most readers never are. */
  #scheduler: Scheduler<readonly Encoded[]> | undefined;
  readonly #window: BulkWindow;
  #controls: string[] | undefined;
  /** Whether bulk may be behind. Who is not asked touches no lane: a turn has many readers. */
  #owesBulk = true;
  /** Where it stands in the text channels, while it has read everything. */
  #at: Heads | undefined;
  #callOff: (() => void) | undefined;
  /** When a full socket is looked at again: less and less often while it takes nothing. */
  #drainMs = DRAIN_MS;

  /** @param read Where reading begins, by the channel's number. */
  constructor(
    room: Room,
    outlet: Outlet,
    clock: Clock,
    read: readonly number[],
    askTurn: () => void,
    counts: Counts,
  ) {
    this.#counts = counts;
    this.#askTurn = askTurn;
    this.#outlet = outlet;
    this.#clock = clock;
    this.#window = new BulkWindow({ now: () => clock.now() });
    this.#lanes = room.channels.map((channel) => new Lane(channel, read[channel.number]!));
    this.#sort();
  }

  /** There is one more channel, or one is there again: it is read from `read` on. */
  adopt(channel: RoomChannel, read: number): void {
    this.#stepOut();
    this.#scheduler = undefined;
    this.#lanes[channel.number] = new Lane(channel, read);
    this.#owesBulk = true;
    this.#sort();
  }

  /** Says something on `$`, with the next turn, which it asks for. */
  control(frame: ControlFrame): void {
    this.say(frame);
    this.#askTurn();
  }

  /** Says something on `$`, with the turn that is about to come. */
  say(frame: ControlFrame): void {
    (this.#controls ??= []).push(JSON.stringify(frame));
  }

  /** Tells with the next turn what this reader will not get. */
  tellGap(gap: Gap): void {
    this.#counts.droppedFor(gap.reason, gap.to - gap.from);
    this.control(gap);
  }

  /** Frames that are to be sent yet. */
  get lag(): number {
    let lag = 0;
    for (const { cursor } of this.#lanes) {
      // Who has read all text so far says so once, and not in each cursor.
      const next = cursor.class === "bulk"
        ? cursor.next
        : this.#at?.next[cursor.number] ?? cursor.next;
      lag += Math.max(0, cursor.head - next);
    }
    return lag;
  }

  /** Whether credit, window or socket hold something back. */
  get isBehind(): boolean {
    return this.#at === undefined || this.#owesBulk;
  }

  /** Credit from the reader (C1). */
  granted(channel: number, total: Grant): void {
    this.#lanes[channel]!.granted(total);
    this.#askTurn();
  }

  /**
   * An ack from the reader.
   *
   * @returns Whether it can be: not more than was sent (K2).
   */
  acked(channel: number, frames: number): boolean {
    const bytes = this.#lanes[channel]!.acked(frames);
    if (bytes) {
      this.#window.acked(bytes);
      // Now and not with the turn: the window has room, and every wait would cost throughput.
      this.#sendBulk();
    }
    return bytes !== undefined;
  }

  /** How long a ping took, in milliseconds: of use where nothing of ours was in its way. */
  idleRtt(ms: number): void {
    if (this.#window.inFlight === 0) this.#window.idleRtt(ms);
  }

  /** Sends what is due. */
  turn({ before, after, hasBulk, text, costs }: Turn): void {
    this.#sendControls();
    if (this.#at === before && (text === undefined || this.#pays(costs))) {
      if (text !== undefined) this.#outlet.send(text);
      this.#at = after;
    } else this.#catchUp(after);
    if (hasBulk || this.#owesBulk) this.#sendBulk();
  }

  /** Stops for good. */
  stop(): void {
    this.#callOff?.();
  }

  #sendControls(): void {
    if (!this.#controls) return;
    this.#outlet.send(joinBatch(this.#controls));
    this.#controls = undefined;
  }

  /** Takes a turn's text off the credit, if all of it is covered and the socket is not full. */
  #pays(costs: readonly Cost[]): boolean {
    if (this.#isFull()) return false;
    for (const { number, bytes, frames } of costs) {
      if (!this.#lanes[number]!.allows(bytes, frames)) return false;
    }
    for (const { number, bytes, frames } of costs) this.#lanes[number]!.spend(bytes, frames);
    return true;
  }

  /** Reads on from this reader's own place, as far as credit and socket allow. */
  #catchUp(head: Heads): void {
    this.#stepOut();
    if (this.#isFull()) return;
    for (const { cursor } of this.#text) this.#sayGap(cursor.refresh());
    while (!this.#isAtHead(head)) {
      const batch = this.#nextBatch();
      // It may have stood at the end already, where the log let go of what was last.
      if (batch.length === 0 && !this.#isAtHead(head)) return;
      if (batch.length > 0) this.#outlet.send(encodeBatch(batch));
      if (this.#isFull()) return;
    }
    this.#at = head;
    this.#scheduler = undefined;
  }

  /** Stands by itself from now on, at its own place. */
  #stepOut(): void {
    for (const { cursor } of this.#text) {
      if (this.#at) cursor.next = this.#at.next[cursor.number]!;
    }
    this.#at = undefined;
  }

  #sort(): void {
    // What `filter` gives has room for more, and there are many connections.
    this.#text = this.#lanes.filter((lane) => lane.class !== "bulk").slice();
    this.#bulk = this.#lanes.filter((lane) => lane.class === "bulk").slice();
  }

  #isAtHead(head: Heads): boolean {
    return this.#text.every(({ cursor }) => cursor.next === head.next[cursor.number]);
  }

  #nextBatch(): Encoded[] {
    const batch: Encoded[] = [];
    const scheduler = this.#scheduler ??= schedulerOf(this.#text);
    // When it was said may come with it.
    for (let length = 0; length < MAX_TEXT_BYTES && batch.length < MAX_BATCH - 1;) {
      const items = scheduler.next(isCovered);
      if (!items) break;
      for (const item of items) {
        batch.push(item);
        length += (typeof item === "string" ? item : item.text).length;
      }
    }
    return batch;
  }

  /** Sends bulk, in the order of its log, as far as the window, credit and socket allow. */
  #sendBulk(): void {
    this.#owesBulk = false;
    for (const lane of this.#bulk) {
      if (lane.cursor.isAtEnd) continue;
      if (lane.cursor.isBehind && !this.#isFull()) this.#sayGap(lane.cursor.refresh());
      while (this.#sendPieces(lane));
      this.#owesBulk ||= !lane.cursor.isAtEnd;
    }
  }

  /** Sends one message of bulk, or tells that it cannot. */
  #sendPieces(lane: Lane): boolean {
    const { cursor, credit } = lane;
    const { entry } = cursor;
    if (!entry || this.#isFull()) return false;
    const room = this.#window.available();
    if (room <= 0) return false;
    if (!(entry.encoded instanceof Uint8Array)) {
      if (!lane.allows(entry.bytes)) return false;
      this.#outlet.send(entry.encoded.text);
      this.#launch(lane, entry.bytes, 1);
      return true;
    }
    const skip = cursor.next - entry.offset;
    const most = Math.min(room, credit.bytes, this.#window.messageBytes);
    const pieces = Math.min(entry.frames - skip, Math.max(1, Math.floor(most / PIECE_BYTES)));
    const bytes = Math.min(pieces * PIECE_BYTES, entry.bytes - skip * PIECE_BYTES);
    if (!lane.allows(bytes, pieces)) return false;
    const isWhole = skip === 0 && pieces === entry.frames;
    this.#outlet.send(isWhole ? entry.encoded : sliceRun(entry.encoded, skip, pieces));
    this.#launch(lane, bytes, pieces);
    return true;
  }

  #launch(lane: Lane, bytes: number, frames: number): void {
    lane.launch(bytes, frames);
    this.#window.sent(bytes);
  }

  #sayGap(gap: Gap | undefined): void {
    if (!gap) return;
    this.#counts.droppedFor(gap.reason, gap.to - gap.from);
    this.#outlet.send(JSON.stringify(gap));
  }

  /** A socket does not say when it drains, so a full one is looked at again in a while. */
  #isFull(): boolean {
    const { bufferedAmount } = this.#outlet;
    if (bufferedAmount <= MAX_BUFFERED_BYTES) return false;
    this.#callOff ??= this.#clock.after(this.#drainMs, () => {
      this.#callOff = undefined;
      const hasTaken = this.#outlet.bufferedAmount < bufferedAmount;
      this.#drainMs = hasTaken ? DRAIN_MS : Math.min(this.#drainMs * 2, MAX_DRAIN_MS);
      this.#askTurn();
    });
    return true;
  }
}

function isCovered(source: Source<readonly Encoded[]>, bytes: number): boolean {
  return (source as Lane).allows(bytes);
}

function schedulerOf(lanes: readonly Lane[]): Scheduler<readonly Encoded[]> {
  const scheduler = new Scheduler<readonly Encoded[]>();
  for (const lane of lanes) scheduler.add(lane);
  return scheduler;
}
