/**
 * Our server, the wire alone: `/ws` as server/upgrade.ts does it, a room for each `?room=`. Rooms are
 * in memory, or in the folder that the second argument names.
 *
 * @module
 */

import { openStore } from "../../server/logs/open.ts";
import { readConfig } from "../../server/config.ts";
import { Gate } from "../../server/gate.ts";
import { Room } from "../../server/room.ts";
import { upgrade } from "../../server/upgrade.ts";

/** Nothing in the way: what is measured is the wire. */
const SETTINGS: Record<string, string> = {
  HOST: "0.0.0.0",
  PORT: Deno.args[0]!,
  MUX_LIMITS: "off",
  MUX_MAX_CONNECTIONS: "100000",
  MUX_MAX_CONNECTIONS_PER_IP: "100000",
  MUX_MAX_CONNECTIONS_PER_ROOM: "100000",
};

const config = readConfig((name) => SETTINGS[name]);
const gate = new Gate(config.limits);
const store = openStore(Deno.args[1]);
const rooms = new Map<string, Room>();

Deno.serve({
  hostname: config.host,
  port: config.port,
  onListen: () => console.log("ready"),
}, (request) => upgrade(request, { config, gate }, roomOf(request.url)));

function roomOf(url: string): Room {
  const name = new URL(url).search;
  const room = rooms.get(name) ?? new Room({ store: store.open(name) });
  rooms.set(name, room);
  return room;
}
