/**
 * What makes a channel of somebody's own: a name, a look and a class. To the wire a channel is no more
 * than its name, so a design is data, and every view shows it without any code of its own.
 *
 * Our server takes designs as declarations (M21), and has the last word. In solo mode, and on a server
 * of one's own, a design is local to the page: the mate's page has no mark for it.
 *
 * @module
 */

import { MAX_CHANNEL_LENGTH } from "../../lib/limits.ts";
import {
  type ChannelDesign,
  type COLOURS,
  isOwnLetter,
  isOwnName,
  isReserved,
  OWN_CLASSES,
  SHAPES,
  TAKEN_LETTERS,
} from "../../lib/own_channels.ts";
import { texts } from "../texts.ts";

/**
 * What the colours look like, on light and on dark pages. On either page each stands out by 4.5 to 1,
 * and so does its ink: white in light, #111 in dark.
 */
export const TONES: Readonly<
  Record<typeof COLOURS[number], { readonly light: string; readonly dark: string }>
> = {
  teal: { light: "#00626b", dark: "#5fd0d8" },
  indigo: { light: "#4b3fbf", dark: "#a9a1ff" },
  brown: { light: "#6b4a2b", dark: "#d6b08c" },
  slate: { light: "#4a5560", dark: "#b6c2cf" },
};

/** Most designs of a page alone: more could not be told apart. */
export const MAX_DESIGNS = 4;

/** A design, or the field that is wrong and what would be right. */
export type DesignResult =
  | { readonly ok: true; readonly design: ChannelDesign }
  | { readonly ok: false; readonly field: keyof ChannelDesign; readonly message: string };

/**
 * Checks what somebody typed and chose.
 *
 * @param others The designs that there are already.
 * @param most How many there may be.
 */
export function checkDesign(
  { name, letter, shape, colour, class: kind }: { readonly [F in keyof ChannelDesign]: string },
  others: readonly ChannelDesign[],
  most: number = MAX_DESIGNS,
): DesignResult {
  const words = texts.lab.design;
  const fail = (field: keyof ChannelDesign, message: string): DesignResult => ({
    ok: false,
    field,
    message,
  });
  if (others.length >= most) return fail("name", words.tooMany(most));
  if (name.length > MAX_CHANNEL_LENGTH) return fail("name", words.tooLong(MAX_CHANNEL_LENGTH));
  if (!isOwnName(name)) return fail("name", words.badName);
  if (isReserved(name) || others.some((other) => other.name === name)) {
    return fail("name", words.takenName(name));
  }
  const upper = letter.toUpperCase();
  if (!isOwnLetter(upper)) return fail("letter", words.badLetter);
  if (TAKEN_LETTERS.has(upper) || others.some((other) => other.letter === upper)) {
    return fail("letter", words.takenLetter(upper));
  }
  const knownShape = SHAPES.find((one) => one === shape);
  if (!knownShape) return fail("shape", words.choose(SHAPES));
  if (!Object.hasOwn(TONES, colour)) return fail("colour", words.choose(Object.keys(TONES)));
  const knownClass = OWN_CLASSES.find((one) => one === kind);
  if (!knownClass) return fail("class", words.choose(OWN_CLASSES));
  const look = { letter: upper, shape: knownShape, colour: colour as keyof typeof TONES };
  return { ok: true, design: { name, ...look, class: knownClass } };
}
