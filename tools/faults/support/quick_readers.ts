/**
 * The thread of people who read at once and talk: each says a line now and then, and one sends a file
 * without an end, on the same channels as everybody. It is told a {@linkcode Crowd}, then "begin" and "end"
 * as often as one likes, and answers "end" with what was heard in between.
 *
 * @module
 */

import { CONTROL } from "../../../lib/channels.ts";
import { RawSocket } from "../../../bench/support/raw_socket.ts";
import { type Delays, delaysOf } from "./delays.ts";
import { GREETING, wireOf } from "./join.ts";
import { answer } from "./thread.ts";

/** What they heard. */
export interface Heard extends Delays {
  readonly lines: number;
  /** Lines that somebody did not hear, or more than once. */
  readonly wrong: number;
}

/** What a thread is told first. */
interface Crowd {
  readonly port: number;
  readonly count: number;
  /** Each of them says a line so often, in milliseconds. */
  readonly lineMs: number;
}

/** The file: so many bytes, so often, in milliseconds. 100 KB a second, for each reader. */
const PIECE_BYTES = 4_096;
const PIECE_MS = 40;
/** How long the last line may take, in milliseconds. */
const PATIENCE_MS = 10_000;

const sockets: RawSocket[] = [];
/** When each line was said, by its number, and how many have heard it. */
const saidAt: number[] = [];
const hearings: number[] = [];
let delays: number[] = [];
let first = 0;
let pieces = 0;
let ended = false;

function hear(text: string): void {
  for (const [, number] of text.matchAll(/"line (\d+)"/g)) {
    const line = Number(number);
    hearings[line]!++;
    if (line >= first) delays.push(performance.now() - saidAt[line]!);
  }
}

async function joinOne(port: number, n: number): Promise<void> {
  const wire = wireOf(n);
  let pieces = 0;
  const onText = (text: string) => {
    hear(text);
    // Bulk goes on as it is acked: who reads at once says so at once.
    if (wire === "mux.v1" && text.includes('"channel":"file"')) {
      socket.sendTexts([
        JSON.stringify({ channel: CONTROL, type: "ack", of: "file", frames: ++pieces }),
      ]);
    }
  };
  const socket = await RawSocket.connect(`ws://127.0.0.1:${port}/ws`, wire, {
    onText,
    onClose(code, reason) {
      if (!ended) throw new Error(`A quick reader was closed: ${code} ${reason}`);
    },
  });
  sockets.push(socket);
  if (wire === "mux.v1") socket.sendTexts(GREETING);
}

/** One message of one frame. */
function frame(channel: string, messageId: string, data: string): string {
  return JSON.stringify({ channel, messageId, sequence: 0, total: 1, data });
}

async function start({ port, count, lineMs }: Crowd): Promise<void> {
  for (let n = 0; n < count; n++) await joinOne(port, n);
  let speaker = 0;
  setInterval(() => {
    if (ended) return;
    const line = saidAt.push(performance.now()) - 1;
    hearings.push(0);
    sockets[speaker++ % count]!.sendTexts([frame("chat", `${line}`, `line ${line}`)]);
  }, lineMs / count);
  setInterval(() => {
    if (ended) return;
    sockets[0]!.sendTexts([frame("file", `${pieces++}`, "x".repeat(PIECE_BYTES))]);
  }, PIECE_MS);
}

/** Waits until all that was said since "begin" is heard. */
async function end(): Promise<Heard> {
  ended = true;
  const last = saidAt.length;
  const missing = () => {
    let sum = 0;
    for (let line = first; line < last; line++) sum += Math.abs(sockets.length - hearings[line]!);
    return sum;
  };
  const until = performance.now() + PATIENCE_MS;
  while (missing() > 0 && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, PIECE_MS));
  }
  const heard = { lines: last - first, wrong: missing(), ...delaysOf(delays) };
  ended = false;
  return heard;
}

answer(async (question) => {
  if (question === "end") return await end();
  if (question === "begin") {
    first = saidAt.length;
    delays = [];
  } else await start(question as Crowd);
});
