/**
 * Plays the dialogues of docs/vectors/exchange.json against any server, for the tool at a terminal and
 * for the page. It is no part of the library, which talks and does not examine, so it is not in lib/;
 * like lib/ it imports nothing that only one of its two users has.
 *
 * @module
 */

import exchange from "../docs/vectors/exchange.json" with { type: "json" };
import { Dialogue, Mismatch, type Step } from "./dialogue.ts";
import { type Edge, Peer } from "./peer.ts";

/** One dialogue of the file. */
export interface Exchange {
  readonly name: string;
  readonly rule: string;
  readonly wire: "mux.plain" | "mux.v1";
  readonly slow?: boolean;
  readonly steps: readonly Step[];
}

/** All of them, in the order in which they are played. */
export const EXCHANGES = exchange.vectors as unknown as readonly Exchange[];

/** Where a dialogue failed. */
export interface Failure {
  /** The step, from 0. */
  readonly at: number;
  readonly steps: readonly Step[];
  readonly expected: string;
  readonly seen: string;
}

/** How a dialogue went. */
export type Verdict =
  & { readonly rule: string; readonly name: string }
  & (
    | { readonly outcome: "ok" }
    | { readonly outcome: "FAIL"; readonly failure: Failure }
    | { readonly outcome: "skip"; readonly why: string }
  );

/** What to run. */
export interface RunOptions {
  /** Those too that take more than 10 s. */
  readonly slow?: boolean;
  /** Those of these rules only. */
  readonly only?: readonly string[];
  /** Stops it: the dialogue that is being played has no verdict any more. */
  readonly signal?: AbortSignal;
  /** Senders that are no part of it: a page that runs this may be in the room itself. */
  readonly ignores?: (from: unknown) => boolean;
}

/** Nothing can be tried. The message is one line for people. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

/** Why slow ones are skipped. */
export const SLOW = "it is slow";

/**
 * Plays every dialogue, one after another: they share the server's room.
 *
 * @throws {UnreachableError} If there is no WebSocket server at `url`.
 */
export async function* run(
  url: URL,
  edge: Edge,
  { slow = false, only, signal, ignores }: RunOptions = {},
): AsyncGenerator<Verdict> {
  const choosesPlain = await errorOf(url, ["mux.plain"], edge) === undefined;
  const unreachable = choosesPlain ? undefined : await errorOf(url, [], edge);
  if (unreachable !== undefined) {
    throw new UnreachableError(`Cannot reach ${url.href}: ${unreachable}`);
  }
  const hasMux = await errorOf(url, ["mux.v1"], edge) === undefined;
  for (const vector of EXCHANGES) {
    if (signal?.aborted) return;
    const { rule, name } = vector;
    if (only && !only.includes(rule)) continue;
    const why = vector.wire === "mux.v1" && !hasMux
      ? "the server speaks the plain wire only"
      : vector.slow && !slow
      ? SLOW
      : obstacleOf(vector, edge);
    if (why !== undefined) {
      yield { rule, name, outcome: "skip", why };
      continue;
    }
    const defaults = exchange.frame;
    const options = { url, edge, defaults, slow: vector.slow, choosesPlain, ignores };
    const failure = await failureOf(vector, new Dialogue(options), signal);
    if (signal?.aborted) return;
    yield failure ? { rule, name, outcome: "FAIL", failure } : { rule, name, outcome: "ok" };
  }
}

function obstacleOf({ steps }: Exchange, edge: Edge): string | undefined {
  const tasks = (["origin", "refused", "get"] as const).filter((task) =>
    steps.some((step) => step[task] !== undefined)
  );
  return tasks.map((task) => edge.cannot(task)).find((why) => why !== undefined);
}

/** Where and why a dialogue fails, or `undefined` where it does not. */
async function failureOf(
  { steps }: Exchange,
  dialogue: Dialogue,
  signal: AbortSignal | undefined,
): Promise<Failure | undefined> {
  const stop = () => dialogue.end();
  signal?.addEventListener("abort", stop);
  let at = 0;
  try {
    for (const step of steps) {
      await dialogue.play(step);
      at++;
    }
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    return { at, steps, expected: error.expected, seen: error.seen };
  } finally {
    signal?.removeEventListener("abort", stop);
    await dialogue.end();
  }
}

/** Why a connection with these offers, and the first of them chosen, is not to be had. */
async function errorOf(
  url: URL,
  protocols: readonly string[],
  edge: Edge,
): Promise<string | undefined> {
  const peer = new Peer(url.href, { protocols }, edge);
  const isOpen = await peer.opened();
  await peer.close();
  if (!isOpen) return peer.error || "the connection was closed, or never opened";
  return peer.protocol === (protocols[0] ?? "") ? undefined : `it chose "${peer.protocol}"`;
}
