/**
 * From a request to a member of a room, or a reason why not before anything is upgraded.
 *
 * @module
 */

import { networkOf } from "./address.ts";
import type { Config } from "./config.ts";
import type { Gate, Place, Refused, Visitor } from "./gate.ts";
import { MUX, serveMux } from "./mux.ts";
import { allowOrigin } from "./origin.ts";
import type { Pass } from "./person.ts";
import { PLAIN, servePlain } from "./plain.ts";
import type { Room } from "./room.ts";
import { visitOf } from "./visit.ts";

/** What each subprotocol means for a new socket, the one that we like best first. */
const SPEAKS = new Map([[MUX, serveMux], [PLAIN, servePlain]]);

/** Where those are counted who are closed on at once. */
const NOWHERE = Symbol("nowhere");

/** What decides who may come in. */
export interface Site {
  readonly config: Config;
  readonly gate: Gate;
}

type Serve = (
  socket: WebSocket,
  place: Place,
  speak: typeof serveMux | typeof servePlain,
) => void;

/** Whether this request asks for a WebSocket. */
export function wantsUpgrade(request: Request): boolean {
  return request.headers.get("upgrade")?.toLowerCase() === "websocket";
}

/** Of the WebSocket protocol. There are drafts before it, and nothing after. */
const VERSION = "13";

/**
 * Makes whoever asks a member of the room (rules N2 to N4, W5).
 *
 * @param pass What a person may do, in a classroom.
 */
export function upgrade(request: Request, site: Site, room: Room, pass?: Pass): Response {
  const person = pass && `${pass.person.room}/${pass.person.id}`;
  const who = { room, ...person !== undefined && { person } };
  return handshake(request, site, who, (socket, place, speak) => speak(socket, room, place, pass));
}

/**
 * Closes on whoever asks, at once and with a code that says why (N8): a page is not told the status of
 * an upgrade that was refused, and would try for ever.
 */
export function turnAway(request: Request, site: Site, code: number, reason: string): Response {
  return handshake(request, site, { room: NOWHERE }, (socket) => {
    socket.onopen = () => socket.close(code, reason);
  });
}

function handshake(
  request: Request,
  { config, gate }: Site,
  who: Omit<Visitor, "ip">,
  serve: Serve,
): Response {
  if (!wantsUpgrade(request)) {
    return refuse(426, "This address speaks WebSocket: ask for an upgrade");
  }
  if (!allowOrigin(request.headers, config)) {
    return refuse(403, "Pages of another origin may not connect here");
  }
  // Deno does not look. RFC 6455, section 4.2.2: the answer names the version that is spoken.
  if (request.headers.get("sec-websocket-version") !== VERSION) {
    return new Response(`This server speaks version ${VERSION} of WebSocket\n`, {
      status: 426,
      headers: { "sec-websocket-version": VERSION },
    });
  }
  const offered = request.headers.get("sec-websocket-protocol");
  const offers = offered?.split(",").map((name) => name.trim());
  const protocol = [...SPEAKS.keys()].find((name) => offers?.includes(name));
  if (offered !== null && !protocol) {
    // A browser would drop the connection without a word if none of its offers were taken.
    return refuse(400, `Offer the subprotocol ${MUX} or ${PLAIN}, or none`);
  }
  const place = gate.admit({ ip: networkOf(visitOf(request).source.address), ...who });
  if (!place.ok) return refuseFull(place);
  let upgraded: Deno.WebSocketUpgrade;
  try {
    upgraded = Deno.upgradeWebSocket(request, { idleTimeout: config.limits.idleSeconds });
  } catch (error) {
    place.release();
    return refuse(400, `This is no WebSocket handshake: ${(error as Error).message}`);
  }
  const { socket, response } = upgraded;
  place.hold(socket, visitOf(request).id);
  // Not as an option of the upgrade: Deno looks for ", " between offers, and many clients send ",".
  if (protocol) response.headers.set("sec-websocket-protocol", protocol);
  serve(socket, place, SPEAKS.get(protocol ?? PLAIN)!);
  return response;
}

function refuse(status: number, message: string): Response {
  return new Response(`${message}\n`, { status });
}

/** The visitor's own limit is 429, one of all together is 503. */
function refuseFull({ limit, retryAfter }: Refused): Response {
  const isShared = limit === "connectionsPerRoom" || limit === "connections";
  return new Response(`Over the limit ${limit}, try again later\n`, {
    status: isShared ? 503 : 429,
    headers: { "retry-after": `${Math.ceil(retryAfter / 1_000)}` },
  });
}
