/**
 * The channels that every room has. Declaring one here is all that adding one takes: the server relays
 * it, the page gives it a lane and a look. Those that people declare are in own_channels.ts.
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
  /** Who alone speaks on it, if not everybody (M1). */
  readonly by?: "server";
}

/** The channel of the protocol itself. Only the server speaks on it in the plain wire. */
export const CONTROL = "$";

/** Where the hub of a classroom says what it was asked to drop (M18). */
export const FAULTS_CHANNEL = "faults";

const declared: readonly Channel[] = [
  { name: "chat", class: "interactive", about: "What people say." },
  { name: "presence", class: "state", about: "Who is here: online, away or left." },
  { name: "file", class: "bulk", about: "Bulk data in chunks." },
  { name: "typing", class: "ephemeral", about: "Somebody is writing. Never kept." },
];

/** How every room is set, the lobby too (M4). */
const ROOM: Channel = { name: "room", class: "state", about: "How the room is set.", by: "server" };

/** What a classroom has besides (M3, M4). */
const declaredByServer: readonly Channel[] = [
  { name: "people", class: "state", about: "Who belongs to the room.", by: "server" },
  ROOM,
  {
    name: FAULTS_CHANNEL,
    class: "interactive",
    about: "What was dropped on request.",
    by: "server",
  },
];

/** Channels that a client may send on, by name, in the order in which the page shows them. */
export const CHANNELS: ReadonlyMap<string, Channel> = byName(declared);

/** Channels of the lobby. */
export const LOBBY_CHANNELS: ReadonlyMap<string, Channel> = byName([...declared, ROOM]);

/** Channels of a classroom. */
export const CLASSROOM_CHANNELS: ReadonlyMap<string, Channel> = byName([
  ...declared,
  ...declaredByServer,
]);

function byName(channels: readonly Channel[]): Map<string, Channel> {
  return new Map(channels.map((channel) => [channel.name, channel]));
}
