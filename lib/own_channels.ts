/**
 * Channels that people in a room declare: a name, a look and a class. To the wire a channel is no more
 * than its name, so a declaration is data. See rules M21 and M22 of docs/PROTOCOL.md.
 *
 * @module
 */

import { CLASSROOM_CHANNELS, FAULTS_CHANNEL } from "./channels.ts";
import { MAX_CHANNEL_LENGTH } from "./limits.ts";
import { isObject } from "./shapes.ts";

/** Shapes of a channel's mark, beside those of the built-in ones. */
export const SHAPES = ["diamond", "hexagon", "arrow", "cut corner"] as const;

/** Colours of a channel's mark. What each looks like is the page's affair. */
export const COLOURS = ["teal", "indigo", "brown", "slate"] as const;

/** Classes of a channel that people declare. State and the ephemeral mean something to the server. */
export const OWN_CLASSES = ["interactive", "bulk"] as const;

/** What a channel is to be like. */
export interface ChannelDesign {
  /** On the wire: small letters, digits and hyphens, a letter first. */
  readonly name: string;
  /** One capital letter. */
  readonly letter: string;
  readonly shape: typeof SHAPES[number];
  readonly colour: typeof COLOURS[number];
  readonly class: typeof OWN_CLASSES[number];
}

/** A channel that is there, as the channel `room` says it. */
export interface OwnChannel extends ChannelDesign {
  /** Who declared it: a person's id, or in the lobby a sender. */
  readonly by: string;
}

/**
 * Names that mean something already. With those that every object has in JavaScript: whoever keeps
 * channels in one would find what nobody put there.
 */
export function isReserved(name: string): boolean {
  return CLASSROOM_CHANNELS.has(name) || name in Object.prototype;
}

/** Letters of channels whose first is another's: there are `presence` and `file` already. */
const LETTERS: ReadonlyMap<string, string> = new Map([["people", "N"], [FAULTS_CHANNEL, "!"]]);

/** The letter of a channel that nobody designed. */
export function plainLetterOf(name: string): string {
  return LETTERS.get(name) ?? name.slice(0, 1).toUpperCase();
}

/** Letters that stand for built-in channels. */
export const TAKEN_LETTERS: ReadonlySet<string> = new Set(
  [...CLASSROOM_CHANNELS.keys()].map(plainLetterOf),
);

/** Whether a name is of the letters that a name may have, and no longer. */
export function isOwnName(name: unknown): name is string {
  return typeof name === "string" && name.length <= MAX_CHANNEL_LENGTH &&
    /^[a-z][a-z0-9-]*$/.test(name);
}

/** Whether a letter is one capital. */
export function isOwnLetter(letter: unknown): letter is string {
  return typeof letter === "string" && /^[A-Z]$/.test(letter);
}

/** Why a channel cannot be declared beside those that there are (M21). `undefined`: it can. */
export function clashOf(
  { name, letter }: Pick<ChannelDesign, "name" | "letter">,
  others: readonly ChannelDesign[],
): string | undefined {
  if (others.some((other) => other.name === name)) return `there is a channel ${name} already`;
  if (others.some((other) => other.letter === letter)) {
    return `another channel has the letter ${letter}`;
  }
}

/** Own channels as a server says them in `room`. What is no such channel is left out. */
export function readOwnChannels(value: unknown): OwnChannel[] {
  return Array.isArray(value) ? value.filter(isOwnChannel) : [];
}

function isOwnChannel(value: unknown): value is OwnChannel {
  if (!isObject(value)) return false;
  const { name, letter, shape, colour, class: kind, by } = value;
  return isOwnName(name) && !isReserved(name) && isOwnLetter(letter) && isOneOf(SHAPES, shape) &&
    isOneOf(COLOURS, colour) && isOneOf(OWN_CLASSES, kind) && typeof by === "string";
}

function isOneOf(options: readonly string[], value: unknown): boolean {
  return typeof value === "string" && options.includes(value);
}
