/**
 * Hostile inputs of all kinds at once, over a few dozens of connections.
 *
 * @module
 */

import { brokenHttpInput, httpInput } from "../inputs/http.ts";
import { helloInput, muxInput } from "../inputs/mux.ts";
import { plainInput } from "../inputs/plain.ts";
import { socketInput } from "../inputs/socket.ts";
import { HostileSocket, sendBroken, sendRequests, type Tally } from "./hostile.ts";
import { Random } from "./random.ts";
import { encodeFrame, OPCODE } from "./wire.ts";

/** What each kind has of all inputs, in percent. Those that end their connection cost the most. */
const SHARES = { plain: 45, mux: 37, http: 15, socket: 3 } as const;

/** What is to be sent. */
export interface Flood {
  readonly port: number;
  readonly seed: number;
  /** A part of a longer run has inputs of its own. */
  readonly part: number;
  readonly inputs: number;
  readonly tally: Tally;
}

/** Connections of each kind at a time. */
const LANES = 6;
/** Messages that are sent before an answer is waited for. */
const GROUP = 48;
/** Groups on one connection, at most. */
const GROUPS = 60;
/** Requests on one connection, at most. */
const REQUESTS = 24;

/** What a kind does on one connection with up to `most` inputs. It returns how many it sent. */
type Connection = (flood: Flood, random: Random, most: number) => Promise<number>;

const KINDS: Readonly<Record<keyof typeof SHARES, Connection>> = {
  plain: (flood, random, most) =>
    talk(flood, random, most, { "Sec-WebSocket-Protocol": "mux.plain" }, plainInput),
  mux: (flood, random, most) =>
    talk(flood, random, most, { "Sec-WebSocket-Protocol": "mux.v1" }, muxInput, helloInput),
  http: request,
  socket: breakFrames,
};

/**
 * Sends all of it and returns when the server has handled it. What a lane sends follows from the seed,
 * the part and the lane alone.
 */
export async function flood(all: Flood): Promise<void> {
  const lanes = Object.entries(KINDS).flatMap(([kind, connection], k) =>
    Array.from({ length: LANES }, async (_, lane) => {
      const random = new Random(all.seed, (all.part * 10 + k) * LANES + lane);
      let left = Math.ceil(all.inputs * SHARES[kind as keyof typeof SHARES] / 100 / LANES);
      while (left > 0) left -= await connection(all, random, left);
    })
  );
  await Promise.all(lanes);
}

async function talk(
  { port, tally }: Flood,
  random: Random,
  most: number,
  headers: Readonly<Record<string, string>>,
  make: (random: Random) => string | Uint8Array<ArrayBuffer>,
  first?: (random: Random) => string,
): Promise<number> {
  const socket = await HostileSocket.connect(port, "/ws", headers, tally);
  const messages = first ? [encode(first(random), random)] : [];
  let sent = 0;
  for (let group = random.below(GROUPS); group >= 0 && sent < most; group--) {
    const count = Math.min(GROUP, most - sent);
    while (messages.length < count) messages.push(encode(make(random), random));
    const isHandled = await socket.send(messages.splice(0));
    // Where it ended the connection, only what ended it counts: nobody looked at what came behind.
    sent += isHandled ? count : 1;
    if (!isHandled) break;
  }
  await socket.end(random.pick(["close", "hang up", "vanish"]));
  return sent;
}

async function request({ port, tally }: Flood, random: Random, most: number): Promise<number> {
  const count = Math.min(most, 1 + random.below(REQUESTS));
  const requests = Array.from({ length: count - 1 }, () => httpInput(random));
  const last = (random.chance(0.3) ? brokenHttpInput : httpInput)(random);
  return await sendRequests(port, requests, last, tally);
}

async function breakFrames({ port, tally }: Flood, random: Random): Promise<number> {
  await sendBroken(port, socketInput(random), tally);
  return 1;
}

const encoder = new TextEncoder();

function encode(message: string | Uint8Array, random: Random): Uint8Array {
  const mask = random.chance(0.1) ? random.below(2 ** 32) : 0;
  return typeof message === "string"
    ? encodeFrame(OPCODE.text, encoder.encode(message), mask)
    : encodeFrame(OPCODE.binary, message, mask);
}
