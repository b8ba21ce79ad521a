/**
 * Runs the dialogues of docs/vectors/exchange.json against any server:
 * `deno task conformance ws://localhost:8765`. Nobody else should be there meanwhile.
 *
 * @module
 */

import { parseArgs } from "node:util";
import type { Edge, PeerSocket } from "../conformance/peer.ts";
import { run, type RunOptions, SLOW, UnreachableError, type Verdict } from "../conformance/run.ts";
import { systemClock } from "../lib/clock.ts";

/** A terminal's: nothing is out of its reach. */
const terminal: Edge = {
  clock: systemClock,
  connect(url, { protocols, origin }) {
    // With headers, which only Deno takes.
    const options = { protocols, headers: { origin } } as unknown as string[];
    const socket = new WebSocket(url, origin === undefined ? [...protocols] : options);
    socket.binaryType = "arraybuffer";
    return socket as PeerSocket;
  },
  async status(url) {
    const response = await fetch(url);
    await response.body?.cancel();
    return response.status;
  },
  cannot: () => undefined,
};

function parseAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url && /^wss?:$/.test(url.protocol)) return url;
  throw new UnreachableError(`"${address}" is no address like ws://localhost:8765`);
}

const USAGE = "Usage: deno task conformance ws://localhost:8765 [--slow] [--only P1,P2]";

/** Runs everything, says how it went, and returns the exit code: 1 if a rule fails, 2 if none is tried. */
export async function main(
  args: readonly string[],
  print: (line: string) => void,
): Promise<number> {
  const verdicts: Verdict[] = [];
  try {
    const { address, ...options } = readArgs(args);
    for await (const verdict of run(parseAddress(address), terminal, options)) {
      const { outcome, rule, name } = verdict;
      verdicts.push(verdict);
      print(`${outcome.padEnd(5)} ${rule}: ${name}${whyOf(verdict)}`);
    }
  } catch (error) {
    if (!(error instanceof UnreachableError || error instanceof TypeError)) throw error;
    print(error.message);
    return 2;
  }
  const count = (outcome: string) => verdicts.filter((one) => one.outcome === outcome).length;
  const failed = new Set(verdicts.flatMap((one) => one.outcome === "FAIL" ? [one.rule] : []));
  const named = failed.size > 0 ? ` (${[...failed].join(", ")})` : "";
  print(`\n${count("ok")} hold, ${count("FAIL")} fail${named}, ${count("skip")} skipped`);
  return failed.size > 0 ? 1 : 0;
}

/** What was expected and seen, or why it was skipped: further lines. */
function whyOf(verdict: Verdict): string {
  const indent = "\n        ";
  if (verdict.outcome === "ok") return "";
  if (verdict.outcome === "skip") {
    return indent + verdict.why + (verdict.why === SLOW ? ", --slow runs it" : "");
  }
  const { at, steps, expected, seen } = verdict.failure;
  return `${indent}step ${
    at + 1
  } of ${steps.length}: expected ${expected}${indent}saw      ${seen}`;
}

function readArgs(args: readonly string[]): RunOptions & { address: string } {
  const { values: { slow, only }, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { slow: { type: "boolean", default: false }, only: { type: "string" } },
  });
  if (positionals.length !== 1) throw new UnreachableError(USAGE);
  return { address: positionals[0]!, slow, ...only && { only: only.split(",") } };
}

if (import.meta.main) Deno.exit(await main(Deno.args, console.log));
