/**
 * Servers for tests, on a port that is free, and gone at the end of the test.
 *
 * @module
 */

import { type Config, readConfig } from "../../server/config.ts";
import { Gate } from "../../server/gate.ts";
import { Room } from "../../server/room.ts";
import { stop } from "../../server/stop.ts";
import { upgrade } from "../../server/upgrade.ts";
import { needs } from "./needs.ts";

/** What tests with a server, and npm:ws as its client, need. */
export const WIRE = needs("net", "env", "read");

/** A running server. */
export interface TestServer extends AsyncDisposable {
  readonly room: Room;
  readonly gate: Gate;
  /** Like "127.0.0.1:1234". */
  readonly address: string;
}

/** A server that only speaks the wire: every address is the upgrade of `/ws`. */
export function serveWire(settings: Partial<Config> = {}, room = new Room()): TestServer {
  const config = { ...readConfig(() => undefined), ...settings };
  const gate = new Gate(config.limits);
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => upgrade(request, { config, gate }, room),
  );
  return {
    room,
    gate,
    address: `127.0.0.1:${server.addr.port}`,
    [Symbol.asyncDispose]: () => stop(server, [room]),
  };
}
