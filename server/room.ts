/**
 * A room: a set of channel logs, and those who read them. What one member publishes, every member
 * gets. It knows no socket, only readers.
 *
 * @module
 */

import { setImmediate } from "node:timers";
import type { EncodedFrame } from "../lib/brief.ts";
import type { MuxFrame } from "../lib/batch.ts";
import { type Channel, CHANNELS } from "../lib/channels.ts";
import { MAX_TOTAL } from "../lib/limits.ts";
import type { Frame } from "../lib/protocol.ts";
import { plainTexts, TextDraft } from "./drafts.ts";
import { MAX_LEFT_NAMES, MAX_PRESENCE_FRAMES, RETENTION } from "./limits.ts";
import type { ChannelLog, Entry } from "./logs/log.ts";
import { MemoryStore } from "./logs/memory_store.ts";
import type { RoomStore } from "./logs/store.ts";
import { freeName } from "./names.ts";
import { Sessions } from "./sessions.ts";
import { type Heads, headsOf, quietTurn, type RoomChannel, type Turn, turnOf } from "./turn.ts";

/** Who gets each frame at once: the plain wire. */
export interface LiveReader {
  /** Takes one encoded frame. It must not throw, and must not publish before it returns. */
  send(text: string): void;
  /** Ends the connection with a close code of docs/PROTOCOL.md. */
  close(code: number, reason: string): void;
}

/** Who reads the logs by cursors, a turn at a time: `mux.v1`. */
export interface CursorReader {
  /** Something was appended, or something of this reader's own is due. */
  turn(turn: Turn): void;
  close(code: number, reason: string): void;
}

/** One connection's place in a room. */
export interface Member {
  /** The sender that its frames carry. Unique among those who are here. */
  readonly from: string;
  /** Gives the frame its sender and offset and hands it to everybody here, this member too. */
  publish(frame: Frame): void | Promise<void>;
  /** Leaves. Calling it again does nothing: Deno's sockets can close twice. */
  leave(): void;
}

interface Seat {
  readonly reader: LiveReader | CursorReader;
  /** Where the presence log stood when it came: what is older, it has not seen. */
  readonly presenceAt: number;
  announced: boolean;
}

/** What a room is made of. */
export interface RoomOptions {
  readonly random?: () => number;
  readonly now?: () => number;
  /** Runs `task` once all that has arrived is handled. No timer: a lone frame must not wait. */
  readonly schedule?: (task: () => void) => void;
  /** Which channels it has, by name. Default: those that the lobby has. */
  readonly channels?: ReadonlyMap<string, Channel>;
  /** What is kept of the room. Default: nothing that outlives it. */
  readonly store?: RoomStore;
}

/** See the module's description. */
export class Room {
  readonly channels: readonly RoomChannel[];
  /** Names this life of the logs: another one's offsets mean nothing here. */
  readonly epoch: string;
  readonly now: () => number;
  readonly sessions: Sessions;
  readonly #byName: ReadonlyMap<string, RoomChannel>;
  readonly #presence: ChannelLog;
  readonly #seats = new Map<string, Seat>();
  readonly #live = new Set<LiveReader>();
  readonly #cursors = new Set<CursorReader>();
  /** Names that nobody has now and nobody gets yet, the oldest first. */
  readonly #left = new Set<string>();
  /** Names that a session may come back to. */
  readonly #reserved = new Set<string>();
  readonly #random: () => number;
  readonly #schedule: (task: () => void) => void;
  /** Where all who have read everything stand. The same object for all of them. */
  #head: Heads;
  #fresh: EncodedFrame[] = [];
  /** Whether a log has grown since the last turn. */
  #hasGrown = false;
  /** Readers with something of their own to say. */
  readonly #asking = new Set<CursorReader>();
  #turnDue = false;

