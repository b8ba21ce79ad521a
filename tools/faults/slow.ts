/**
 * Readers that are far too slow, beside quick ones in the same room.
 *
 * @module
 */

import { MAX_BUFFERED_BYTES } from "../../lib/outbox.ts";
import { DEFAULT_LIMITS } from "../../server/limit_table.ts";
import { atMost, exactly, type Fault, megabytes, told } from "./support/fault.ts";
import type { Heard } from "./support/quick_readers.ts";
import { usageOf } from "../../bench/support/process.ts";
import { startServer } from "./support/server.ts";
import { Thread } from "./support/thread.ts";

const QUICK = 100;
const SLOW = 500;
/** Seconds: for the quick ones alone, and beside the slow ones. */
const ALONE_S = 60;
const BESIDE_S = 120;
/** The same for a short run. */
const SHORT = { quick: 10, slow: 20, aloneS: 2, besideS: 4 };
const LONG = { quick: QUICK, slow: SLOW, aloneS: ALONE_S, besideS: BESIDE_S };

/** How much longer a line may take for the quick ones: 99 of 100 of them. */
const MAX_RATIO = 1.5;
/** Each quick one says a line so often, in milliseconds. */
const LINE_MS = 5_000;
/** How often memory is read, in milliseconds. */
const SAMPLE_MS = 1_000;

const slow: Fault = async ({ short, note }) => {
  const size = short ? SHORT : LONG;
  await using server = await startServer({ MUX_LIMITS: "off", MUX_LOBBY: "on" });
  using quick = new Thread("quick_readers.ts");
  await quick.ask({ port: server.port, count: size.quick, lineMs: LINE_MS });

  await quick.ask("begin");
  const before = await peak(server.pid, size.aloneS);
  const alone = await quick.ask<Heard>("end");
  note(`alone: ${describe(alone)}, RSS ${megabytes(before).toFixed(0)} MB`);

  using readers = new Thread("slow_readers.ts");
  await readers.ask({ port: server.port, count: size.slow });
  await quick.ask("begin");
  const most = await peak(server.pid, size.besideS);
  const beside = await quick.ask<Heard>("end");
  note(`beside: ${describe(beside)}, RSS ${megabytes(most).toFixed(0)} MB`);
  const letGo = await readers.ask<number>("stop");

  // Half of them on each wire: see slow_readers.ts.
  const bound = before + size.slow / 2 * (DEFAULT_LIMITS.backlogBytes + MAX_BUFFERED_BYTES);
  return [
    told("quick readers", size.quick),
    told("slow readers, half on each wire", size.slow),
    told("seconds", size.besideS),
    told("slow ones that the server let go", letGo),
    told("RSS at most, without them", megabytes(before), "MB"),
    atMost("RSS at most, with them", megabytes(most), megabytes(bound), "MB"),
    exactly("lines of the quick ones not heard once", alone.wrong + beside.wrong, 0),
    told("their delay alone, p50", alone.p50, "ms"),
    told("their delay beside, p50", beside.p50, "ms"),
    told("their delay alone, p99", alone.p99, "ms"),
    told("their delay beside, p99", beside.p99, "ms"),
    atMost("p99 beside ÷ alone", beside.p99 / alone.p99, MAX_RATIO),
  ];
};

/** The most memory that a process has in so many seconds. */
async function peak(pid: number, seconds: number): Promise<number> {
  let most = 0;
  const end = performance.now() + seconds * 1_000;
  while (performance.now() < end) {
    most = Math.max(most, (await usageOf(pid)).rss);
    await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
  }
  return most;
}

function describe({ lines, p50, p99, longest }: Heard): string {
  const ms = (delay: number) => delay.toFixed(1);
  return `${lines} lines, p50 ${ms(p50)} ms, p99 ${ms(p99)} ms, longest ${ms(longest)} ms`;
}

export default slow;
