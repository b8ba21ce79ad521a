/**
 * The channels that people made: those that the room says, and those that this page alone knows. Every
 * view looks here for the mark of a channel that is not built in, so a new one is in all of them with
 * no code of its own.
 *
 * @module
 */

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type ChannelDesign, type OwnChannel, plainLetterOf } from "../../lib/own_channels.ts";

/** Those of the room, which everybody in it has. */
export const declared: Signal<readonly OwnChannel[]> = signal([]);

/** Those of this page: where the server has no word for it, a channel is what one sends on. */
export const made: Signal<readonly ChannelDesign[]> = signal([]);

/** All of them. A page has one list. */
export const designs: ReadonlySignal<readonly (ChannelDesign | OwnChannel)[]> = computed(
  () => [...declared.value, ...made.value],
);

/** How a channel was designed, if it was. */
export function designOf(channel: string): ChannelDesign | undefined {
  return designs.value.find(({ name }) => name === channel);
}

/** The letter in a channel's mark. */
export function letterOf(channel: string): string {
  return designOf(channel)?.letter ?? plainLetterOf(channel);
}
