/**
 * One connection of a dialogue: a plain `WebSocket` whose messages are kept until they are expected.
 *
 * @module
 */

import { inherit } from "../lib/brief.ts";
import { encodeRun, readRuns, type Run } from "../lib/bulk.ts";
import { CONTROL } from "../lib/channels.ts";
import type { Frame } from "../lib/protocol.ts";

/** A frame that came, with what it left out (B8). */
export type Seen = Record<string, unknown>;

/** How a peer connects. */
export interface PeerOptions {
  readonly protocols: readonly string[];
  /** The page that it pretends to be. */
  readonly origin?: string | undefined;
}

/** See the module's description. */
export class Peer {
  readonly #socket: WebSocket;
  readonly #opened = Promise.withResolvers<boolean>();
  #stirred = Promise.withResolvers<void>();
  /** Frames that nobody expected yet, in the order in which they came. */
  readonly frames: Seen[] = [];
  /** Runs, likewise. */
  readonly runs: Run[] = [];
  /** The last that came, for the report of a failure. */
  last = "nothing";
  /** The close code, once it is closed. */
  code: number | undefined;
  /** Why it could not connect. */
  error = "";

  constructor(url: string, { protocols, origin }: PeerOptions) {
    // With headers, which only Deno takes: a browser says itself which page it is.
    const options = { protocols, headers: { origin } } as unknown as string[];
    this.#socket = new WebSocket(url, origin === undefined ? [...protocols] : options);
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onopen = () => this.#opened.resolve(true);
    this.#socket.onerror = (event) => this.error = (event as ErrorEvent).message;
    this.#socket.onmessage = ({ data }) => this.#receive(data);
    this.#socket.onclose = ({ code }) => {
      this.code = code;
      this.#opened.resolve(false);
      this.#stirred.resolve();
    };
  }

  /** Whether the server takes it. */
  get opened(): Promise<boolean> {
    return this.#opened.promise;
  }

  /** The subprotocol that the server chose, "" for none. */
  get protocol(): string {
    return this.#socket.protocol;
  }

  send(data: string | Uint8Array<ArrayBuffer>): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(data);
  }

  sendRun(run: Run): void {
    this.send(encodeRun(run));
  }

  /** Ends it, and waits until it has. */
  async close(): Promise<void> {
    if (this.#socket.readyState < WebSocket.CLOSING) this.#socket.close();
    await this.until(() => this.code);
  }

  /**
   * Calls `look` now and after each thing that happens, until it finds something.
   *
   * @returns What it found, or `undefined` when `ms` milliseconds have passed, or nothing more can come.
   */
  async until<T>(look: () => T | undefined, ms = 2_000): Promise<T | undefined> {
    const { promise: late, resolve } = Promise.withResolvers<true>();
    const timer = setTimeout(resolve, ms, true);
    try {
      for (;;) {
        const found = look();
        if (found !== undefined || this.code !== undefined) return found;
        if (await Promise.race([this.#stirred.promise, late])) return undefined;
      }
    } finally {
      clearTimeout(timer);
    }
  }

  #receive(data: string | ArrayBuffer): void {
    if (typeof data === "string") {
      this.last = data;
      this.frames.push(...framesOf(JSON.parse(data)));
    } else {
      const { runs, error } = readRuns(new Uint8Array(data));
      this.runs.push(...runs);
      this.last = error?.message ?? `${runs.length} runs, ${data.byteLength} bytes`;
    }
    this.#stirred.resolve();
    this.#stirred = Promise.withResolvers();
  }
}

function framesOf(message: Seen | Seen[]): Seen[] {
  if (!Array.isArray(message)) return [message];
  let previous: Seen | undefined;
  for (const frame of message) {
    if (frame.channel === CONTROL) continue;
    if (previous) inherit(frame, previous as unknown as Frame);
    previous = frame;
  }
  return message;
}
