/**
 * Chat and a file towards a room, the way that each peer's users do it.
 *
 * @module
 */

import { fail } from "./args.ts";
import { loadPeer } from "./peers.ts";

/** Speaks in a room. */
export interface Talker {
  say(line: string): void;
  sendFile(bytes: Uint8Array<ArrayBuffer>): void;
  close(): void;
}

/** Hears what is said in a room. */
export interface Listener {
  onLine(line: string): void;
  /** Parts come in order and say where in the file they begin. Absent: it wants none, not its own either. */
  readonly onPart?: (at: number, length: number) => void;
}

/** Ways to send, by the name of their mode. The server of each is in {@linkcode SERVER_OF}. */
const WAYS: Readonly<Record<string, (url: string, listener: Listener) => Promise<Talker>>> = {
  "socketio": talkSocketIo,
  "ws": (url, listener) => talkWs([url], PART_BYTES, listener),
  "ws-big": (url, listener) => talkWs([url], Infinity, listener),
  "two-sockets": (url, listener) => talkWs([url, `${url}-file`], PART_BYTES, listener),
  "mux": async (url, listener) => (await import("./talk_mux.ts")).talkMux(url, listener),
};

/** Which server each way needs. */
export const SERVER_OF: Readonly<Record<string, string>> = {
  "socketio": "socketio",
  "ws": "ws",
  "ws-big": "ws",
  "two-sockets": "ws",
  "mux": "mux",
};

/** What the peers' docs cut a file into, where they cut it at all. */
const PART_BYTES = 65_536;
/** Before a part's bytes: where they begin in the file. */
const HEADER_BYTES = 4;

/** Joins a room of `address`, like "10.0.0.1:8900". */
export function talk(mode: string, address: string, listener: Listener): Promise<Talker> {
  const way = WAYS[mode] ??
    fail(`Cannot talk "${mode}": want one of ${Object.keys(WAYS).join(", ")}`);
  return way(`ws://${address}/ws`, listener);
}

/**
 * Texts are chat, bytes are the file, on the last of the sockets. With npm:ws as the client, as for
 * every way here: unlike browsers and Node, Deno's own client leaves Nagle's algorithm on
 * (RFC 896), which holds small messages back for up to 40 ms.
 */
async function talkWs(urls: readonly string[], partBytes: number, listener: Listener) {
  const { WebSocket } = await loadPeer("ws");
  const sockets: WebSocket[] = urls.map((url) => new WebSocket(url));
  await Promise.all(sockets.map((socket) => {
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => {
      if (typeof data === "string") listener.onLine(data);
      else hearPart(new Uint8Array(data), listener);
    };
    return new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
  }));
  return {
    say: (line: string) => sockets[0]!.send(line),
    sendFile(bytes: Uint8Array<ArrayBuffer>) {
      for (const part of partsOf(bytes, partBytes)) sockets.at(-1)!.send(part);
    },
    close: () => sockets.forEach((socket) => socket.close()),
  };
}

async function talkSocketIo(url: string, listener: Listener): Promise<Talker> {
  const { io } = await loadPeer("socket.io-client");
  const socket = io(url.replace(/^ws:(.*)\/ws$/, "http:$1"), { transports: ["websocket"] });
  socket.on("chat", (line: string) => listener.onLine(line));
  socket.on("file", (part: Uint8Array) => hearPart(part, listener));
  await new Promise((resolve, reject) => {
    socket.on("connect", resolve);
    socket.on("connect_error", reject);
  });
  return {
    say: (line) => socket.emit("chat", line),
    sendFile(bytes) {
      for (const part of partsOf(bytes, PART_BYTES)) socket.emit("file", part);
    },
    close: () => socket.close(),
  };
}

function* partsOf(bytes: Uint8Array, size: number): Iterable<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < bytes.length; at += size) {
    const payload = bytes.subarray(at, Math.min(at + size, bytes.length));
    const part = new Uint8Array(HEADER_BYTES + payload.length);
    new DataView(part.buffer).setUint32(0, at);
    part.set(payload, HEADER_BYTES);
    yield part;
  }
}

function hearPart(part: Uint8Array, listener: Listener): void {
  const at = new DataView(part.buffer, part.byteOffset).getUint32(0);
  listener.onPart?.(at, part.length - HEADER_BYTES);
}
