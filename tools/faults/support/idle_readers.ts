/**
 * The thread of many connections on which little happens. It is told `{port, count}`, then "heard", and
 * answers that with how many lines each connection has heard, in all.
 *
 * @module
 */

import { CONTROL } from "../../../lib/channels.ts";
import { encodeText, join, send, wireOf } from "./join.ts";
import { LINE } from "./mark.ts";
import { answer } from "./thread.ts";
import { encodeFrame, FrameReader, OPCODE } from "./wire.ts";

/** Connections that are opened at the same time. */
const AT_ONCE = 20;

const decoder = new TextDecoder();
let heard = 0;
let ended = 0;

async function joinOne(port: number, n: number): Promise<void> {
  const wire = wireOf(n);
  const { conn, rest } = await join(port, wire);
  const reader = new FrameReader((opcode, payload) => {
    if (opcode === OPCODE.ping) void send(conn, encodeFrame(OPCODE.pong, payload.slice()));
    if (opcode !== OPCODE.text) return;
    const text = decoder.decode(payload);
    heard += text.split(LINE).length - 1;
    const ping = /"type":"ping","id":(\d+)/.exec(text);
    if (ping) {
      const pong = { channel: CONTROL, type: "pong", id: Number(ping[1]) };
      void send(conn, encodeText(JSON.stringify(pong)));
    }
  });
  reader.push(rest);
  void read(conn, reader);
}

async function read(conn: Deno.TcpConn, reader: FrameReader): Promise<void> {
  const buffer = new Uint8Array(2_048);
  for (;;) {
    const size = await conn.read(buffer).catch(() => null);
    if (size === null) break;
    reader.push(buffer.subarray(0, size));
  }
  ended++;
}

answer(async (question) => {
  if (question === "heard") return { heard, ended };
  const { port, count } = question as { port: number; count: number };
  for (let n = 0; n < count; n += AT_ONCE) {
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, count - n) }, (_, k) => joinOne(port, n + k)),
    );
  }
});
