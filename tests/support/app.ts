/**
 * The whole app on a free port, built into memory once.
 *
 * @module
 */

import type { App } from "fresh";
import type { State } from "../../define.ts";
import { readConfig } from "../../server/config.ts";
import { Gate } from "../../server/gate.ts";
import { Health } from "../../server/health.ts";
import { Identity, MIN_KEY_BYTES } from "../../server/identity.ts";
import { Journal } from "../../server/journal.ts";
import { MemoryStore } from "../../server/logs/memory_store.ts";
import { Metrics } from "../../server/metrics.ts";
import { Room } from "../../server/room.ts";
import { Rooms } from "../../server/rooms.ts";
import { stop } from "../../server/stop.ts";

let apply: Promise<(app: App<State>) => void> | undefined;

/** A running app. */
export interface Running extends AsyncDisposable {
  /** The lobby. */
  readonly room: Room;
  readonly state: State;
  /** What was logged. */
  readonly lines: readonly string[];
  readonly port: number;
  /** `http://localhost:PORT`, without a slash at the end. */
  readonly origin: string;
}

/** How an app for a test differs from one that is started without settings. */
export interface AppOptions {
  readonly port?: number;
  /** Environment variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** What time it is for tokens and rooms, in milliseconds since 1970. */
  readonly now?: () => number;
}

/** Starts the app with nothing in it, and nothing on the disk. Stop it by `await using`. */
export async function startApp(options: AppOptions = {}): Promise<Running> {
  const { port = 0, env = {}, now = Date.now } = options;
  // Both read files and the environment, which a plain `deno test` may not.
  const { newBuilder } = await import("../../builder.ts");
  const { createApp } = await import("../../app.ts");
  apply ??= newBuilder().build({ mode: "production", snapshot: "memory" });
  const room = new Room();
  const config = readConfig((name) => env[name]);
  const lines: string[] = [];
  const journal = new Journal({ write: (line) => lines.push(line) });
  const state: State = {
    config,
    gate: new Gate(config.limits, undefined, journal),
    health: new Health(),
    journal,
    metrics: new Metrics(() => state),
    lobby: config.lobby ? room : undefined,
    rooms: new Rooms({ store: new MemoryStore(), limits: config.limits, now }),
    identity: new Identity(crypto.getRandomValues(new Uint8Array(MIN_KEY_BYTES)), now),
  };
  const app = createApp(state);
  (await apply)(app);
  const server = Deno.serve({ port, hostname: "127.0.0.1", onListen() {} }, app.handler());
  return {
    room,
    state,
    lines,
    port: server.addr.port,
    origin: `http://localhost:${server.addr.port}`,
    [Symbol.asyncDispose]: () => stop(server, [room, state.rooms]),
  };
}
