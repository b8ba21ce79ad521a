/**
 * Our server, the wire alone: `/ws` as server/upgrade.ts does it, around one room.
 *
 * @module
 */

import { Room } from "../../server/room.ts";
import { upgrade } from "../../server/upgrade.ts";

const host = "0.0.0.0";
const room = new Room();

Deno.serve({
  hostname: host,
  port: Number(Deno.args[0]),
  onListen: () => console.log("ready"),
}, (request) => upgrade(request, { host }, room));
