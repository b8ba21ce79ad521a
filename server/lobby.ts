/**
 * Commands in the lobby, where nobody leads and nobody is known: of all of part three only those about
 * the room's own channels (M21, M22).
 *
 * @module
 */

import { type Command, isAboutChannels } from "../lib/commands.ts";
import type { Refusal } from "./refusal.ts";
import type { Room } from "./room.ts";

/**
 * After so much silence, in milliseconds, a channel gives way to a new one: there is no teacher to tidy
 * up, and whoever declared it may not come back.
 */
const IDLE_MS = 3_600_000;

/** Does what somebody says, or says why not. Other commands than these two are for classrooms. */
export function commandInLobby(room: Room, from: string, command: Command): Refusal | undefined {
  if (!isAboutChannels(command)) return undefined;
  if (room.refusal) return room.refusal;
  return command.type === "declare"
    ? room.own.declare(from, command, IDLE_MS)
    : room.own.withdraw(command.name, (by) => by === from);
}