  constructor(options: RoomOptions = {}) {
    this.#random = options.random ?? Math.random;
    this.#schedule = options.schedule ?? ((task) => setImmediate(task));
    this.now = options.now ?? Date.now;
    const { channels = CHANNELS, store = new MemoryStore().open("") } = options;
    this.epoch = store.epoch;
    this.channels = [...channels.values()].map(({ name, class: kind }, number) => ({
      name,
      class: kind,
      number,
      log: store.log(name, RETENTION[kind], this.now),
    }));
    this.#byName = new Map(this.channels.map((channel) => [channel.name, channel]));
    this.#presence = this.#byName.get("presence")!.log;
    this.#head = headsOf(this.channels);
    this.sessions = new Sessions(this, store.sessions);
    for (const channel of this.channels) {
      channel.log.subscribe((entry) => this.#onEntry(channel, entry));
    }
  }

  /** How many are here. */
  get size(): number {
    return this.#seats.size;
  }

  channel(name: string): RoomChannel | undefined {
    return this.#byName.get(name);
  }

  /**
   * Gives a reader a place.
   *
   * @param name The sender that it was before, for a session that comes back.
   */
  join(reader: LiveReader | CursorReader, name?: string): Member {
    const from = name ?? this.#newName();
    this.#left.delete(from);
    const seat: Seat = { reader, presenceAt: this.#presence.next, announced: false };
    this.#seats.set(from, seat);
    if (isLive(reader)) this.#live.add(reader);
    else this.#cursors.add(reader);
    return {
      from,
      publish: (frame) => this.#publish(seat, from, frame),
      leave: () => this.#leave(seat, from),
    };
  }

  /** Keeps a name for a session, or lets it go. */
  reserve(name: string, reserved: boolean): void {
    if (reserved) this.#reserved.add(name);
    else this.#reserved.delete(name);
  }

  /** Asks for a turn for one reader, although nothing may have been appended. */
  askTurn(reader: CursorReader): void {
    this.#asking.add(reader);
    this.#turnSoon();
  }

  /** Closes every connection, with the same words for all. */
  close(code: number, reason: string): void {
    const seats = [...this.#seats.values()];
    // Empty first: nobody is told of the others' leaving when all leave.
    this.#seats.clear();
    this.#live.clear();
    this.#cursors.clear();
    for (const { reader } of seats) reader.close(code, reason);
  }

  #publish(seat: Seat, from: string, frame: Frame): void | Promise<void> {
    const channel = this.#byName.get(frame.channel)!;
    const live = isLive(seat.reader);
    const done = channel.log.append(new TextDraft(live ? plainOf(frame) : frame, from, live));
    if (channel.class === "state" && !seat.announced) {
      seat.announced = true;
      if (live) this.#introduce(seat, from);
    }
    return done;
  }

  #leave(seat: Seat, from: string): void {
    if (this.#seats.get(from) !== seat) return;
    this.#seats.delete(from);
    if (isLive(seat.reader)) this.#live.delete(seat.reader);
    else this.#cursors.delete(seat.reader);
    this.#left.add(from);
    if (seat.announced) this.#presence.append(new TextDraft(LEFT, from, true));
  }

  #newName(): string {
    for (const name of this.#left) {
      if (this.#left.size <= MAX_LEFT_NAMES) break;
      this.#left.delete(name);
      this.#presence.drop(name);
    }
    const taken = [this.#seats, this.#left, this.#reserved];
    return freeName({ has: (name) => taken.some((names) => names.has(name)) }, this.#random);
  }

  #onEntry(channel: RoomChannel, entry: Entry): void {
    if (this.#live.size > 0 && isForPlain(entry)) {
      // Encoded once; every socket gets the same string.
      for (const text of plainTexts(channel.name, entry)) {
        for (const reader of this.#live) reader.send(text);
      }
    }
    this.#hasGrown = true;
    if (this.#cursors.size === 0) return;
    if (channel.class !== "bulk") this.#fresh.push(entry.encoded as EncodedFrame);
    this.#turnSoon();
  }

  #turnSoon(): void {
    if (this.#turnDue) return;
    this.#turnDue = true;
    this.#schedule(() => this.#turn());
  }

  /**
   * Presence is state: who announces itself learns who is here already. Nobody gets a message twice,
   * and who never announces itself gets nothing that was not sent to all (rule P6).
   */
  #introduce(seat: Seat, from: string): void {
    const log = this.#presence;
    for (let entry = log.at(0); entry; entry = log.at(entry.offset + entry.frames)) {
      if (entry.offset >= seat.presenceAt) break;
      const isHere = entry.from !== from && this.#seats.get(entry.from)?.announced;
      if (!isHere || entry.total > MAX_PRESENCE_FRAMES) continue;
      (seat.reader as LiveReader).send((entry.encoded as EncodedFrame).text);
    }
  }

  #turn(): void {
    this.#turnDue = false;
    const asking = [...this.#asking];
    this.#asking.clear();
    const before = this.#head;
    if (!this.#hasGrown) {
      // The same head for all others: who stood there still does, unvisited.
      const turn = quietTurn(before);
      for (const reader of asking) if (this.#cursors.has(reader)) reader.turn(turn);
      return;
    }
    this.#hasGrown = false;
    const after = headsOf(this.channels);
    const turn = turnOf(this.channels, before, after, this.#fresh);
    this.#fresh = [];
    this.#head = after;
    for (const reader of this.#cursors) reader.turn(turn);
  }
}

function isLive(reader: LiveReader | CursorReader): reader is LiveReader {
  return "send" in reader;
}

/** On the plain wire `number` is any field; to readers of mux.v1 it would announce bytes (B3). */
function plainOf(frame: MuxFrame): Frame {
  if (frame.number === undefined) return frame;
  const { number: _, ...plain } = frame;
  return plain;
}

/** A message with more frames than the plain wire allows is none of it (B7). */
function isForPlain(entry: Entry): boolean {
  return entry.total <= MAX_TOTAL;
}

/** What the room says for a member that is gone. */
const LEFT: Frame = { channel: "presence", messageId: "left", sequence: 0, total: 1, data: "left" };
