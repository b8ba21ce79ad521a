/**
 * Servers for tests, on a port that is free, and gone at the end of the test.
 *
 * Modules that need permissions only to be imported are imported when a server starts, so that a
 * test run without permissions can skip such tests.
 *
 * @module
 */

import { Room } from "../../server/room.ts";
import { stop } from "../../server/stop.ts";
import { needs } from "./needs.ts";

/** What tests with a server, and npm:ws as its client, need. */
export const WIRE = needs("net", "env", "read");

/** A running server. */
export interface TestServer extends AsyncDisposable {
  readonly room: Room;
  /** Like "127.0.0.1:1234". */
  readonly address: string;
}

/** A server that only speaks the wire: every address is the upgrade of `/ws`. */
export async function serveWire({ host = "127.0.0.1" } = {}): Promise<TestServer> {
  const { upgrade } = await import("../../routes/ws.ts");
  const room = new Room();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => upgrade(request, { room, host }),
  );
  return {
    room,
    address: `127.0.0.1:${server.addr.port}`,
    [Symbol.asyncDispose]: () => stop(server, room),
  };
}
