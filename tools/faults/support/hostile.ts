/**
 * One TCP connection of somebody hostile: it writes any bytes, reads to the end, and never waits for
 * ever.
 *
 * @module
 */

import { concat, encodeFrame, FrameReader, handshake, OPCODE } from "./wire.ts";

/** The server has to answer, or to end the connection, within this. Else it hangs. */
export const PATIENCE_MS = 30_000;

/** What the server said, counted by kind: rules of errors, close codes, HTTP statuses. */
export class Tally {
  readonly counts = new Map<string, number>();
  /** What was sent on connections on which the server neither answered nor hung up. */
  readonly hangs: string[] = [];
  connections = 0;

  count(kind: string): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }
}

/** One character for each byte, so that lengths of texts are those of bytes. */
const decoder = new TextDecoder("latin1");
const encoder = new TextEncoder();

async function dial(port: number, tally: Tally): Promise<Deno.TcpConn> {
  const conn = await Deno.connect({ hostname: "127.0.0.1", port });
  conn.setNoDelay(true);
  tally.connections++;
  return conn;
}

/** Writes all of it. A connection that the server ended meanwhile is no error. */
async function write(conn: Deno.TcpConn, bytes: Uint8Array): Promise<boolean> {
  try {
    for (let at = 0; at < bytes.length;) at += await conn.write(bytes.subarray(at));
    return true;
  } catch {
    return false;
  }
}

/** Cuts a connection on which nothing is heard for too long, and notes what was sent on it. */
class Patience {
  readonly #conn: Deno.TcpConn;
  readonly #tally: Tally;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(conn: Deno.TcpConn, tally: Tally) {
    this.#conn = conn;
    this.#tally = tally;
  }

  /** From now on the server has {@linkcode PATIENCE_MS} to answer `sent`, or to end the connection. */
  begin(sent: readonly Uint8Array[]): void {
    this.end();
    this.#timer = setTimeout(() => {
      this.#tally.hangs.push(
        sent.map((bytes) => decoder.decode(bytes.subarray(0, 300))).join(" ⏎ "),
      );
      close(this.#conn);
    }, PATIENCE_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/** Reads until the other side has ended it, or somebody here has. */
async function readToEnd(conn: Deno.TcpConn, take: (bytes: Uint8Array) => void): Promise<void> {
  const buffer = new Uint8Array(65_536);
  try {
    for (;;) {
      const size = await conn.read(buffer);
      if (size === null) break;
      take(buffer.subarray(0, size));
    }
  } catch {
    // Reset, or closed by us: it ended.
  } finally {
    close(conn);
  }
}

function close(conn: Deno.TcpConn): void {
  try {
    conn.close();
  } catch {
    // It was closed already.
  }
}

/**
 * Sends requests in one go, waits for an answer to each, then sends `last` and ends our half. Answers
 * are counted by status.
 *
 * @returns How many it looked at: what comes behind one that ended the connection is not.
 */
export async function sendRequests(
  port: number,
  requests: readonly Uint8Array[],
  last: Uint8Array,
  tally: Tally,
): Promise<number> {
  const conn = await dial(port, tally);
  const answered = Promise.withResolvers<void>();
  let due = requests.length;
  const patience = new Patience(conn, tally);
  patience.begin([...requests, last]);
  const read = readToEnd(conn, (bytes) => {
    for (const [, status] of decoder.decode(bytes).matchAll(/HTTP\/1\.1 (\d{3})/g)) {
      tally.count(`HTTP ${status}`);
      // Not an answer yet: the server asks for the body.
      if (status !== "100" && --due <= 0) answered.resolve();
    }
  });
  const ended = read.then(() => {
    patience.end();
    answered.resolve();
  });
  if (due > 0 && await write(conn, concat(requests))) await answered.promise;
  if (await write(conn, last)) await conn.closeWrite().catch(() => {});
  await ended;
  return Math.min(requests.length, requests.length - due) + 1;
}

/** Upgrades, sends bytes that are no good WebSocket frames, and ends our half. */
export async function sendBroken(port: number, bytes: Uint8Array, tally: Tally): Promise<void> {
  const conn = await dial(port, tally);
  const patience = new Patience(conn, tally);
  patience.begin([bytes]);
  const read = readToEnd(conn, () => {});
  const all = concat([encoder.encode(handshake("/ws")), bytes]);
  if (await write(conn, all)) await conn.closeWrite().catch(() => {});
  await read;
  patience.end();
}

