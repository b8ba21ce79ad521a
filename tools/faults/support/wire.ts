/**
 * WebSocket by hand, for what a well-behaved client cannot do: frames as bytes, and answers of which
 * only the heads are read.
 *
 * @module
 */

/** Kinds of WebSocket frames (RFC 6455, section 5.2). */
export const OPCODE = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** Longest payload that is handed on; of longer ones only the length is looked at. */
const MAX_READ = 4_000;

/** A client's frame. A mask of 0 costs the server what any other does, and us nothing. */
export function encodeFrame(
  opcode: number,
  payload: Uint8Array,
  mask = 0,
): Uint8Array<ArrayBuffer> {
  const header = payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10;
  const bytes = new Uint8Array(header + 4 + payload.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = 0x80 | opcode;
  bytes[1] = 0x80 | (header === 2 ? payload.length : header === 4 ? 126 : 127);
  if (header === 4) view.setUint16(2, payload.length);
  if (header === 10) view.setBigUint64(2, BigInt(payload.length));
  view.setUint32(header, mask);
  bytes.set(payload, header + 4);
  if (mask !== 0) {
    for (let n = 0; n < payload.length; n++) bytes[header + 4 + n]! ^= bytes[header + n % 4]!;
  }
  return bytes;
}

/** A good upgrade. */
export function handshake(path: string, headers: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries({
    "Host": "127.0.0.1",
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    "Sec-WebSocket-Version": "13",
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`;
}

/** Puts parts together. */
export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * Reads a server's frames from a stream of bytes, however it is cut. Payloads longer than some are
 * passed over, so that reading costs less than what is read cost the server.
 */
export class FrameReader {
  readonly #onFrame: (opcode: number, payload: Uint8Array, length: number) => void;
  #rest: Uint8Array = new Uint8Array();
  /** Bytes of a long payload that are still to be passed over. */
  #skip = 0;

  /** @param onFrame Gets the whole payload, or nothing of it where it is a long one. */
  constructor(onFrame: (opcode: number, payload: Uint8Array, length: number) => void) {
    this.#onFrame = onFrame;
  }

  /** Takes what came. The bytes may be used for something else afterwards. */
  push(fresh: Uint8Array): void {
    let bytes = this.#rest.length > 0 ? concat([this.#rest, fresh]) : fresh;
    const skipped = Math.min(this.#skip, bytes.length);
    this.#skip -= skipped;
    bytes = bytes.subarray(skipped);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    while (bytes.length - at >= 2) {
      let length = bytes[at + 1]! & 0x7f;
      const header = length < 126 ? 2 : length === 126 ? 4 : 10;
      if (bytes.length - at < header) break;
      if (header === 4) length = view.getUint16(at + 2);
      if (header === 10) length = Number(view.getBigUint64(at + 2));
      const start = at + header;
      if (length > MAX_READ) {
        this.#onFrame(bytes[at]! & 0x0f, NOTHING, length);
        at = Math.min(bytes.length, start + length);
        this.#skip = start + length - at;
        continue;
      }
      if (bytes.length - start < length) break;
      this.#onFrame(bytes[at]! & 0x0f, bytes.subarray(start, start + length), length);
      at = start + length;
    }
    this.#rest = bytes.slice(at);
  }
}

const NOTHING = new Uint8Array();
