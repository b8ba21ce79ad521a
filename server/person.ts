/**
 * People: who somebody is, and what a connection of theirs may do.
 *
 * @module
 */

import type { Answer, Command } from "../lib/commands.ts";
import type { Refusal } from "./refusal.ts";
import type { Member } from "./room.ts";

/** A teacher has the powers of rules M5 to M14. */
export type Role = "teacher" | "student";

/** Who somebody is, as a signed token says it. */
export interface Person {
  /** The sender on the wire: short, safe, and never anybody else's in this room. */
  readonly id: string;
  /** A label beside it, cleaned and unique in the room at any time. It can change (M11). */
  readonly name: string;
  readonly role: Role;
  /** The code of the room. */
  readonly room: string;
}

/** Ends a connection. */
export type Close = (code: number, reason: string) => void;

/** Tells one connection something. */
export type Tell = (words: Answer) => void;

/** What one connection of a person may do. Without a pass, as in the lobby, everybody is a stranger. */
export interface Pass {
  /** As they are now. */
  readonly person: Person;
  /** When the token is over, by the room's clock in milliseconds. `Infinity`: never. */
  readonly until: number;
  /** A sender for a connection that begins: `id`, `id~2`, … Never given twice in a room (M2). */
  newSender(): string;
  /**
   * Why a frame on `channel` is not taken now, if it is not (M1, M8, M9).
   *
   * @param isBegun Whether its message has begun before.
   */
  check(channel: string, isBegun?: boolean): Refusal | undefined;
  /**
   * Does what a teacher says, or says why not (M5, M6).
   *
   * @param answer Tells this connection alone.
   */
  command(command: Command, answer: Tell): Refusal | undefined;
  /** The connection's member, with what it says going through the faults that were asked for (M18). */
  through(member: Member, close: Close): Member;
  /**
   * Puts the connection within reach of `remove`, `rename` and `end`.
   *
   * @returns To be called when it has ended by itself.
   */
  enter(close: Close, tell: Tell): () => void;
  /** What a connection of `mux.v1` is told behind who belongs here, if anything: its own name, while all are hidden (M12). */
  greeting(): Answer | undefined;
}
