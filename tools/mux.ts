/**
 * The room at a terminal: `deno task mux ws://localhost:8765`. What is typed is said on `chat`.
 *
 * @module
 */

import { createInterface } from "node:readline";
import process from "node:process";
import { setImmediate } from "node:timers";
import { parseArgs } from "node:util";
import { CHANNELS } from "../lib/channels.ts";
import { connect, type Connection, type ReceivedRun, webSocket } from "../lib/connect.ts";
import type { MuxFrame } from "../lib/batch.ts";
import { systemClock } from "../lib/clock.ts";
import { OwnChannels, showOwn } from "./mux_own.ts";
import { receiveFiles } from "./mux_receive.ts";
import { replay } from "./mux_replay.ts";
import { sendFile } from "./mux_send.ts";

const USAGE = `Usage: deno task mux ws://localhost:8765 [options]
       deno task mux --replay FILE [--json]

  --send FILE     send a file, and end when the server has it
  --receive DIR   write the files that others send into a folder, and stay
  --replay FILE   play a lesson that was saved, and print the hash of what it ends in
  --json          print every frame, one JSON object a line`;

/** Who is at the terminal. */
export interface Terminal {
  /** What is typed. */
  readonly lines: AsyncIterable<string>;
  /** What was asked for. */
  readonly print: (line: string) => void;
  /** What is good to know. */
  readonly note: (line: string) => void;
  /** Ends it. */
  readonly signal?: AbortSignal;
}

/** It cannot go on. The message is one line for people. */
class Failure extends Error {
  override readonly name = "Failure";
}

/** Runs the tool. Exit codes: 0 done, 1 failed, 2 not understood. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readArgs(args);
  if (typeof options === "string") {
    terminal.note(options);
    return 2;
  }
  if (options.replay !== undefined) {
    const print = (line: string) => terminal.print(plainLine(line));
    return await replay(options.replay, options.json, { ...terminal, print });
  }
  // Here and not at the top: it reads the environment, which not everybody who imports this may.
  const { default: WebSocket } = await import("ws");
  const own = new OwnChannels();
  using connection = connect({
    socket: webSocket(options.url, WebSocket),
    clock: systemClock,
    random: Math.random,
    schedule: setImmediate,
    onWire: own.watch,
    // Files that are neither kept nor shown would only take the line.
    ...options.receive === undefined && !options.json && { read: { file: "none" } },
    ...terminal.signal && { signal: terminal.signal },
  });
  try {
    await opened(connection, options.url);
    await Promise.race([ended(connection, terminal), run(connection, own, options, terminal)]);
    return 0;
  } catch (error) {
    if (terminal.signal?.aborted) return 0;
    if (!(error instanceof Error)) throw error;
    terminal.note(error instanceof Failure ? error.message : `Failed: ${error.message}`);
    return 1;
  }
}

interface Options {
  readonly url: string;
  readonly replay?: string | undefined;
  readonly send?: string | undefined;
  readonly receive?: string | undefined;
  readonly json: boolean;
}

/** The options, or what to say to somebody whose options they are not. */
function readArgs(args: readonly string[]): Options | string {
  try {
    const { values, positionals: [url, ...more] } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        send: { type: "string" },
        receive: { type: "string" },
        replay: { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
    if (values.replay !== undefined && url === undefined) return { url: "", ...values };
    if (url === undefined || more.length > 0 || values.replay !== undefined) return USAGE;
    if (/^wss?:\/\/./.test(url) && URL.canParse(url)) return { url, ...values };
    return `"${url}" is no address like ws://localhost:8765`;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Resolves at the first welcome. Who was never let in does not try again. */
function opened(connection: Connection, url: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const off = connection.onState((state) => {
    if (state.phase === "connecting") return;
    off();
    if (state.phase === "open") return resolve();
    const { code, reason } = state;
    const isNobody = code === 0 || code === 1006;
    const why = reason || (isNobody ? "nobody is there, or it has no mux.v1" : `code ${code}`);
    reject(new Failure(`Cannot join ${url}: ${why}`));
  });
  return promise;
}

/** Rejects when the connection has ended for good, and tells of what is mended. */
function ended(connection: Connection, { note }: Terminal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  connection.onState((state) => {
    if (state.phase === "waiting") note(`Lost the connection (${state.code}), trying again`);
    if (state.phase === "open") note("The connection is back");
    if (state.phase === "closed") reject(new Failure(`Closed: ${state.reason || state.code}`));
  });
  connection.onTrouble((trouble) => note(`Trouble: ${JSON.stringify(trouble)}`));
  return promise;
}

async function run(
  connection: Connection,
  own: OwnChannels,
  options: Options,
  terminal: Terminal,
): Promise<void> {
  const { print, note } = terminal;
  const { send, receive, json } = options;
  note(`You are ${connection.from}`);
  if (json) printFrames(connection, own, print);
  else {
    connection.channel("chat").onMessage(({ from, text }) => print(`${from}: ${plainLine(text)}`));
    showOwn(connection, own, (line) => print(plainLine(line)));
  }
  const say = async (path: string) => note(await sendFile(connection, path));
  await Promise.all([
    send === undefined ? receive === undefined && chat(connection, terminal) : say(send),
    receive !== undefined && receiveFiles(connection, own, receive, note),
  ]);
}

/** Says what is typed, until the end of it, and then waits until the server has it. */
async function chat(connection: Connection, { lines }: Terminal): Promise<void> {
  const channel = connection.channel("chat");
  connection.channel("presence").send("online");
  const unacked = new Set<Promise<void>>();
  for await (const line of lines) {
    const { acked } = channel.send(line);
    unacked.add(acked);
    acked.finally(() => unacked.delete(acked)).catch(() => {});
  }
  await Promise.all(unacked);
}

function printFrames(
  connection: Connection,
  own: OwnChannels,
  print: (line: string) => void,
): void {
  const listen = (name: string) => {
    connection.channel(name).onFrame((frame) => print(JSON.stringify(readable(frame))));
  };
  for (const name of CHANNELS.keys()) listen(name);
  own.each(listen);
}

/** Pieces as base64, which is what the plain wire has (B7). */
function readable(frame: MuxFrame | ReceivedRun): object {
  if (!("payload" in frame)) return frame;
  const { payload, ...labels } = frame;
  return { ...labels, bytes: payload.toBase64() };
}

/** One line: what others say must not move the cursor, nor turn the text around. */
function plainLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, " ");
}

/** Reads only once somebody listens: Node's own iterator loses what came before. */
async function* typed(): AsyncGenerator<string> {
  yield* createInterface({ input: process.stdin });
}

if (import.meta.main) {
  Deno.exit(
    await main(Deno.args, {
      lines: typed(),
      print: console.log,
      note: console.error,
    }),
  );
}
