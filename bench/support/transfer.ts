/**
 * The two ends of a transfer: one chats and sends a file in the middle of it, the other measures.
 *
 * @module
 */

import { fail } from "./args.ts";
import { quantile } from "./stats.ts";
import { talk, type Talker } from "./talk.ts";

/** What is said on the chat: a numbered line, that a file will come or comes, or that it is here. */
type Line =
  | { readonly kind: "line"; readonly n: number; readonly at: number }
  | { readonly kind: "file"; readonly bytes: number }
  | { readonly kind: "begin"; readonly at: number }
  | { readonly kind: "done" };

/** What one reader saw. */
export interface Report {
  /** Milliseconds from saying a line to hearing it, of the lines that were said while the file went. */
  readonly chat_p50_ms: number;
  readonly chat_p99_ms: number;
  readonly chat_max_ms: number;
  readonly lines: number;
  /** The file's bits each second, from the call that sends it to its last byte here. */
  readonly goodput_mbit: number;
  /** Lines, and bytes of the file, that never came. */
  readonly lost: number;
  /** Lines and parts that came again. */
  readonly duplicated: number;
}

/** Chat alone, before the file: connections have settled then. */
const LEAD_IN_MS = 1_000;

/** Milliseconds that processes of one machine agree on. Two hosts need synchronised clocks. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

/** What `receive` and `send` are told. */
export interface TransferOptions {
  readonly mode: string;
  readonly address: string;
  /** When to give up. */
  readonly patienceMs: number;
}

/** Reads until it has the file, and one line that was said after it. */
export async function receive({ mode, address, patienceMs }: TransferOptions): Promise<Report> {
  const heard = new Map<number, { at: number; delay: number }>();
  const parts = new Map<number, number>();
  const finished = Promise.withResolvers<void>();
  let bytes = NaN, begunAt = NaN, endedAt = Infinity;
  let duplicated = 0, got = 0;

  const talker = await talk(mode, address, {
    onLine(text) {
      const line: Line = JSON.parse(text);
      if (line.kind === "file") bytes = line.bytes;
      if (line.kind === "begin") begunAt = line.at;
      if (line.kind !== "line") return;
      if (heard.has(line.n)) duplicated++;
      else heard.set(line.n, { at: line.at, delay: now() - line.at });
      if (line.at > endedAt) finished.resolve();
    },
    onPart(at, length) {
      if (parts.has(at)) return void duplicated++;
      parts.set(at, length);
      got += length;
      // A sender's parts come in order: what is missing now is lost. The file's start was said before.
      if (at + length === bytes) endedAt = now();
    },
  });
  console.log("ready");
  await inTime(finished.promise, patienceMs, () => `${mode}: got ${got} of ${bytes} bytes`);
  say(talker, { kind: "done" });
  await wait(100);
  talker.close();

  const numbers = [...heard.keys()];
  const missing = Math.max(...numbers) - Math.min(...numbers) + 1 - numbers.length;
  const during = [...heard.values()].filter(({ at }) => at >= begunAt && at <= endedAt);
  const delays = during.map(({ delay }) => delay);
  return {
    chat_p50_ms: round(quantile(delays, 0.5)),
    chat_p99_ms: round(quantile(delays, 0.99)),
    chat_max_ms: round(quantile(delays, 1)),
    lines: delays.length,
    goodput_mbit: round(bytes * 8 / (endedAt - begunAt) / 1000),
    lost: missing + bytes - got,
    duplicated,
  };
}

/** What `send` is told beside. */
export interface SendOptions extends TransferOptions {
  readonly bytes: number;
  readonly chatMs: number;
  /** How many readers must say that they have it. */
  readonly readers: number;
}

/** Chats, sends a file in the middle of it, and chats on until the readers have it. */
export async function send({ mode, address, bytes, chatMs, readers, patienceMs }: SendOptions) {
  const finished = Promise.withResolvers<void>();
  let done = 0;
  const talker = await talk(mode, address, {
    onLine(text) {
      if ((JSON.parse(text) as Line).kind === "done" && ++done === readers) finished.resolve();
    },
  });
  let n = 0;
  const timer = setInterval(() => say(talker, { kind: "line", n: n++, at: now() }), chatMs);
  await wait(LEAD_IN_MS);
  const file = new Uint8Array(bytes);
  say(talker, { kind: "file", bytes });
  // On two sockets nothing else keeps the file's first part behind the line that announces it.
  await wait(chatMs);
  say(talker, { kind: "begin", at: now() });
  talker.sendFile(file);
  await inTime(
    finished.promise,
    patienceMs,
    () => `${mode}: ${done} of ${readers} readers have it`,
  );
  clearInterval(timer);
  talker.close();
}

function say(talker: Talker, line: Line): void {
  talker.say(JSON.stringify(line));
}

async function inTime(promise: Promise<void>, ms: number, story: () => string): Promise<void> {
  const timer = setTimeout(() => fail(`Gave up after ${ms} ms: ${story()}`), ms);
  await promise;
  clearTimeout(timer);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
