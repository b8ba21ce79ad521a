/**
 * A room: a set of channel logs, and those who read them. What one member publishes, every member
 * gets. It knows no socket, only readers.
 *
 * @module
 */

import { setImmediate } from "node:timers";
import { type Channel, CHANNELS } from "../lib/channels.ts";
import type { ChannelSet } from "../lib/parse.ts";
import type { Frame } from "../lib/protocol.ts";
import { latestOf } from "./bulletin.ts";
import { plainOf, plainTexts, TextDraft } from "./drafts.ts";
import { RETENTION } from "./limits.ts";
import type { ChannelLog, Entry } from "./logs/log.ts";
import { MemoryStore } from "./logs/memory_store.ts";
import type { RoomStore } from "./logs/store.ts";
import { introductions, LEFT, leftBehind } from "./presence.ts";
import type { Refusal } from "./refusal.ts";
import { SenderNames } from "./sender_names.ts";
import { Sessions } from "./sessions.ts";
import type { RoomChannel } from "./turn.ts";
import { Turns, type TurnTaker } from "./turns.ts";

/** Who gets each frame at once: the plain wire. */
export interface LiveReader {
  /** Takes one encoded frame. It must not throw, and must not publish before it returns. */
  send(text: string): void;
  /** Ends the connection with a close code of docs/PROTOCOL.md. */
  close(code: number, reason: string): void;
}

/** Who reads the logs by cursors, a turn at a time: `mux.v1`. */
export interface CursorReader extends TurnTaker {
  close(code: number, reason: string): void;
}

/** One connection's place in a room. */
export interface Member {
  /** The sender that its frames carry. Unique among those who are here. */
  readonly from: string;
  /**
   * Gives the frame its sender and offset and hands it to everybody here, this member too.
   *
   * @param repeated Sent again on purpose: the log keeps it once more.
   */
  publish(frame: Frame, repeated?: boolean): void | Promise<void>;
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
  readonly #store: RoomStore;
  readonly #byName: ReadonlyMap<string, RoomChannel>;
  readonly #presence: ChannelLog;
  readonly #seats = new Map<string, Seat>();
  readonly #live = new Set<LiveReader>();
  readonly #names: SenderNames;
  readonly #turns: Turns;

  constructor(options: RoomOptions = {}) {
    this.#names = new SenderNames(options.random ?? Math.random, this.#seats);
    this.now = options.now ?? Date.now;
    const { channels = CHANNELS, store = new MemoryStore().open("") } = options;
    this.#store = store;
    this.epoch = store.epoch;
    this.channels = [...channels.values()].map(({ name, class: kind, by }, number) => ({
      name,
      class: kind,
      ...by && { by },
      number,
      log: store.log(name, RETENTION[kind], this.now),
    }));
    this.#byName = new Map(this.channels.map((channel) => [channel.name, channel]));
    this.#presence = this.#byName.get("presence")!.log;
    this.#turns = new Turns(this.channels, options.schedule ?? ((task) => setImmediate(task)));
    this.sessions = new Sessions(this, store.sessions);
    for (const channel of this.channels) {
      channel.log.subscribe((entry) => this.#onEntry(channel, entry));
    }
    this.#begin();
  }

  /** How many are here. */
  get size(): number {
    return this.#seats.size;
  }

  /** Names of its channels. */
  get names(): ChannelSet {
    return this.#byName;
  }

  /** Why nothing that is said here can be kept any more, once that is so (P8). */
  get refusal(): Refusal | undefined {
    const { failure } = this.#store;
    return failure && { rule: "P8", message: `nothing can be kept any more: ${failure.message}` };
  }

  channel(name: string): RoomChannel | undefined {
    return this.#byName.get(name);
  }

  /**
   * Gives a reader a place. Who gets each frame at once is told first what the server says now.
   *
   * @param from The sender: of a session that comes back, or of a person. Default: a new one.
   */
  join(reader: LiveReader | CursorReader, from = this.#names.next()): Member {
    this.#names.came(from);
    const seat: Seat = { reader, presenceAt: this.#presence.next, announced: false };
    this.#seats.set(from, seat);
    if (isLive(reader)) this.#greet(reader);
    else this.#turns.add(reader);
    return {
      from,
      publish: (frame, repeated) => this.#publish(seat, from, frame, repeated),
      leave: () => this.#leave(seat, from),
    };
  }

  /** Keeps a name for a session, or lets it go. */
  reserve(name: string, reserved: boolean): void {
    this.#names.reserve(name, reserved);
  }

  /** Asks for a turn for one reader, although nothing may have been appended. */
  askTurn(reader: CursorReader): void {
    this.#turns.ask(reader);
  }

  /** Closes every connection, with the same words for all. */
  close(code: number, reason: string): void {
    const seats = [...this.#seats.values()];
    // Empty first: nobody is told of the others' leaving when all leave.
    this.#seats.clear();
    this.#live.clear();
    this.#turns.clear();
    for (const { reader } of seats) reader.close(code, reason);
  }

  #publish(
    seat: Seat,
    from: string,
    frame: Frame,
    repeated = false,
  ): void | Promise<void> {
    const channel = this.#byName.get(frame.channel)!;
    const live = isLive(seat.reader);
    const done = channel.log.append(
      new TextDraft(live ? plainOf(frame) : frame, from, live || repeated),
    );
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
    else this.#turns.delete(seat.reader);
    if (seat.announced) this.#sayLeft(from);
    this.#setFree(from);
  }

  #sayLeft(from: string): void {
    this.#presence.append(new TextDraft(LEFT, from, true));
  }

  #setFree(from: string): void {
    const forgotten = this.#names.left(from);
    if (forgotten !== undefined) this.#presence.drop(forgotten);
  }

  /** Nobody is here when a room begins: of those who were here before, it says that they left (P7). */
  #begin(): void {
    const { here, gone } = leftBehind(this.#presence);
    for (const from of here) this.#sayLeft(from);
    for (const from of [...gone, ...here]) this.#setFree(from);
  }

  #onEntry(channel: RoomChannel, entry: Entry): void {
    if (this.#live.size > 0) {
      // Encoded once; every socket gets the same string.
      for (const text of plainTexts(channel.name, entry)) {
        for (const reader of this.#live) reader.send(text);
      }
    }
    this.#turns.grew(channel, entry);
  }

  /** What only the server says is so whether one was there or not (M3, M4). */
  #greet(reader: LiveReader): void {
    for (const channel of this.channels) {
      if (!channel.by || channel.class !== "state") continue;
      for (const { text } of latestOf(channel)) reader.send(text);
    }
    this.#live.add(reader);
  }

  #introduce({ reader, presenceAt }: Seat, from: string): void {
    const isHere = (name: string) => name !== from && this.#seats.get(name)?.announced;
    for (const text of introductions(this.#presence, presenceAt, isHere)) {
      (reader as LiveReader).send(text);
    }
  }
}

function isLive(reader: LiveReader | CursorReader): reader is LiveReader {
  return "send" in reader;
}
