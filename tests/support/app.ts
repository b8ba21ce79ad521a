/**
 * The whole app on a free port, built into memory once.
 *
 * @module
 */

import type { App } from "fresh";
import type { State } from "../../define.ts";
import { Room } from "../../server/room.ts";
import { stop } from "../../server/stop.ts";

let apply: Promise<(app: App<State>) => void> | undefined;

/** A running app. */
export interface Running extends AsyncDisposable {
  readonly room: Room;
  readonly port: number;
  /** `http://localhost:PORT`, without a slash at the end. */
  readonly origin: string;
}

/** Starts the app around a new room. Stop it by `await using`. */
export async function startApp({ port = 0, host = "127.0.0.1" } = {}): Promise<Running> {
  // Both read files and the environment, which a plain `deno test` may not.
  const { Builder } = await import("fresh/dev");
  const { createApp } = await import("../../main.ts");
  apply ??= new Builder({ target: "es2022" }).build({ mode: "production", snapshot: "memory" });
  const room = new Room();
  const app = createApp({ room, host });
  (await apply)(app);
  const server = Deno.serve({ port, hostname: "127.0.0.1", onListen() {} }, app.handler());
  return {
    room,
    port: server.addr.port,
    origin: `http://localhost:${server.addr.port}`,
    [Symbol.asyncDispose]: () => stop(server, room),
  };
}
