/**
 * Serves the built app: one process, one port, until it is told to stop.
 *
 * @module
 */

import { readConfig } from "./server/config.ts";
import { orExplain } from "./server/explain.ts";
import { isLoopback } from "./server/origin.ts";
import { stop } from "./server/stop.ts";

const { host, port } = await orExplain(
  "read the settings",
  () => readConfig((name) => Deno.env.get(name)),
);

// Not static: the build is made by a task, and a type check must not need it.
const built = new URL("./_fresh/server.js", import.meta.url).href;
const { default: { fetch: handler } } = await import(built);
const { state: { lobby, rooms } } = await import("./main.ts");

function onListen({ port }: Deno.NetAddr) {
  const shown = isLoopback(host) ? "localhost" : host;
  console.log(`Mini Multiplexed Chat: http://${shown}:${port}/ (open it in two windows)`);
}

const server = await orExplain(
  `listen on ${host}, port ${port}`,
  () => Deno.serve({ hostname: host, port, automaticCompression: true, onListen }, handler),
);

// A second signal finds nobody left to say goodbye to.
const onSignal = () => void stop(server, lobby ? [lobby, rooms] : [rooms]);
Deno.addSignalListener("SIGINT", onSignal);
if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", onSignal);
await server.finished;
Deno.exit(0);
