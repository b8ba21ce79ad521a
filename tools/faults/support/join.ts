/**
 * Upgrades by hand, as bytes: a connection on which one can read as slowly as one likes.
 *
 * @module
 */

import { CHANNELS, CONTROL } from "../../../lib/channels.ts";
import { concat, encodeFrame, handshake, OPCODE } from "./wire.ts";

/** Which wire a connection speaks. */
export type Wire = "mux.plain" | "mux.v1";

/** The two wires, by turns. */
export function wireOf(n: number): Wire {
  return n % 2 === 0 ? "mux.plain" : "mux.v1";
}

/** A client that grants everything: what it does not read is the server's affair, not the wire's. */
const ALL = { bytes: Number.MAX_SAFE_INTEGER, frames: Number.MAX_SAFE_INTEGER };

/** The first words on `mux.v1`: hello, and credit for every channel. */
export const GREETING: readonly string[] = [
  { type: "hello", version: 1 },
  ...[...CHANNELS.keys()].map((of) => ({ type: "credit", of, ...ALL })),
].map((fields) => JSON.stringify({ channel: CONTROL, ...fields }));

/** Joins, and has read up to the end of the answer to the upgrade: nothing, or a part of what follows. */
export async function join(
  port: number,
  wire: Wire,
): Promise<{ conn: Deno.TcpConn; rest: Uint8Array }> {
  const conn = await Deno.connect({ hostname: "127.0.0.1", port });
  conn.setNoDelay(true);
  const head = encoder.encode(handshake("/ws", { "Sec-WebSocket-Protocol": wire }));
  await send(conn, concat([head, ...wire === "mux.v1" ? GREETING.map(encodeText) : []]));
  const buffer = new Uint8Array(16_384);
  let bytes: Uint8Array = new Uint8Array();
  for (;;) {
    const size = await conn.read(buffer);
    if (size !== null) bytes = concat([bytes, buffer.subarray(0, size)]);
    const text = decoder.decode(bytes);
    const end = text.indexOf("\r\n\r\n");
    if (size !== null && end < 0) continue;
    const isUp = end >= 0 && text.startsWith("HTTP/1.1 101");
    if (!isUp) throw new Error(`No upgrade: ${text.split("\r\n")[0]}`);
    return { conn, rest: bytes.subarray(end + 4) };
  }
}

/** Writes all of it. */
export async function send(conn: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await conn.write(bytes.subarray(at));
}

/** A text message as bytes of a WebSocket. */
export function encodeText(text: string): Uint8Array<ArrayBuffer> {
  return encodeFrame(OPCODE.text, encoder.encode(text));
}

const encoder = new TextEncoder();
/** One character for each byte, but not its number: "latin1" is windows-1252, where 0x80 is a euro sign. */
const decoder = new TextDecoder("latin1");
