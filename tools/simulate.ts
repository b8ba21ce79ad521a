/**
 * Prints what the window of bulk does on simulated links, as the table in docs/performance.md:
 * `deno task simulate`.
 *
 * @module
 */

import { boundOf, LINKS } from "../tests/sim/links.ts";
import { fairness, latency, play, utilisation } from "../tests/sim/run.ts";

const LASTS_MS = 60_000;
const SETTLED_MS = 30_000;

console.log(
  "| link | files | line used | chat p50 | p99 | bound | p99 from the start | Jain's index |",
);
console.log("| --- | --- | --- | --- | --- | --- | --- | --- |");
for (const [name, link] of Object.entries(LINKS)) {
  for (const count of [1, 2, 4, 8]) {
    const senders = Array.from({ length: count }, (_, n) => ({
      startsAt: n === count - 1 && n > 0 ? 10_000 : 100 * n,
    }));
    const ends = play({ link, senders, lastsMs: LASTS_MS });
    const late = (from: number, part: number) =>
      (latency(ends, from, LASTS_MS, part) - link.oneWayMs).toFixed(1);
    const cells = [
      name,
      count,
      `${(100 * utilisation(ends, link, SETTLED_MS, LASTS_MS)).toFixed(1)} %`,
      late(SETTLED_MS, 0.5),
      late(SETTLED_MS, 0.99),
      boundOf(link, count).toFixed(1),
      late(0, 0.99),
      count === 1 ? "" : fairness(ends, SETTLED_MS, LASTS_MS).toFixed(3),
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
}
