/**
 * Runs the dialogues of docs/vectors/exchange.json against any server:
 * `deno task conformance ws://localhost:8765`. Nobody else should be there meanwhile.
 *
 * @module
 */

import { parseArgs } from "node:util";
import { Dialogue, Mismatch, type Step } from "./dialogue.ts";
import { Peer } from "./peer.ts";
import { readVectors } from "./vectors.ts";

/** One dialogue of the file. */
interface Exchange {
  readonly name: string;
  readonly rule: string;
  readonly wire: "mux.plain" | "mux.v1";
  readonly slow?: boolean;
  readonly steps: readonly Step[];
}

/** How a dialogue went. */
export interface Verdict {
  readonly rule: string;
  readonly name: string;
  readonly outcome: "ok" | "FAIL" | "skip";
  /** What was expected and seen, or why it was skipped. */
  readonly why?: string;
}

/** What to run. */
export interface ConformanceOptions {
  /** Those too that take more than 10 s. */
  readonly slow?: boolean;
  /** Those of these rules only. */
  readonly only?: readonly string[];
}

/** Nothing can be tried. The message is one line for people. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

/**
 * Plays every dialogue, one after another: they share the server's room.
 *
 * @throws {UnreachableError} If there is no WebSocket server at `address`.
 */
export async function* conformance(
  address: string,
  { slow = false, only }: ConformanceOptions = {},
): AsyncGenerator<Verdict> {
  const url = parseAddress(address);
  const unreachable = await errorOf(url, []);
  if (unreachable !== undefined) {
    throw new UnreachableError(`Cannot reach ${url.href}: ${unreachable}`);
  }
  const hasMux = await errorOf(url, ["mux.v1"]) === undefined;
  const { vectors, frame } = readVectors<{ vectors: Exchange[]; frame: object }>("exchange.json");
  for (const vector of vectors) {
    const { rule, name } = vector;
    if (only && !only.includes(rule)) continue;
    if (vector.wire === "mux.v1" && !hasMux) {
      yield { rule, name, outcome: "skip", why: "the server speaks the plain wire only" };
    } else if (vector.slow && !slow) {
      yield { rule, name, outcome: "skip", why: "it is slow, --slow runs it" };
    } else {
      const why = await failureOf(vector, new Dialogue(url, frame, vector.slow));
      yield why === undefined
        ? { rule, name, outcome: "ok" }
        : { rule, name, outcome: "FAIL", why };
    }
  }
}

/** Where and why a dialogue fails, or `undefined` where it does not. */
async function failureOf({ steps }: Exchange, dialogue: Dialogue): Promise<string | undefined> {
  let at = 0;
  try {
    for (const step of steps) {
      at++;
      await dialogue.play(step);
    }
  } catch (error) {
    if (error instanceof Mismatch) return `step ${at} of ${steps.length}: ${error.message}`;
    throw error;
  } finally {
    await dialogue.end();
  }
}

function parseAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url && /^wss?:$/.test(url.protocol)) return url;
  throw new UnreachableError(`"${address}" is no address like ws://localhost:8765`);
}

/** Why a connection with these offers, and the first of them chosen, is not to be had. */
async function errorOf(url: URL, protocols: readonly string[]): Promise<string | undefined> {
  const peer = new Peer(url.href, { protocols });
  const isOpen = await peer.opened;
  await peer.close();
  if (!isOpen) return peer.error || "the connection was closed";
  return peer.protocol === (protocols[0] ?? "") ? undefined : `it chose "${peer.protocol}"`;
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
    for await (const verdict of conformance(address, options)) {
      const { outcome, rule, name, why } = verdict;
      verdicts.push(verdict);
      print(`${outcome.padEnd(5)} ${rule}: ${name}${why ? `\n        ${why}` : ""}`);
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

function readArgs(args: readonly string[]): ConformanceOptions & { address: string } {
  const { values: { slow, only }, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { slow: { type: "boolean", default: false }, only: { type: "string" } },
  });
  if (positionals.length !== 1) throw new UnreachableError(USAGE);
  return { address: positionals[0]!, slow, ...only && { only: only.split(",") } };
}

if (import.meta.main) Deno.exit(await main(Deno.args, console.log));
