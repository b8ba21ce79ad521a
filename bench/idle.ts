/**
 * The memory that a server keeps for a connection on which nothing happens.
 *
 *     deno run -A bench/idle.ts --connections 5000
 *     deno run -A bench/idle.ts hold MODE URL --connections 500   the load, a process of its own
 *
 * @module
 */

import { fail, readArguments } from "./support/args.ts";
import { join } from "./support/dialect.ts";
import { host, MODES } from "./support/host.ts";
import { describeMachine } from "./support/machine.ts";
import { type Child, start } from "./support/process.ts";
import { show } from "./support/stats.ts";
import { table } from "./support/table.ts";

/** Connections of one load process: far below what a shell lets a process have open. */
const PER_PROCESS = 500;
/** How long a server has to settle before its memory is read. */
const SETTLE_MS = 3_000;
/** Connections that are opened at the same time. */
const AT_ONCE = 20;

const { words: [role = "all", mode = "", url = ""], ...options } = readArguments(Deno.args);
const connections = options.number("connections", 5_000);

if (role === "hold") await hold();
else if (role === "all") await compare();
else fail(`Cannot play "${role}": want hold, or nothing for all of it`);
Deno.exit(0);

/** Joins with many connections, says so, and keeps them until it is ended. */
async function hold() {
  const handlers = {
    onTexts() {},
    onClose: (code: number, reason: string) => fail(`${mode} closed: ${code} ${reason}`),
  };
  for (let n = 0; n < connections; n += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => join(mode, url, handlers)));
  }
  console.log("ready");
  // As long as the parent lives: it ends this process.
  await new Promise((resolve) => setTimeout(resolve, 600_000));
}

async function compare() {
  const perConnection = new Map<string, number>();
  for (const mode of options.list("modes", MODES)) {
    try {
      perConnection.set(mode, await measure(mode));
    } catch (error) {
      console.error(`${mode}: ${(error as Error).message}`);
    }
  }
  const floor = perConnection.get("bare") ?? NaN;
  console.log(`## Memory: ${connections} idle connections\n\n${await describeMachine()}\n`);
  console.log(table(
    ["server", "RSS KB/connection", "÷ bare Deno", "at most"],
    [...perConnection].map(([mode, bytes]) => [
      mode,
      show(bytes / 1024),
      show(bytes / floor),
      mode === "plain" || mode === "mux" ? "1.35" : "–",
    ]),
  ));
}

async function measure(mode: string): Promise<number> {
  await using server = await host(mode);
  const holders: Child[] = [];
  try {
    // One first: what the first connection loads is not a connection's.
    holders.push(await holder(mode, server.url, AT_ONCE));
    await settle();
    const before = (await server.usage()).rss;
    let open = 0;
    for (; open < connections; open += PER_PROCESS) {
      holders.push(await holder(mode, server.url, Math.min(PER_PROCESS, connections - open)));
    }
    await settle();
    return ((await server.usage()).rss - before) / connections;
  } finally {
    for (const child of holders) await child[Symbol.asyncDispose]();
  }
}

function holder(mode: string, url: string, count: number): Promise<Child> {
  const script = new URL(import.meta.url).pathname;
  return start(Deno.execPath(), [
    ...["run", "--quiet", "--no-lock", "--allow-all", script, "hold", mode, url],
    ...["--connections", `${count}`],
  ]);
}

function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
}
