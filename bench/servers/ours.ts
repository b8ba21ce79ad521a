/**
 * Our server, the wire alone: `/ws` as routes/ws.ts upgrades it, around one room.
 *
 * @module
 */

import { upgrade } from "../../routes/ws.ts";
import { Room } from "../../server/room.ts";

const state = { room: new Room(), host: "0.0.0.0" };

Deno.serve({
  hostname: state.host,
  port: Number(Deno.args[0]),
  onListen: () => console.log("ready"),
}, (request) => upgrade(request, state));
