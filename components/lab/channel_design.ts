/**
 * Channels that people make: a name, and a look. To the wire a channel is no more than its name, so a
 * design is data, and every view shows it without any code of its own.
 *
 * A design is local to the page. Its frames are taken by a server that relays any channel: the room
 * of solo mode, and a server of one's own that is not strict. Our server relays only what
 * lib/channels.ts declares, and answers others with F2; {@linkcode isCarried} says beforehand.
 *
 * @module
 */

import { CHANNELS, CLASSROOM_CHANNELS, CONTROL } from "../../lib/channels.ts";
import { MAX_CHANNEL_LENGTH } from "../../lib/limits.ts";
import { texts } from "../texts.ts";

/** Shapes of a channel's cells, beside those of the declared ones. */
export const SHAPES = ["diamond", "hexagon", "arrow", "cut corner"] as const;

/**
 * Colours to choose from, for light and for dark pages. On either page each stands out by 4.5 to 1,
 * and so does its ink: white in light, #111 in dark.
 */
export const COLOURS = {
  teal: { light: "#00626b", dark: "#5fd0d8" },
  indigo: { light: "#4b3fbf", dark: "#a9a1ff" },
  brown: { light: "#6b4a2b", dark: "#d6b08c" },
  slate: { light: "#4a5560", dark: "#b6c2cf" },
} as const;

/** Most designs of a page: more could not be told apart. */
export const MAX_DESIGNS = 4;

/** A channel that somebody made. */
export interface ChannelDesign {
  /** On the wire: small letters, digits and hyphens, a letter first. */
  readonly name: string;
  /** In its cells. No other channel has it. */
  readonly letter: string;
  readonly shape: typeof SHAPES[number];
  readonly colour: keyof typeof COLOURS;
}

/** A design, or the field that is wrong and what would be right. */
export type DesignResult =
  | { readonly ok: true; readonly design: ChannelDesign }
  | { readonly ok: false; readonly field: keyof ChannelDesign; readonly message: string };

/** Names that mean something already, whatever the server. */
const TAKEN: ReadonlySet<string> = new Set([CONTROL, ...CLASSROOM_CHANNELS.keys()]);

/** Letters of the declared channels. */
const TAKEN_LETTERS: ReadonlySet<string> = new Set(
  [...CHANNELS.keys()].map((name) => name.slice(0, 1).toUpperCase()),
);

/**
 * Checks what somebody typed and chose.
 *
 * @param others The designs that there are already.
 */
export function checkDesign(
  { name, letter, shape, colour }: { readonly [F in keyof ChannelDesign]: string },
  others: readonly ChannelDesign[],
): DesignResult {
  const words = texts.lab.design;
  const fail = (field: keyof ChannelDesign, message: string): DesignResult => ({
    ok: false,
    field,
    message,
  });
  if (others.length >= MAX_DESIGNS) return fail("name", words.tooMany(MAX_DESIGNS));
  if (name.length > MAX_CHANNEL_LENGTH) return fail("name", words.tooLong(MAX_CHANNEL_LENGTH));
  if (!/^[a-z][a-z0-9-]*$/.test(name)) return fail("name", words.badName);
  if (TAKEN.has(name) || others.some((other) => other.name === name)) {
    return fail("name", words.takenName(name));
  }
  const upper = letter.toUpperCase();
  if (!/^[A-Z]$/.test(upper)) return fail("letter", words.badLetter);
  if (TAKEN_LETTERS.has(upper) || others.some((other) => other.letter === upper)) {
    return fail("letter", words.takenLetter(upper));
  }
  const known = SHAPES.find((one) => one === shape);
  if (!known) return fail("shape", words.choose(SHAPES));
  if (!Object.hasOwn(COLOURS, colour)) return fail("colour", words.choose(Object.keys(COLOURS)));
  const design = { name, letter: upper, shape: known, colour: colour as keyof typeof COLOURS };
  return { ok: true, design };
}

/** Whether a server that relays these channels takes frames of a design. */
export function isCarried(
  { name }: ChannelDesign,
  server: { has(name: string): boolean },
): boolean {
  return server.has(name);
}
