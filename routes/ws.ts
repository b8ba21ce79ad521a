import { HttpError } from "fresh";
import { define, type State } from "../define.ts";
import { IDLE_TIMEOUT_S } from "../server/limits.ts";
import { allowOrigin } from "../server/origin.ts";
import { MUX, serveMux } from "../server/mux.ts";
import { PLAIN, servePlain } from "../server/plain.ts";

/** What each subprotocol means for a new socket, the one that we like best first. */
const SPEAKS = new Map([[MUX, serveMux], [PLAIN, servePlain]]);

/** Whether this request asks for a WebSocket. */
export function wantsUpgrade(request: Request): boolean {
  return request.headers.get("upgrade")?.toLowerCase() === "websocket";
}

/** Turns a request into a member of the room, or says why not before anything is upgraded. */
export function upgrade(request: Request, { room, host }: State): Response {
  if (!wantsUpgrade(request)) {
    throw new HttpError(426, "This address speaks WebSocket: ask for an upgrade");
  }
  if (!allowOrigin(request.headers, host)) {
    return new Response("Pages of another origin may not connect here\n", { status: 403 });
  }
  const offered = request.headers.get("sec-websocket-protocol");
  const offers = offered?.split(",").map((name) => name.trim());
  const protocol = [...SPEAKS.keys()].find((name) => offers?.includes(name));
  if (offered !== null && !protocol) {
    // A browser would drop the connection without a word if none of its offers were taken.
    return new Response(`Offer the subprotocol ${MUX} or ${PLAIN}, or none\n`, { status: 400 });
  }
  const { socket, response } = handshake(request);
  // Not as an option of the upgrade: Deno looks for ", " between offers, and many clients send ",".
  if (protocol) response.headers.set("sec-websocket-protocol", protocol);
  SPEAKS.get(protocol ?? PLAIN)!(socket, room);
  return response;
}

function handshake(request: Request): Deno.WebSocketUpgrade {
  try {
    return Deno.upgradeWebSocket(request, { idleTimeout: IDLE_TIMEOUT_S });
  } catch (error) {
    throw new HttpError(400, `This is no WebSocket handshake: ${(error as Error).message}`);
  }
}

export const handler = define.handlers({
  GET: (ctx) => upgrade(ctx.req, ctx.state),
});
