/**
 * From a request to a member of a room, or a reason why not before anything is upgraded.
 *
 * @module
 */

import type { Config } from "./config.ts";
import { IDLE_TIMEOUT_S } from "./limits.ts";
import { MUX, serveMux } from "./mux.ts";
import { allowOrigin } from "./origin.ts";
import { PLAIN, servePlain } from "./plain.ts";
import type { Room } from "./room.ts";

/** What each subprotocol means for a new socket, the one that we like best first. */
const SPEAKS = new Map([[MUX, serveMux], [PLAIN, servePlain]]);

/** Whether this request asks for a WebSocket. */
export function wantsUpgrade(request: Request): boolean {
  return request.headers.get("upgrade")?.toLowerCase() === "websocket";
}

/** Makes whoever asks a member of the room (rules N2 to N4). */
export function upgrade(request: Request, { host }: Pick<Config, "host">, room: Room): Response {
  if (!wantsUpgrade(request)) {
    return refuse(426, "This address speaks WebSocket: ask for an upgrade");
  }
  if (!allowOrigin(request.headers, host)) {
    return refuse(403, "Pages of another origin may not connect here");
  }
  const offered = request.headers.get("sec-websocket-protocol");
  const offers = offered?.split(",").map((name) => name.trim());
  const protocol = [...SPEAKS.keys()].find((name) => offers?.includes(name));
  if (offered !== null && !protocol) {
    // A browser would drop the connection without a word if none of its offers were taken.
    return refuse(400, `Offer the subprotocol ${MUX} or ${PLAIN}, or none`);
  }
  let upgraded: Deno.WebSocketUpgrade;
  try {
    upgraded = Deno.upgradeWebSocket(request, { idleTimeout: IDLE_TIMEOUT_S });
  } catch (error) {
    return refuse(400, `This is no WebSocket handshake: ${(error as Error).message}`);
  }
  const { socket, response } = upgraded;
  // Not as an option of the upgrade: Deno looks for ", " between offers, and many clients send ",".
  if (protocol) response.headers.set("sec-websocket-protocol", protocol);
  SPEAKS.get(protocol ?? PLAIN)!(socket, room);
  return response;
}

function refuse(status: number, message: string): Response {
  return new Response(`${message}\n`, { status });
}
