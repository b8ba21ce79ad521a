/**
 * A million hostile inputs over both wires and the HTTP side, while two people go on talking.
 *
 * @module
 */

import type { Talk } from "./support/bystanders.ts";
import { atMost, exactly, type Fault, megabytes, told } from "./support/fault.ts";
import { flood } from "./support/flood.ts";
import { Tally } from "./support/hostile.ts";
import { startServer } from "./support/server.ts";
import { Thread } from "./support/thread.ts";

const INPUTS = 1_000_000;
const SHORT_INPUTS = 20_000;
/** Parts of the run after each of which memory is read. The first half fills the logs. */
const PARTS = 8;

/**
 * Bytes that memory may grow by in the second half. Logs are full by then, so what grows is a leak:
 * 20 bytes an input would be 10 MB. The kernel's count has the allocator's waste in it, too.
 */
const MAX_HEAP_GROWTH = 16e6;
const MAX_RSS_GROWTH = 64e6;

/** A line of a bystander reaches the other within this, in milliseconds, beside the flood. */
const MAX_DELAY_MS = 1_000;

const fuzz: Fault = async ({ seed, short, note }) => {
  const inputs = short ? SHORT_INPUTS : INPUTS;
  await using server = await startServer({ MUX_LIMITS: "off", MUX_LOBBY: "on" });
  using bystanders = new Thread("bystanders.ts");
  await bystanders.ask(server.port);
  const tally = new Tally();
  const memory = [];
  const began = performance.now();
  for (let part = 0; part < PARTS; part++) {
    try {
      await flood({ port: server.port, seed, part, inputs: inputs / PARTS, tally });
    } catch (error) {
      // Where it is gone nobody can connect: its last words say more.
      await Promise.race([server.end, new Promise((resolve) => setTimeout(resolve, 1_000))]);
      throw error;
    }
    memory.push(await server.memory());
    const { heapUsed, external, rss } = memory.at(-1)!;
    const seconds = (performance.now() - began) / 1_000;
    note(
      `${inputs * (part + 1) / PARTS} inputs, ${seconds.toFixed(0)} s, ` +
        `heap ${megabytes(heapUsed).toFixed(1)} MB, buffers ${
          megabytes(external).toFixed(1)
        } MB, RSS ${megabytes(rss).toFixed(1)} MB`,
    );
  }
  const seconds = (performance.now() - began) / 1_000;
  const talk = await bystanders.ask<Talk>("stop");
  note(`answers: ${answers(tally)}`);
  for (const sent of tally.hangs) note(`left hanging: ${JSON.stringify(sent)}`);
  const [first, last] = [memory[PARTS / 2 - 1]!, memory.at(-1)!];
  return [
    told("inputs", inputs),
    told("inputs a second", Math.round(inputs / seconds)),
    told("connections", tally.connections),
    exactly("crashes", server.ended ? 1 : 0, 0),
    exactly("connections left hanging", tally.hangs.length, 0),
    exactly("answers that are errors of ours (HTTP 500)", tally.counts.get("HTTP 500") ?? 0, 0),
    atMost(
      "heap grown in the second half",
      megabytes(last.heapUsed - first.heapUsed),
      megabytes(MAX_HEAP_GROWTH),
      "MB",
    ),
    atMost(
      "RSS grown in the second half",
      megabytes(last.rss - first.rss),
      megabytes(MAX_RSS_GROWTH),
      "MB",
    ),
    told("heap at the end", megabytes(last.heapUsed), "MB"),
    told("RSS at the end", megabytes(last.rss), "MB"),
    told("lines of two bystanders", talk.said),
    exactly("their lines lost, repeated or out of order", talk.wrong, 0),
    told("their delay, p50", talk.p50, "ms"),
    told("their delay, p99", talk.p99, "ms"),
    atMost("their delay, the longest", talk.longest, MAX_DELAY_MS, "ms"),
  ];
};

/** What the server said, most often first: it shows how deep the inputs reached. */
function answers({ counts }: Tally): string {
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a);
  return sorted.map(([kind, count]) => `${kind} × ${count}`).join(", ");
}

export default fuzz;
