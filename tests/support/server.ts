/**
 * Servers for tests, on a port that is free, and gone at the end of the test.
 *
 * Modules that need permissions only to be imported are imported when a server starts, so that a
 * test run without permissions can skip such tests.
 *
 * @module
 */

import { Room } from "../../server/room.ts";
import { needs } from "./needs.ts";

/** What tests with a server, and npm:ws as its client, need. */
export const WIRE = needs("net", "env", "read");

/** What tests with the app as Fresh builds it need. */
export const APP = needs("net", "env", "read", "write", "run", "sys");

/** A running server. */
export interface TestServer extends AsyncDisposable {
  readonly room: Room;
  /** Like "127.0.0.1:1234". */
  readonly address: string;
}

type Handler = (request: Request) => Response | Promise<Response>;

/** A server that only speaks the wire: every address is the upgrade of `/ws`. */
export async function serveWire(
  { host = "127.0.0.1", room = new Room() } = {},
): Promise<TestServer> {
  const { upgrade } = await import("../../routes/ws.ts");
  return listen((request) => upgrade(request, { room, host }), room);
}

/** The whole app, with its islands built in memory. */
export async function serveApp(
  { host = "127.0.0.1", room = new Room() } = {},
): Promise<TestServer> {
  const { Builder } = await import("fresh/dev");
  const { createApp } = await import("../../main.ts");
  const app = createApp({ room, host });
  const apply = await new Builder({ target: "es2022" }).build({ snapshot: "memory" });
  apply(app);
  return listen(app.handler(), room);
}

function listen(handler: Handler, room: Room): TestServer {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, handler);
  return {
    room,
    address: `127.0.0.1:${server.addr.port}`,
    async [Symbol.asyncDispose]() {
      // In this order: a shutdown alone waits for ever behind a reader that has stalled.
      room.close(1001, "Test is over");
      await server.shutdown();
    },
  };
}
