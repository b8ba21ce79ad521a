/**
 * The table of bench/netns.sh, from the lines that its receivers printed.
 *
 * @module
 */

import { describeMachine } from "./machine.ts";
import { show } from "./stats.ts";
import { table } from "./table.ts";
import type { Report } from "./transfer.ts";

/** A receiver's line, and what netns.sh says about the run. */
interface Run extends Report {
  readonly link: string;
  readonly direction: "upload" | "download";
  readonly reader: "slow" | "fast";
  readonly mode: string;
  readonly control: string;
}

/** One table for all links. */
export async function holTable(lines: string): Promise<string> {
  const runs = lines.split("\n").filter(Boolean).map((line): Run => JSON.parse(line));
  const controls = [...new Set(runs.map(({ control }) => control))].join(", ");
  const rows = runs.map((run) => [
    run.link,
    run.direction === "upload" ? "up" : `down, ${run.reader} reader`,
    run.mode,
    show(run.chat_p50_ms),
    show(run.chat_p99_ms),
    show(run.chat_max_ms),
    show(run.goodput_mbit),
    show(run.lost),
    show(run.duplicated),
  ]);
  return [
    "## Chat while a file goes over the same socket\n",
    `${await describeMachine()} TCP congestion control: ${controls}.\n`,
    table(
      ["link", "way", "mode", "p50 ms", "p99 ms", "max ms", "Mbit/s", "lost", "twice"],
      rows,
    ),
  ].join("\n");
}
