/**
 * The channels that were made in this page. Every view looks here for the mark of a channel that is
 * not declared, so a new one is in all of them with no code of its own.
 *
 * @module
 */

import { type Signal, signal } from "@preact/signals";
import { CONTROL, FAULTS_CHANNEL } from "../../lib/channels.ts";
import type { ChannelDesign } from "./channel_design.ts";

/** Empty until somebody makes one. A page has one. */
export const designs: Signal<readonly ChannelDesign[]> = signal([]);

/** How a channel was designed here, if it was. */
export function designOf(channel: string): ChannelDesign | undefined {
  return designs.value.find(({ name }) => name === channel);
}

/** Marks of channels whose first letter is another's: there are presence and file already. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  [CONTROL, CONTROL],
  ["people", "N"],
  [FAULTS_CHANNEL, "!"],
]);

/** The letter in a channel's mark. */
export function letterOf(channel: string): string {
  return LETTERS.get(channel) ?? designOf(channel)?.letter ?? channel.slice(0, 1).toUpperCase();
}
