/**
 * A WebSocket client for load: TCP, a handshake, and no more of RFC 6455 than a well-behaved server
 * needs. It reads what has come in one go, so that a hundred of them leave the server its core.
 *
 * @module
 */

/** Handlers of a raw socket. */
export interface RawHandlers {
  onText?(text: string): void;
  onBinary?(bytes: Uint8Array): void;
  /** All that came in one read has been handled. */
  onTurn?(): void;
  /** It ended: with the server's close code, or with 1006. */
  onClose?(code: number, reason: string): void;
}

const OPCODE = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;
/** What one read takes at most. */
const READ_BYTES = 262_144;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** Shared: what a read leaves behind is copied out before anybody else reads. */
const scratch = new Uint8Array(READ_BYTES);

/** See the module's description. */
export class RawSocket {
  readonly #conn: Deno.TcpConn;
  readonly #queue: Uint8Array[] = [];
  #writing = false;
  #kept: Uint8Array = new Uint8Array();
  #ended = false;
  handlers: RawHandlers;

  private constructor(conn: Deno.TcpConn, handlers: RawHandlers) {
    this.#conn = conn;
    this.handlers = handlers;
  }

  /** Connects and reads until it is closed. Nothing comes before the caller's next turn. */
  static async connect(url: string, protocol: string | undefined, handlers: RawHandlers) {
    const { hostname, port, pathname, search, host } = new URL(url);
    const conn = await Deno.connect({ hostname, port: Number(port) });
    conn.setNoDelay(true);
    const socket = new RawSocket(conn, handlers);
    const lines = [
      `GET ${pathname}${search} HTTP/1.1`,
      `Host: ${host}`,
      "Upgrade: websocket",
      "Connection: Upgrade",
      `Sec-WebSocket-Key: ${btoa("mini-multiplexed")}`,
      "Sec-WebSocket-Version: 13",
      ...protocol ? [`Sec-WebSocket-Protocol: ${protocol}`] : [],
    ];
    socket.#write(encoder.encode(`${lines.join("\r\n")}\r\n\r\n`));
    await socket.#handshake();
    setTimeout(() => void socket.#read(), 0);
    return socket;
  }

  /** Sends texts, one message each, in one write. */
  sendTexts(texts: readonly string[]): void {
    this.#write(join(texts.map((text) => encodeFrame(OPCODE.text, encoder.encode(text)))));
  }

  /** Closes without a word. */
  close(): void {
    this.#ended = true;
    this.#conn.close();
  }

  async #handshake(): Promise<void> {
    let text = "";
    for (;;) {
      const size = await this.#conn.read(scratch);
      if (size === null) {
        throw new Error(`No upgrade: ${text.split("\r\n")[0] || "connection closed"}`);
      }
      const bytes = scratch.slice(0, size);
      text += Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
      const end = text.indexOf("\r\n\r\n");
      if (end < 0) continue;
      if (!text.startsWith("HTTP/1.1 101")) throw new Error(`No upgrade: ${text.split("\r\n")[0]}`);
      this.#kept = Uint8Array.from(text.slice(end + 4), (unit) => unit.charCodeAt(0));
      return;
    }
  }

  async #read(): Promise<void> {
    try {
      if (this.#kept.length > 0) this.#parse(this.#kept);
      const buffer = new Uint8Array(16_384);
      for (;;) {
        const size = await this.#conn.read(buffer);
        if (size === null) break;
        const fresh = buffer.subarray(0, size);
        this.#parse(this.#kept.length > 0 ? join([this.#kept, fresh]) : fresh);
      }
      this.#end(1006, "");
    } catch (error) {
      this.#end(1006, (error as Error).message);
    }
  }

  #parse(bytes: Uint8Array): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    while (bytes.length - at >= 2) {
      let length = bytes[at + 1]! & 0x7f, header = 2;
      if (length === 126) header = 4;
      else if (length === 127) header = 10;
      if (bytes.length - at < header) break;
      if (header === 4) length = view.getUint16(at + 2);
      else if (header === 10) length = Number(view.getBigUint64(at + 2));
      if (bytes.length - at < header + length) break;
      this.#message(bytes[at]! & 0x0f, bytes.subarray(at + header, at + header + length));
      at += header + length;
    }
    this.#kept = bytes.slice(at);
    if (!this.#ended) this.handlers.onTurn?.();
  }

  #message(opcode: number, payload: Uint8Array): void {
    if (opcode === OPCODE.text) this.handlers.onText?.(decoder.decode(payload));
    else if (opcode === OPCODE.binary) this.handlers.onBinary?.(payload.slice());
    else if (opcode === OPCODE.ping) this.#write(encodeFrame(OPCODE.pong, payload));
    else if (opcode === OPCODE.close) {
      const code = payload.length < 2 ? 1005 : payload[0]! << 8 | payload[1]!;
      this.#end(code, decoder.decode(payload.subarray(2)));
    }
  }

  #end(code: number, reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.handlers.onClose?.(code, reason);
  }

  /** One write at a time; what comes meanwhile goes with the next. */
  async #write(bytes: Uint8Array): Promise<void> {
    this.#queue.push(bytes);
    if (this.#writing) return;
    this.#writing = true;
    try {
      while (this.#queue.length > 0 && !this.#ended) {
        const all = join(this.#queue.splice(0));
        for (let at = 0; at < all.length;) at += await this.#conn.write(all.subarray(at));
      }
    } catch (error) {
      this.#end(1006, (error as Error).message);
    } finally {
      this.#writing = false;
    }
  }
}

/** A client's frame. Its mask is zero, which costs the server the same as any other. */
function encodeFrame(opcode: number, payload: Uint8Array): Uint8Array {
  const header = payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10;
  const bytes = new Uint8Array(header + 4 + payload.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = 0x80 | opcode;
  bytes[1] = 0x80 | (header === 2 ? payload.length : header === 4 ? 126 : 127);
  if (header === 4) view.setUint16(2, payload.length);
  if (header === 10) view.setBigUint64(2, BigInt(payload.length));
  bytes.set(payload, header + 4);
  return bytes;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
