/**
 * Five thousand connections, held while somebody talks to all of them.
 *
 * @module
 */

import { usageOf } from "../../bench/support/process.ts";
import { atMost, exactly, type Fault, told } from "./support/fault.ts";
import type { Report } from "./support/idle_readers.ts";
import { encodeText, join, send } from "./support/join.ts";
import { LINE } from "./support/mark.ts";
import { startServer } from "./support/server.ts";
import { Thread } from "./support/thread.ts";

const CONNECTIONS = 5_000;
const SHORT_CONNECTIONS = 200;
/** They are held for so long, in seconds: two heartbeats, and a ping of the runtime. */
const HOLD_S = 40;
const SHORT_HOLD_S = 1;
/** Lines that are said to all, before and after. */
const LINES = 10;
/** How long all may take to hear them, in milliseconds. */
const PATIENCE_MS = 60_000;
/** Kilobytes of resident memory for each: what docs/benchmarks.md has for one that says nothing, and air. */
const MAX_KB = 60;
/** Open files of this process and of the server's, beside the connections. */
const SPARE_FILES = 200;

const many: Fault = async ({ short, note }) => {
  const connections = short ? SHORT_CONNECTIONS : CONNECTIONS;
  await checkFiles(connections + SPARE_FILES);
  const room = `${connections + SPARE_FILES}`;
  await using server = await startServer({
    MUX_LIMITS: "off",
    MUX_LOBBY: "on",
    MUX_MAX_CONNECTIONS: room,
    MUX_MAX_CONNECTIONS_PER_IP: room,
    MUX_MAX_CONNECTIONS_PER_ROOM: room,
  });
  using readers = new Thread("idle_readers.ts");
  // A few first: what the first connections load is not a connection's.
  await readers.ask({ port: server.port, count: SPARE_FILES / 10 });
  await server.memory();
  const before = (await usageOf(server.pid)).rss;
  await readers.ask({ port: server.port, count: connections - SPARE_FILES / 10 });
  await server.memory();
  const each = ((await usageOf(server.pid)).rss - before) / connections / 1_000;
  note(`${connections} connections, ${each.toFixed(1)} KB each`);

  const first = await sayToAll(server.port, readers, connections);
  await new Promise((resolve) => setTimeout(resolve, (short ? SHORT_HOLD_S : HOLD_S) * 1_000));
  const second = await sayToAll(server.port, readers, connections);
  const { heard, lost, byLines } = await readers.ask<Report>("heard");
  for (const end of lost) note(`lost: ${end}`);
  for (const [lines, count] of byLines) {
    if (lines !== 2 * LINES) note(`${count} connections heard ${lines} lines of ${2 * LINES}`);
  }
  return [
    told("connections, half on each wire", connections),
    exactly("of them lost", lost.length, 0),
    atMost("memory of each", each, MAX_KB, "KB"),
    exactly("lines heard", heard, 2 * LINES * connections),
    told("until all had heard 10 lines", Math.max(first, second), "ms"),
  ];
};

/** @returns How many milliseconds it took until all had heard. */
async function sayToAll(port: number, readers: Thread, connections: number): Promise<number> {
  const { conn } = await join(port, "mux.plain");
  const { heard: had } = await readers.ask<Report>("heard");
  const began = performance.now();
  for (let n = 0; n < LINES; n++) {
    const frame = { channel: "chat", messageId: `${n}`, sequence: 0, total: 1, data: LINE };
    await send(conn, encodeText(JSON.stringify(frame)));
  }
  for (;;) {
    const { heard } = await readers.ask<Report>("heard");
    const took = performance.now() - began;
    if (heard - had >= LINES * connections || took > PATIENCE_MS) {
      conn.close();
      return took;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** @throws {Error} If a process may not have so many files open. */
async function checkFiles(wanted: number): Promise<void> {
  const limits = await Deno.readTextFile("/proc/self/limits").catch(() => "");
  const most = Number(/^Max open files +(\d+)/m.exec(limits)?.[1] ?? Infinity);
  if (most < wanted) {
    throw new Error(`Only ${most} files may be open: run "ulimit -n ${wanted}" first`);
  }
}

export default many;
