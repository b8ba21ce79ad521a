/**
 * A client that others wrote (npm:ws), and that misses nothing: what comes is kept until it is read.
 *
 * @module
 */

import { readBatch } from "../../lib/batch.ts";
import { readRuns, type Run } from "../../lib/bulk.ts";
import { ANY_CHANNEL } from "../../lib/parse.ts";
import type { Frame } from "../../lib/protocol.ts";
import { SERVER_WORDS } from "../../lib/server_words.ts";

/** How long a test waits for the other side before it says what it saw instead. */
const PATIENCE_MS = 10_000;

/** The part of npm:ws that tests use. It brings no types. */
interface Ws {
  readonly protocol: string;
  readonly _socket: { pause(): void; resume(): void; cork(): void; uncork(): void };
  on(event: string, listener: (...args: never[]) => void): void;
  send(data: string | Uint8Array, done?: (error?: Error) => void): void;
  close(code?: number, reason?: string): void;
  terminate(): void;
}

/** How a connection ended. */
export interface Closed {
  readonly code: number;
  readonly reason: string;
}

/** Headers and subprotocols of an upgrade. */
export interface Offer {
  readonly protocols?: readonly string[];
  readonly headers?: Record<string, string>;
}

/** See the module's description. */
export class Client implements Disposable {
  readonly #ws: Ws;
  readonly #queue: Frame[] = [];
  readonly #closed = Promise.withResolvers<Closed>();
  #wake = Promise.withResolvers<void>();
  #ended: Closed | undefined;
  /** Every frame that came, read or not. */
  readonly seen: Frame[] = [];
  /** Every run that came. */
  readonly runs: Run[] = [];
  /** How many text messages came. */
  messages = 0;

  private constructor(ws: Ws) {
    this.#ws = ws;
    ws.on("message", (data: Uint8Array, isBinary: boolean) => {
      if (isBinary) this.runs.push(...readRuns(Uint8Array.from(data)).runs);
      else {
        this.messages++;
        const frames = framesOf(new TextDecoder().decode(data));
        this.seen.push(...frames);
        this.#queue.push(...frames);
      }
      this.#stir();
    });
    ws.on("close", (code: number, reason: Uint8Array) => {
      this.#ended = { code, reason: new TextDecoder().decode(reason) };
      this.#closed.resolve(this.#ended);
      this.#stir();
    });
    ws.on("error", () => {});
  }

  /** Connects, or throws an error that says with which status the server refused. */
  static async connect(address: string, { protocols = [], headers = {} }: Offer = {}) {
    const { default: WebSocket } = await import("ws");
    const ws: Ws = new WebSocket(`ws://${address}`, protocols, { headers });
    // Listening from the start: a frame may come with the very answer to the upgrade.
    const client = new Client(ws);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    ws.on("open", resolve);
    ws.on("error", reject);
    await inTime(promise, () => `No answer from ${address}`);
    return client;
  }

  /** The subprotocol that the server took, "" for none. */
  get protocol(): string {
    return this.#ws.protocol;
  }

  /** The socket below, for what a well-behaved client does not do. */
  get raw(): Ws["_socket"] {
    return this.#ws._socket;
  }

  /** How the connection ends. */
  get closed(): Promise<Closed> {
    return inTime(this.#closed.promise, () => `It did not close. ${this.#story()}`);
  }

  /** Sends a frame, or a text or bytes as they are. */
  send(frame: Partial<Frame> | string | Uint8Array): void {
    const isRaw = typeof frame === "string" || frame instanceof Uint8Array;
    this.#ws.send(isRaw ? frame : JSON.stringify(frame), () => {});
  }

  /** The next frame that was not read. */
  async next(): Promise<Frame> {
    while (this.#queue.length === 0) {
      if (this.#ended) throw new Error(`It closed. ${this.#story()}`);
      await inTime(this.#wake.promise, () => `No frame came. ${this.#story()}`);
    }
    return this.#queue.shift()!;
  }

  /** Reads up to the first frame that `isIt`, and returns all that it read. */
  async until(isIt: (frame: Frame) => boolean): Promise<Frame[]> {
    const frames: Frame[] = [];
    do frames.push(await this.next()); while (!isIt(frames.at(-1)!));
    return frames;
  }

  /** Reads `count` frames. */
  take(count: number): Promise<Frame[]> {
    let n = 0;
    return this.until(() => ++n === count);
  }

  close(): void {
    this.#ws.close();
  }

  /** Cuts the connection without a word. */
  [Symbol.dispose](): void {
    this.#ws.terminate();
  }

  #stir(): void {
    this.#wake.resolve();
    this.#wake = Promise.withResolvers();
  }

  #story(): string {
    const last = this.seen.slice(-5).map((frame) => JSON.stringify(frame).slice(0, 200));
    const end = this.#ended ? `, closed with ${this.#ended.code} ${this.#ended.reason}` : "";
    return `${this.seen.length} frames came${end}, the last were:\n${last.join("\n")}`;
  }
}

/** Of mux.v1 a message can have several frames, which leave out what they share (B8). */
function framesOf(text: string): Frame[] {
  const value = JSON.parse(text);
  if (!Array.isArray(value)) return [value];
  return readBatch(text, ANY_CHANNEL, SERVER_WORDS).map((item) => {
    if (item.kind === "error") {
      throw new Error(`The server sent a bad frame: ${item.error.message}`);
    }
    return item.frame as Frame;
  });
}

/** A promise that must be settled soon, or the story of what was there instead. */
export async function inTime<T>(promise: Promise<T>, story: () => string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(story())), PATIENCE_MS);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
