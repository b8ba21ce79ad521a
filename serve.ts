/**
 * Serves the built app: one process, one port, until it is told to stop.
 *
 * @module
 */

import { ConfigError, readConfig } from "./server/config.ts";
import { isLoopback } from "./server/origin.ts";
import { stop } from "./server/stop.ts";

/** Ends the process with one line, for mistakes that a person can mend. */
function fail(message: string): never {
  console.error(message);
  Deno.exit(1);
}

function config() {
  try {
    return readConfig((name) => Deno.env.get(name));
  } catch (error) {
    if (error instanceof ConfigError) fail(error.message);
    throw error;
  }
}

const { host, port } = config();
// Not static: the build is made by a task, and a type check must not need it.
const built = new URL("./_fresh/server.js", import.meta.url).href;
const { default: { fetch: handler } } = await import(built);
const { lobby } = await import("./main.ts");

function listen() {
  try {
    return Deno.serve({ hostname: host, port, automaticCompression: true, onListen }, handler);
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) {
      fail(`Cannot listen on port ${port}: it is taken, set PORT to another one`);
    }
    if (error instanceof Deno.errors.PermissionDenied) {
      fail(`Cannot listen on port ${port}: not allowed, set PORT to one above 1023`);
    }
    if (error instanceof Error) fail(`Cannot listen on ${host}: ${error.message}, check HOST`);
    throw error;
  }
}

function onListen({ port }: Deno.NetAddr) {
  const shown = isLoopback(host) ? "localhost" : host;
  console.log(`Mini Multiplexed Chat: http://${shown}:${port}/ (open it in two windows)`);
}

const server = listen();

// A second signal finds nobody left to say goodbye to.
const onSignal = () => void stop(server, lobby);
Deno.addSignalListener("SIGINT", onSignal);
if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", onSignal);
await server.finished;
Deno.exit(0);
