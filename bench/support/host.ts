/**
 * The role `server MODE`: runs one server as a process of its own, and tells over HTTP what it uses,
 * so that the load can be on another host.
 *
 * @module
 */

import { fail } from "./args.ts";
import { bun, NODE, peersFolder } from "./peers.ts";
import { type Child, start, type Usage, usageOf } from "./process.ts";
import { startTask } from "./start_task.ts";

/** Servers by the name of the mode that a benchmark takes. */
const SERVERS: Readonly<Record<string, string>> = {
  bare: "bare.ts",
  "bare-lean": "bare.ts",
  bun: "bun.js",
  ws: "ws.mjs",
  socketio: "socketio.mjs",
  plain: "ours.ts",
  mux: "ours.ts",
  "mux-disk": "ours.ts",
};

/** Names of the servers. */
export const MODES: readonly string[] = Object.keys(SERVERS);

/** A server that runs. */
export interface Host extends AsyncDisposable {
  /** Where it speaks WebSocket. */
  readonly url: string;
  usage(): Promise<Usage>;
}

/** Starts the server of `mode` on this host. */
export async function host(mode: string, port = freePort()): Promise<Host> {
  const child = await startServer(mode, port);
  return {
    url: urlOf(mode, "127.0.0.1", port),
    usage: () => usageOf(child.pid),
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}

/** A server on another host, where `serve()` runs. */
export function remoteHost(mode: string, address: string, control: string): Host {
  const { hostname, port } = new URL(`ws://${address}`);
  return {
    url: urlOf(mode, hostname, Number(port)),
    usage: async () => await (await fetch(`http://${control}/`)).json(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** The role itself: until it is ended. */
export async function serve(mode: string, port: number): Promise<void> {
  await using child = await startServer(mode, port);
  const control = Deno.serve(
    { hostname: "0.0.0.0", port: port + 1, onListen() {} },
    async () => Response.json(await usageOf(child.pid)),
  );
  console.log(JSON.stringify({ mode, port, control: port + 1, pid: child.pid }));
  // The child must not outlive this process.
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => void control.shutdown());
  }
  await control.finished;
}

async function startServer(mode: string, port: number): Promise<Child> {
  const file = SERVERS[mode] ?? fail(`Cannot serve "${mode}": want one of ${MODES.join(", ")}`);
  const path = new URL(`../servers/${file}`, import.meta.url).pathname;
  if (file.endsWith(".mjs")) return await start(NODE, [path, `${port}`, await peersFolder()]);
  if (file === "bun.js") return await start(await bun(), [path, `${port}`]);
  const run = ["run", "--quiet", "--allow-all"];
  if (mode === "bare") return await start(Deno.execPath(), [...run, path, `${port}`]);
  const { flag, env } = await startTask();
  const args = [...run, flag, path, `${port}`];
  if (mode !== "mux-disk") return await start(Deno.execPath(), args, env);
  const folder = await Deno.makeTempDir({ prefix: "bench-" });
  const child = await start(Deno.execPath(), [...args, folder], env);
  return {
    ...child,
    async [Symbol.asyncDispose]() {
      await child[Symbol.asyncDispose]();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

function urlOf(mode: string, hostname: string, port: number): string {
  const path = mode === "socketio" ? "socket.io/?EIO=4&transport=websocket" : "ws";
  return `ws://${hostname}:${port}/${path}`;
}

/** A port that is free now. */
function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
