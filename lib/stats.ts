/**
 * A look at a connection.
 *
 * @module
 */

import type { ChannelStats, ConnectionStats } from "./connection.ts";
import type { IncomingChannel } from "./incoming_channel.ts";
import type { OutgoingChannel } from "./outgoing_channel.ts";
import type { Receiver } from "./receiver.ts";
import type { Sender } from "./sender.ts";
import type { BulkWindow } from "./window.ts";

const NOTHING = { bytes: 0, frames: 0 };

/** Counts of all channels that were used or that the server has. */
export function statsOf(
  parts: { readonly sender: Sender; readonly receiver: Receiver; readonly window: BulkWindow },
  rtt: number | undefined,
  now: number,
): ConnectionStats {
  const outgoing = new Map([...parts.sender.channels()].map((channel) => [channel.name, channel]));
  const incoming = new Map(
    [...parts.receiver.channels()].map((channel) => [channel.name, channel]),
  );
  const names = new Set([...incoming.keys(), ...outgoing.keys()]);
  const { size, inFlight, rtt: bulkRtt } = parts.window;
  return {
    // What bulk measures is as of now, while there is some.
    rtt: inFlight > 0 && bulkRtt > 0 ? bulkRtt : rtt,
    window: { size, inFlight },
    channels: Object.fromEntries(
      [...names].map((name) => [name, channelStats(outgoing.get(name), incoming.get(name), now)]),
    ),
  };
}

function channelStats(
  outgoing: OutgoingChannel | undefined,
  incoming: IncomingChannel | undefined,
  now: number,
): ChannelStats {
  return {
    queued: outgoing?.queued ?? NOTHING,
    inFlight: outgoing?.flight.inFlight.look() ?? NOTHING,
    sent: outgoing?.sent.look() ?? NOTHING,
    acked: outgoing?.acked.look() ?? NOTHING,
    received: incoming?.received.look() ?? NOTHING,
    gapped: incoming?.gapped ?? 0,
    perSecond: {
      sent: outgoing?.perSecond.total(now) ?? 0,
      received: incoming?.perSecond.total(now) ?? 0,
    },
  };
}
