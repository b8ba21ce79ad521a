/**
 * The thread of many connections on which little happens. It is told `{port, count}`, then "heard", and
 * answers that with what they have heard ({@linkcode Report}).
 *
 * @module
 */

import { CONTROL } from "../../../lib/channels.ts";
import { encodeText, join, send, type Wire, wireOf } from "./join.ts";
import { LINE } from "./mark.ts";
import { answer } from "./thread.ts";
import { encodeFrame, FrameReader, OPCODE } from "./wire.ts";

/** What became of all connections. */
export interface Report {
  /** Lines that all of them have heard together. */
  readonly heard: number;
  /** Those that are no more, each with its wire and how it ended: the server's close code and reason. */
  readonly lost: readonly string[];
  /** How many have heard so many lines: all the same number, or somebody missed something. */
  readonly byLines: ReadonlyMap<number, number>;
}

/** One connection. */
interface Reader {
  readonly wire: Wire;
  heard: number;
  /** What the server closed it with. */
  close: string;
  isLost: boolean;
}

/** Connections that are opened at the same time. */
const AT_ONCE = 20;

const decoder = new TextDecoder();
const readers: Reader[] = [];

async function joinOne(port: number, n: number): Promise<void> {
  const wire = wireOf(n);
  const { conn, rest } = await join(port, wire);
  const reader: Reader = { wire, heard: 0, close: "no close frame", isLost: false };
  readers.push(reader);
  const frames = new FrameReader((opcode, payload) => {
    if (opcode === OPCODE.ping) void send(conn, encodeFrame(OPCODE.pong, payload.slice()));
    else if (opcode === OPCODE.close) reader.close = closeOf(payload);
    else if (opcode === OPCODE.text) hear(conn, reader, decoder.decode(payload));
  });
  frames.push(rest);
  void read(conn, frames, reader);
}

function hear(conn: Deno.TcpConn, reader: Reader, text: string): void {
  reader.heard += text.split(LINE).length - 1;
  const ping = /"type":"ping","id":(\d+)/.exec(text);
  if (!ping) return;
  void send(conn, encodeText(JSON.stringify({ channel: CONTROL, type: "pong", id: +ping[1]! })));
}

function closeOf(payload: Uint8Array): string {
  if (payload.length < 2) return "1005";
  return `${payload[0]! << 8 | payload[1]!} ${decoder.decode(payload.subarray(2))}`;
}

async function read(conn: Deno.TcpConn, frames: FrameReader, reader: Reader): Promise<void> {
  const buffer = new Uint8Array(2_048);
  for (;;) {
    const size = await conn.read(buffer).catch(() => null);
    if (size === null) break;
    frames.push(buffer.subarray(0, size));
  }
  reader.isLost = true;
  conn.close();
}

function report(): Report {
  const byLines = new Map<number, number>();
  for (const { heard } of readers) byLines.set(heard, (byLines.get(heard) ?? 0) + 1);
  return {
    heard: readers.reduce((sum, { heard }) => sum + heard, 0),
    lost: readers.filter(({ isLost }) => isLost).map(({ wire, close }) => `${wire}, ${close}`),
    byLines,
  };
}

answer(async (question) => {
  if (question === "heard") return report();
  const { port, count } = question as { port: number; count: number };
  for (let n = 0; n < count; n += AT_ONCE) {
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, count - n) }, (_, k) => joinOne(port, n + k)),
    );
  }
});
