/**
 * The channels that were made in this page. Every view looks here for the mark of a channel that is
 * not declared, so a new one is in all of them with no code of its own.
 *
 * @module
 */

import { type Signal, signal } from "@preact/signals";
import { CONTROL } from "../../lib/channels.ts";
import type { ChannelDesign } from "./channel_design.ts";

/** Empty until somebody makes one. A page has one. */
export const designs: Signal<readonly ChannelDesign[]> = signal([]);

/** How a channel was designed here, if it was. */
export function designOf(channel: string): ChannelDesign | undefined {
  return designs.value.find(({ name }) => name === channel);
}

/** The letter in a channel's mark. */
export function letterOf(channel: string): string {
  if (channel === CONTROL) return CONTROL;
  return designOf(channel)?.letter ?? channel.slice(0, 1).toUpperCase();
}
