/**
 * The channels of a room. Declaring one here is all that adding one takes: the server relays it,
 * the page gives it a lane and a look.
 *
 * @module
 */

/** What a channel's messages are worth when a reader lags: see the table in docs/PROTOCOL.md. */
export type ChannelClass = "control" | "interactive" | "state" | "ephemeral" | "bulk";

/** One declared channel. */
export interface Channel {
  /** Its label on the wire. */
  readonly name: string;
  readonly class: ChannelClass;
  /** One line for people: what it carries. */
  readonly about: string;
}

/** The channel of the protocol itself. Only the server speaks on it in the plain wire. */
export const CONTROL = "$";

const declared: readonly Channel[] = [
  { name: "chat", class: "interactive", about: "What people say." },
  { name: "presence", class: "state", about: "Who is here: online, away or left." },
  { name: "file", class: "bulk", about: "Bulk data in chunks." },
  { name: "typing", class: "ephemeral", about: "Somebody is writing. Never kept." },
];

/** Channels that a client may send on, by name, in the order in which the page shows them. */
export const CHANNELS: ReadonlyMap<string, Channel> = new Map(
  declared.map((channel) => [channel.name, channel]),
);
