/**
 * The life of the process: it listens, until it is told to stop, and then it ends, whatever others do.
 *
 * @module
 */

import type { Config } from "./config.ts";
import { orExplain } from "./explain.ts";
import type { Health } from "./health.ts";
import type { Journal } from "./journal.ts";
import { isLoopback } from "./origin.ts";
import { type Closable, stop } from "./stop.ts";

/** What is run. */
export interface RunOptions {
  readonly handler: Deno.ServeHandler<Deno.NetAddr>;
  readonly config: Config;
  readonly journal: Journal;
  readonly health: Health;
  /** Whose connections end when it stops. */
  readonly rooms: readonly Closable[];
  /** What is to be done once an hour, and at the start. */
  readonly hourly: () => void;
  /** Writes down what is only in memory. */
  readonly flush: () => void;
}

/**
 * How long a stop may take, in milliseconds. Deno Deploy kills after 5 s, and so do others: what is
 * not done by then would not be done at all.
 */
const STOP_MS = 4_000;

const HOUR_MS = 3_600_000;

const SIGNALS: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT"]
  : ["SIGINT", "SIGTERM"];

/** Listens until a signal comes. It ends the process, with 0 after a stop in order. */
export async function run(options: RunOptions): Promise<never> {
  const { handler, config, journal } = options;
  const { host, port, tls } = config;
  const keys = tls && await orExplain("read TLS_CERT and TLS_KEY", async () => ({
    cert: await Deno.readTextFile(tls.cert),
    key: await Deno.readTextFile(tls.key),
  }));
  const where = { hostname: host, port, onListen: onListen(config, journal) };
  const server = await orExplain(
    `listen on ${host}, port ${port}`,
    () => Deno.serve({ ...where, ...keys, automaticCompression: true }, handler),
  );
  if (config.limits.framesPerSecond === Infinity) {
    journal.note("limits-off", {
      warning: "MUX_LIMITS=off: anybody may send as fast as they like",
    });
  }
  options.hourly();
  setInterval(options.hourly, HOUR_MS);
  await firstSignal();
  await end(server, options);
  Deno.exit(0);
}

function onListen({ host, tls }: Config, journal: Journal) {
  return ({ port }: Deno.NetAddr) => {
    const shown = isLoopback(host) ? "localhost" : host;
    const address = `${tls ? "https" : "http"}://${shown}:${port}/`;
    console.log(`Mini Multiplexed Chat: ${address} (open it in two windows)`);
    journal.note("start", { address, deno: Deno.version.deno, pid: Deno.pid });
  };
}

/** Resolves with the first signal. The second one ends the process: somebody is in a hurry. */
function firstSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isFirst = true;
  for (const signal of SIGNALS) {
    Deno.addSignalListener(signal, () => {
      if (!isFirst) Deno.exit(1);
      isFirst = false;
      resolve();
    });
  }
  return promise;
}

async function end(
  server: Deno.HttpServer<Deno.NetAddr>,
  { journal, health, rooms, flush }: RunOptions,
): Promise<void> {
  const began = performance.now();
  health.stop();
  const late = new Promise<true>((resolve) => setTimeout(() => resolve(true), STOP_MS));
  const isLate = await Promise.race([stop(server, rooms, flush), late]);
  journal.note("stop", { ms: Math.round(performance.now() - began), late: isLate === true });
}