/** A WebSocket on which groups of messages are sent, each waited for. */
export class HostileSocket {
  readonly #conn: Deno.TcpConn;
  readonly #tally: Tally;
  readonly #patience: Patience;
  readonly #reader = new FrameReader((opcode, payload) => this.#onFrame(opcode, payload));
  readonly #ended: Promise<void>;
  #answered = Promise.withResolvers<boolean>();
  #head = "";
  #isUp = false;
  #isOver = false;

  private constructor(conn: Deno.TcpConn, tally: Tally) {
    this.#conn = conn;
    this.#tally = tally;
    this.#patience = new Patience(conn, tally);
    this.#ended = readToEnd(conn, (bytes) => this.#onBytes(bytes)).then(() => {
      this.#patience.end();
      this.#isOver = true;
      this.#answered.resolve(false);
    });
  }

  static async connect(
    port: number,
    path: string,
    headers: Readonly<Record<string, string>>,
    tally: Tally,
  ): Promise<HostileSocket> {
    const socket = new HostileSocket(await dial(port, tally), tally);
    await write(socket.#conn, encoder.encode(handshake(path, headers)));
    return socket;
  }

  /**
   * Sends messages and a ping.
   *
   * @returns Whether the server answered the ping, and so has handled all of them, in order. If not, it
   * has ended the connection.
   */
  async send(messages: readonly Uint8Array[]): Promise<boolean> {
    if (this.#isOver) return false;
    this.#answered = Promise.withResolvers();
    this.#patience.begin(messages);
    const ping = encodeFrame(OPCODE.ping, NOTHING);
    if (!await write(this.#conn, concat([...messages, ping]))) close(this.#conn);
    return await this.#answered.promise;
  }

  /** Says goodbye, hangs up, or is gone without a word. */
  async end(how: "close" | "hang up" | "vanish"): Promise<void> {
    if (!this.#isOver) {
      this.#patience.begin([]);
      if (how === "close") {
        await write(this.#conn, encodeFrame(OPCODE.close, Uint8Array.of(3, 232)));
      }
      if (how === "hang up") await this.#conn.closeWrite().catch(() => {});
      if (how === "vanish") close(this.#conn);
    }
    await this.#ended;
  }

  #onBytes(bytes: Uint8Array): void {
    if (this.#isUp) return this.#reader.push(bytes);
    this.#head += decoder.decode(bytes);
    const end = this.#head.indexOf("\r\n\r\n");
    if (end < 0) return;
    const isUp = this.#head.startsWith("HTTP/1.1 101");
    if (!isUp) return close(this.#conn);
    this.#isUp = true;
    // What the server said next came in the same read.
    this.#reader.push(bytes.slice(bytes.length - (this.#head.length - end - 4)));
  }

  #onFrame(opcode: number, payload: Uint8Array): void {
    if (opcode === OPCODE.pong) this.#answered.resolve(true);
    else if (opcode === OPCODE.ping) {
      void write(this.#conn, encodeFrame(OPCODE.pong, payload.slice()));
    } else if (opcode === OPCODE.close) this.#onClose(payload);
    else if (opcode === OPCODE.text && isControl(payload)) this.#onControl(payload);
  }

  #onControl(payload: Uint8Array): void {
    const rule = /\\?"rule\\?":\\?"(\w+)/.exec(decoder.decode(payload))?.[1];
    if (rule) this.#tally.count(rule);
  }

  #onClose(payload: Uint8Array): void {
    const code = payload.length < 2 ? 1005 : payload[0]! << 8 | payload[1]!;
    this.#tally.count(`close ${code}`);
    // The answer, and then the server ends it.
    void write(this.#conn, encodeFrame(OPCODE.close, payload.slice(0, 2)))
      .then(() => this.#conn.closeWrite()).catch(() => {});
  }
}

const NOTHING = new Uint8Array();
const CONTROL_START = encoder.encode('{"channel":"$"');

function isControl(payload: Uint8Array): boolean {
  return CONTROL_START.every((byte, n) => payload[n] === byte);
}
