/**
 * A room: what one member publishes, every member gets. It knows no socket, only who reads.
 *
 * @module
 */

import type { Frame } from "../lib/protocol.ts";
import { MAX_LEFT_NAMES, MAX_PRESENCE_FRAMES } from "./limits.ts";
import { freeName } from "./names.ts";

/** Where a member's frames go. */
export interface Reader {
  /** Takes one encoded frame. It must not throw, and must not publish before it returns. */
  send(text: string): void;
  /** Ends the connection with a close code of docs/PROTOCOL.md. */
  close(code: number, reason: string): void;
}

/** One connection's place in a room. */
export interface Member {
  /** The sender that its frames carry. Unique among those who are here. */
  readonly from: string;
  /** Gives the frame its sender and offset and sends it to everybody here, this member too. */
  publish(frame: Frame): void;
  /** Leaves. Calling it again does nothing: Deno's sockets can close twice. */
  leave(): void;
}

/** The latest presence message of a member, as the frames that were sent. */
interface Presence {
  readonly messageId: string;
  /** The room's count of joins when it began: who came later has not seen all of it. */
  readonly begun: number;
  readonly frames: Map<number, string>;
}

interface Seat {
  readonly reader: Reader;
  readonly joined: number;
  presence?: Presence;
}

/** See the module's description. */
export class Room {
  readonly #seats = new Map<string, Seat>();
  /** Names that nobody has now and nobody gets yet, the oldest first. */
  readonly #left = new Set<string>();
  readonly #offsets = new Map<string, number>();
  readonly #random: () => number;
  #joins = 0;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  /** How many are here. */
  get size(): number {
    return this.#seats.size;
  }

  join(reader: Reader): Member {
    const from = this.#newName();
    const seat: Seat = { reader, joined: this.#joins++ };
    this.#seats.set(from, seat);
    return {
      from,
      publish: (frame) => {
        const text = this.#broadcast(frame, from);
        if (frame.channel === "presence") this.#remember(seat, frame, text);
      },
      leave: () => {
        if (this.#seats.get(from) !== seat) return;
        this.#seats.delete(from);
        this.#left.add(from);
        if (seat.presence) this.#broadcast(LEFT, from);
      },
    };
  }

  /** Closes every connection, with the same words for all. */
  close(code: number, reason: string): void {
    const seats = [...this.#seats.values()];
    // Empty first: nobody is told of the others' leaving when all leave.
    this.#seats.clear();
    for (const { reader } of seats) reader.close(code, reason);
  }

  #newName(): string {
    for (const name of this.#left) {
      if (this.#left.size <= MAX_LEFT_NAMES) break;
      this.#left.delete(name);
    }
    const taken = { has: (name: string) => this.#seats.has(name) || this.#left.has(name) };
    return freeName(taken, this.#random);
  }

  #broadcast(frame: Frame, from: string): string {
    const offset = this.#offsets.get(frame.channel) ?? 0;
    this.#offsets.set(frame.channel, offset + 1);
    // Encoded once; every socket gets the same string.
    const text = JSON.stringify({ ...frame, from, offset });
    for (const { reader } of this.#seats.values()) reader.send(text);
    return text;
  }

  /**
   * Presence is state: who announces itself learns who is here already. Nobody gets a message twice,
   * and who never announces itself gets nothing that was not sent to all (rule P6).
   */
  #remember(seat: Seat, frame: Frame, text: string): void {
    if (!seat.presence) this.#introduce(seat);
    if (seat.presence?.messageId !== frame.messageId) {
      seat.presence = { messageId: frame.messageId, begun: this.#joins, frames: new Map() };
    }
    if (frame.total <= MAX_PRESENCE_FRAMES) seat.presence.frames.set(frame.sequence, text);
  }

  #introduce(seat: Seat): void {
    for (const other of this.#seats.values()) {
      if (other === seat || !other.presence || other.presence.begun > seat.joined) continue;
      for (const text of other.presence.frames.values()) seat.reader.send(text);
    }
  }
}

/** What the room says for a member that is gone. */
const LEFT: Frame = { channel: "presence", messageId: "left", sequence: 0, total: 1, data: "left" };
