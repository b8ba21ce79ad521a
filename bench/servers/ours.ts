/**
 * Our server, the wire alone: `/ws` as server/upgrade.ts does it, around one room.
 *
 * @module
 */

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
const room = new Room();

Deno.serve({
  hostname: config.host,
  port: config.port,
  onListen: () => console.log("ready"),
}, (request) => upgrade(request, { config, gate }, room));
