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

const conns = new Map<Deno.TcpConn, Wire>();
let letGo = 0;

async function start(port: number, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const { conn } = await join(port, wireOf(n));
    conns.set(conn, wireOf(n));
  }
  const buffer = new Uint8Array(SIP_BYTES);
  setInterval(() => conns.forEach((_, conn) => void sip(conn, buffer)), SIP_MS);
  setInterval(() => conns.forEach((wire, conn) => void live(conn, wire)), ALIVE_MS);
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
