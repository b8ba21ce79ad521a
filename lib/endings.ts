/**
 * How a message ends, where it is not that the log has all of it.
 *
 * @module
 */

import { CONTROL } from "./channels.ts";
import { RefusedError, type Sent, type Trouble, type Unsure, UnsureError } from "./connection.ts";
import type { ChannelTerms, ErrorFrame } from "./control.ts";
import type { Outgoing } from "./outgoing.ts";
import type { OutgoingChannel } from "./outgoing_channel.ts";

type Tell = (trouble: Trouble) => void;

/** Why a message can never leave on its channel. */
export function obstacleOf(
  { name, terms }: OutgoingChannel,
  { body }: Outgoing,
): Error | undefined {
  if (!terms) return new Error(`Cannot send message: server has no channel "${name}"`);
  if (body.isBytes && terms.class !== "bulk") {
    return new TypeError(`Cannot send bytes: "${name}" must be a bulk channel: ${terms.class}`);
  }
}

/** Calls `task` when the signal is aborted, and lets go of the signal when the message is settled. */
export function heed(signal: AbortSignal, { acked }: Sent, task: () => void): void {
  const done = () => signal.removeEventListener("abort", task);
  signal.addEventListener("abort", task, { once: true });
  acked.then(done, done);
}

/** A frame was refused, and with it its message (E3). The ack that counts it comes later. */
export function refuse(channel: OutgoingChannel | undefined, error: ErrorFrame, tell: Tell): void {
  const message = channel?.find(error.messageId ?? "");
  if (message) channel!.drop(message, new RefusedError(error));
  tell(error);
}

/** What was refused while nobody could be told (R5). */
export function catchUp(
  channel: OutgoingChannel,
  { refused = [] }: ChannelTerms,
  tell: Tell,
): void {
  const { flight: { reached }, name: of } = channel;
  for (const { from, to, rule, message } of refused) {
    channel.ack(Math.min(from, reached));
    for (const { messageId } of channel.refused(Math.min(to, reached))) {
      refuse(channel, { channel: CONTROL, type: "error", rule, message, of, messageId }, tell);
    }
  }
}

/** Nobody can know what became of these (R4). */
export function giveUp(
  channel: OutgoingChannel,
  messages: readonly Outgoing[],
  tell: Tell,
): void {
  for (const message of messages) {
    const { messageId, progress } = message;
    const unsure: Unsure = { type: "unsure", channel: channel.name, messageId, ...progress };
    channel.drop(message, new UnsureError(unsure));
    tell(unsure);
  }
}
