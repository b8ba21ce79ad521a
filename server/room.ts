/**
 * A room: a set of channel logs, and those who read them. What one member publishes, every member
 * gets. It knows no socket, only readers.
 *
 * @module
 */

import { setImmediate } from "node:timers";
import { type Channel, CONTROL, LOBBY_CHANNELS } from "../lib/channels.ts";
import type { ChannelSet } from "../lib/parse.ts";
import type { Frame } from "../lib/protocol.ts";
import { Bulletin, latestOf } from "./bulletin.ts";
import { plainOf, plainTexts, TextDraft } from "./drafts.ts";
import { DEFAULT_LIMITS } from "./limit_table.ts";
import { RETENTION } from "./limits.ts";
import { type LiveReader, LiveReaders } from "./live_readers.ts";
import type { ChannelLog, Entry } from "./logs/log.ts";
import { MemoryStore } from "./logs/memory_store.ts";
import type { RoomStore } from "./logs/store.ts";
import { OwnChannels } from "./own_channels.ts";
import { introductions, LEFT, leftBehind } from "./presence.ts";
import type { Refusal } from "./refusal.ts";
import { SenderNames } from "./sender_names.ts";
import { Sessions } from "./sessions.ts";
import type { TurnTaker } from "./round.ts";
import type { RoomChannel } from "./turn.ts";
import { Turns } from "./turns.ts";

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
  /** Which channels it has at first, by name. Default: those of the lobby. */
  readonly channels?: ReadonlyMap<string, Channel>;
  /** What is kept of the room. Default: nothing that outlives it. */
  readonly store?: RoomStore;
  /** How many channels people may declare. */
  readonly ownChannels?: number;
}

/** See the module's description. */
export class Room {
  /** Channels that people declare here. */
  readonly own: OwnChannels;
  /** Names this life of the logs: another one's offsets mean nothing here. */
  readonly epoch: string;
  readonly now: () => number;
  readonly sessions: Sessions;
  readonly #store: RoomStore;
  readonly #byName = new Map<string, RoomChannel>();
  #channels: readonly RoomChannel[] = [];
  readonly #presence: ChannelLog;
  readonly #seats = new Map<string, Seat>();
  readonly #live: LiveReaders;
  readonly #names: SenderNames;
  readonly #turns: Turns;

  constructor(options: RoomOptions = {}) {
    this.#names = new SenderNames(options.random ?? Math.random, this.#seats);
    this.now = options.now ?? Date.now;
    const { channels = LOBBY_CHANNELS, store = new MemoryStore().open("") } = options;
    this.#store = store;
    this.epoch = store.epoch;
    for (const channel of channels.values()) this.#open(channel);
    this.#presence = this.#byName.get("presence")!.log;
    const { schedule = (task) => setImmediate(task) } = options;
    this.#turns = new Turns(this.#channels, schedule);
    this.#live = new LiveReaders(schedule);
    this.sessions = new Sessions(this, store.sessions);
    this.own = this.#ownChannels(options.ownChannels ?? DEFAULT_LIMITS.ownChannels);
    this.#begin();
  }

  /** All that there are, and were: each has its place for good. Another array where one is new. */
  get channels(): readonly RoomChannel[] {
    return this.#channels;
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

  /** Why nobody's frame is taken on a channel, if so, whoever it is (M1, M22). */
  check(name: string): Refusal | undefined {
    if (this.#byName.get(name)?.by) {
      return { rule: "M1", message: `only the server speaks on ${name}` };
    }
    if (this.own.isGone(name)) return { rule: "M22", message: `${name} was taken away` };
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

  #open({ name, class: kind, by }: Pick<Channel, "name" | "class" | "by">, isOwn = false) {
    const channel: RoomChannel = {
      name,
      class: kind,
      ...by && { by },
      ...isOwn && { isOwn },
      number: this.#channels.length,
      log: this.#store.log(name, RETENTION[kind], this.now),
    };
    this.#channels = [...this.#channels, channel];
    this.#byName.set(name, channel);
    channel.log.subscribe((entry) => this.#onEntry(channel, entry));
    return channel;
  }

  #ownChannels(limit: number): OwnChannels {
    const adopt = (channel: RoomChannel) => {
      this.sessions.adopt(channel);
      this.#turns.adopt(this.#channels);
      return channel;
    };
    const room = this.#byName.get("room")!;
    const own = new OwnChannels({
      limit,
      room,
      now: this.now,
      open: (name, kind) => adopt(this.#open({ name, class: kind }, true)),
      reopened: () => this.#turns.adopt(this.#channels = [...this.#channels]),
    });
    // Where nobody says more of the room than this. A classroom does.
    const bulletin = new Bulletin(room);
    own.tell = (channels) => bulletin.say(CONTROL, { channels });
    return own;
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
    if (channel.isOwn) this.own.used(channel.name);
    // Encoded once; every socket gets the same string.
    if (this.#live.size > 0) this.#live.say(plainTexts(channel.name, entry));
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
