/**
 * The thread of readers that are far too slow: each takes a little from its socket, once in a while.
 * It is told `{port, count}`, then "stop", and answers that with how many the server has let go.
 *
 * @module
 */

import { CONTROL } from "../../../lib/channels.ts";
import { encodeText, join, send, type Wire, wireOf } from "./join.ts";
import { answer } from "./thread.ts";
import { encodeFrame, OPCODE } from "./wire.ts";

/** Each takes so many bytes, so often, in milliseconds: a phone at the edge of a network. */
const SIP_BYTES = 4_096;
const SIP_MS = 1_000;
/** Slow is not dead: each shows a sign of life so often, in milliseconds. */
const ALIVE_MS = 10_000;
/** Parts of these times in which some of them have their turn. */
const STEPS = 50;

const conns = new Map<Deno.TcpConn, Wire>();
let letGo = 0;

async function start(port: number, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const { conn } = await join(port, wireOf(n));
    conns.set(conn, wireOf(n));
  }
  const buffer = new Uint8Array(SIP_BYTES);
  everyInTurn(SIP_MS, (conn) => void sip(conn, buffer));
  everyInTurn(ALIVE_MS, (conn, wire) => void live(conn, wire));
}

/** Does something for each connection so often, a few at a time: people are not in step. */
function everyInTurn(ms: number, act: (conn: Deno.TcpConn, wire: Wire) => void): void {
  let step = 0;
  setInterval(() => {
    step = (step + 1) % STEPS;
    [...conns].forEach(([conn, wire], n) => n % STEPS === step && act(conn, wire));
  }, ms / STEPS);
}

/** A frame on `mux.v1` (L1); on the plain wire the pong that the runtime asks for, unasked. */
async function live(conn: Deno.TcpConn, wire: Wire): Promise<void> {
  const sign = wire === "mux.v1"
    ? encodeText(JSON.stringify({ channel: CONTROL, type: "pong", id: 0 }))
    : encodeFrame(OPCODE.pong, new Uint8Array());
  await send(conn, sign).catch(() => {});
}

async function sip(conn: Deno.TcpConn, buffer: Uint8Array): Promise<void> {
  const size = await conn.read(buffer).catch(() => null);
  if (size !== null || !conns.delete(conn)) return;
  letGo++;
  conn.close();
}

answer(async (question) => {
  if (question === "stop") return letGo;
  const { port, count } = question as { port: number; count: number };
  await start(port, count);
});
