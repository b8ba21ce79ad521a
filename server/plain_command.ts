/**
 * Commands on the plain wire: a frame on `$` whose `data` is the command in JSON (M5).
 *
 * @module
 */

import { CONTROL } from "../lib/channels.ts";
import { CLIENT_WORDS } from "../lib/client_words.ts";
import { type Command, isCommand } from "../lib/commands.ts";
import { parseControl } from "../lib/control.ts";
import type { FrameError } from "../lib/parse.ts";
import type { Frame } from "../lib/protocol.ts";

/** What {@linkcode readCommand} found. */
export type CommandResult =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly error: FrameError };

/** Reads a command. Nothing here throws on input. */
export function readCommand({ total, data }: Frame): CommandResult {
  if (total !== 1) return broken("a command is one frame");
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return broken("data is not JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return broken("data is no object in JSON");
  }
  const result = parseControl({ ...value, channel: CONTROL }, CLIENT_WORDS);
  if (!result.ok) return result;
  const { frame } = result;
  return frame && isCommand(frame) ? { ok: true, command: frame } : broken("type is no command");
}

/** What is wrong with a word on `$` that is nothing for the lobby: there the channel is the server's. */
export function errorInLobby(result: CommandResult): FrameError {
  // Somebody who declares a channel is told what is wrong with it.
  if (!result.ok && /^M2[12]$/.test(result.error.rule)) return result.error;
  return { rule: "F2", message: `channel "${CONTROL}" is for declaring channels in the lobby` };
}

function broken(message: string): CommandResult {
  return { ok: false, error: { rule: "M5", message } };
}
