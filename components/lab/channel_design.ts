/**
 * What makes a channel of somebody's own: a name, a look and a class. To the wire a channel is no more
 * than its name, so a design is data, and every view shows it without any code of its own.
 *
 * Our server takes designs as declarations (M21), and has the last word; so has the room in the page.
 * On a server of one's own a design is local to the page: the mate's page has no mark for it.
 *
 * @module
 */

import { MAX_CHANNEL_LENGTH } from "../../lib/limits.ts";
import {
  type ChannelDesign,
  COLOURS,
  isOwnLetter,
  isOwnName,
  isReserved,
  OWN_CLASSES,
  SHAPES,
  TAKEN_LETTERS,
} from "../../lib/own_channels.ts";
import { cardTexts } from "../texts/cards.ts";

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
  const words = cardTexts.cards.design;
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
  const knownColour = COLOURS.find((one) => one === colour);
  if (!knownColour) return fail("colour", words.choose(COLOURS));
  const knownClass = OWN_CLASSES.find((one) => one === kind);
  if (!knownClass) return fail("class", words.choose(OWN_CLASSES));
  const look = { letter: upper, shape: knownShape, colour: knownColour };
  return { ok: true, design: { name, ...look, class: knownClass } };
}
