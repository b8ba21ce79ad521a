/**
 * What goes wrong on the open internet, against our own server on 127.0.0.1, as one table:
 *
 *     deno task faults [name…] [--seed N] [--times N] [--short]
 *
 * @module
 */

import { parseArgs } from "node:util";
import { describeMachine } from "../bench/support/machine.ts";
import { table } from "../bench/support/table.ts";
import type { Fault } from "./faults/support/fault.ts";

/** Faults by name, each imported when it runs. */
const FAULTS: ReadonlyMap<string, () => Promise<{ readonly default: Fault }>> = new Map([
  ["fuzz", () => import("./faults/fuzz.ts")],
  ["slow", () => import("./faults/slow.ts")],
  ["many", () => import("./faults/many.ts")],
  ["kill", () => import("./faults/kill.ts")],
]);

const USAGE = `Usage: deno task faults [name…] [--seed N] [--times N] [--short]

  name      one of ${[...FAULTS.keys()].join(", ")}; without a name, all of them
  --seed N  an integer: the same one makes the same inputs (default 1)
  --times N how often the server is killed (default 100)
  --short   seconds instead of minutes`;

function readArgs(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      seed: { type: "string", default: "1" },
      times: { type: "string" },
      short: { type: "boolean", default: false },
    },
  });
  const seed = Number(values.seed);
  const times = values.times === undefined ? undefined : Number(values.times);
  const unknown = positionals.filter((name) => !FAULTS.has(name));
  const isWrong = !Number.isSafeInteger(seed) || times !== undefined && !(times >= 1);
  if (isWrong || unknown.length > 0) throw new TypeError(unknown.join(", "));
  const names = positionals.length > 0 ? positionals : [...FAULTS.keys()];
  return { seed, times, short: values.short, names };
}

/** Runs them one after the other. Exit codes: 0 every bound holds, 1 one does not, 2 not understood. */
async function main(args: readonly string[]): Promise<number> {
  let options;
  try {
    options = readArgs(args);
  } catch {
    console.error(USAGE);
    return 2;
  }
  const { seed, times, short, names } = options;
  const rows: string[][] = [];
  let all = true;
  for (const name of names) {
    const note = (line: string) => console.error(`${name}: ${line}`);
    const { default: fault } = await FAULTS.get(name)!();
    for (const { what, value, bound = "", holds } of await fault({ seed, short, times, note })) {
      all &&= holds !== false;
      rows.push([
        `${name}: ${what}`,
        value,
        bound,
        holds === undefined ? "" : holds ? "yes" : "no",
      ]);
    }
  }
  console.log(
    `Seed ${seed}${short ? ", short" : ""}. ${await describeMachine({ withPeers: false })}\n`,
  );
  console.log(table(["what", "here", "bound", "holds"], rows));
  return all ? 0 : 1;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
