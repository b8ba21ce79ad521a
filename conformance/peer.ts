/**
 * One connection of a dialogue: a socket whose messages are kept until they are expected.
 *
 * @module
 */

import { inherit } from "../lib/brief.ts";
import { encodeRun, readRuns, type Run } from "../lib/bulk.ts";
import { CONTROL } from "../lib/channels.ts";
import type { Clock, Socket } from "../lib/link.ts";
import type { Frame } from "../lib/protocol.ts";
import { isObject, parsed } from "./vectors.ts";

/** A frame that came, with what it left out (B8). */
export type Seen = Record<string, unknown>;

/** How a peer connects. */
export interface PeerOptions {
  readonly protocols: readonly string[];
  /** The page that it pretends to be, where {@linkcode Edge.cannot} has nothing against that. */
  readonly origin?: string | undefined;
  /** Whose frames are passed over, by their sender. */
  readonly ignores?: ((from: unknown) => boolean) | undefined;
}

/** A `WebSocket`, or what looks like one. Its bytes come as `ArrayBuffer`. */
export interface PeerSocket extends Socket<string | Uint8Array<ArrayBuffer>> {
  readonly readyState: number;
  readonly protocol: string;
  onerror: ((event: never) => unknown) | null;
}

/** What is handed in: the world in which the dialogues are played. */
export interface Edge {
  readonly clock: Clock;
  connect(url: string, options: PeerOptions): PeerSocket;
  /** The status of the answer to a GET, where that can be seen. */
  status(url: URL): Promise<number>;
  /** Why something cannot be done here, in words, or `undefined` if it can. */
  cannot(task: "origin" | "refused" | "get"): string | undefined;
}

/** A server may say as much as it likes; of frames that nobody expects only the last so many are kept. */
const MAX_KEPT = 10_000;

/** How long a server may take to answer the handshake, in milliseconds. */
const CONNECT_MS = 10_000;

/** `WebSocket.OPEN`, which is not there wherever there is something like a `WebSocket`. */
const OPEN = 1;

/** See the module's description. */
export class Peer {
  readonly #socket: PeerSocket;
  readonly #clock: Clock;
  readonly #ignores: (from: unknown) => boolean;
  #isOpen = false;
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

  constructor(
    url: string,
    options: PeerOptions,
    { clock, connect }: Pick<Edge, "clock" | "connect">,
  ) {
    this.#clock = clock;
    this.#ignores = options.ignores ?? (() => false);
    this.#socket = connect(url, options);
    this.#socket.onopen = () => {
      this.#isOpen = true;
      this.#stir();
    };
    this.#socket.onerror = (event: Partial<ErrorEvent>) => this.error = event.message ?? "";
    this.#socket.onmessage = ({ data }: { data: string | ArrayBuffer }) => this.#receive(data);
    this.#socket.onclose = ({ code }: { code: number }) => {
      this.code = code;
      this.#stir();
    };
  }

  /** Whether the server takes it, within {@linkcode CONNECT_MS}. */
  async opened(): Promise<boolean> {
    return await this.until(() => this.#isOpen || undefined, CONNECT_MS) ?? false;
  }

  /** The subprotocol that the server chose, "" for none. */
  get protocol(): string {
    return this.#socket.protocol;
  }

  send(data: string | Uint8Array<ArrayBuffer>): void {
    if (this.#socket.readyState === OPEN) this.#socket.send(data);
  }

  sendRun(run: Run): void {
    this.send(encodeRun(run));
  }

  /** Ends it, and waits until it has. */
  async close(): Promise<void> {
    if (this.#socket.readyState <= OPEN) this.#socket.close();
    await this.until(() => this.code);
  }

  /**
   * Calls `look` now and after each thing that happens, until it finds something.
   *
   * @returns What it found, or `undefined` when `ms` milliseconds have passed, or nothing more can come.
   */
  async until<T>(look: () => T | undefined, ms = 2_000): Promise<T | undefined> {
    const { promise: late, resolve } = Promise.withResolvers<true>();
    const callOff = this.#clock.after(ms, () => resolve(true));
    try {
      for (;;) {
        const found = look();
        if (found !== undefined || this.code !== undefined) return found;
        if (await Promise.race([this.#stirred.promise, late])) return undefined;
      }
    } finally {
      callOff();
    }
  }

  #receive(data: string | ArrayBuffer): void {
    if (typeof data === "string") {
      this.last = data;
      this.frames.push(...framesOf(data).filter(({ from }) => !this.#ignores(from)));
      if (this.frames.length > MAX_KEPT) this.frames.splice(0, this.frames.length - MAX_KEPT);
    } else {
      const { runs, error } = readRuns(new Uint8Array(data));
      this.runs.push(...runs);
      this.last = error?.message ?? `${runs.length} runs, ${data.byteLength} bytes`;
    }
    this.#stir();
  }

  #stir(): void {
    this.#stirred.resolve();
    this.#stirred = Promise.withResolvers();
  }
}

/** What is no JSON object is no frame: the report quotes it as the last that came. */
function framesOf(text: string): Seen[] {
  const message = parsed(text);
  if (!Array.isArray(message)) return isObject(message) ? [message] : [];
  const frames = message.filter(isObject);
  let previous: Seen | undefined;
  for (const frame of frames) {
    if (frame.channel === CONTROL) continue;
    if (previous) inherit(frame, previous as unknown as Frame);
    previous = frame;
  }
  return frames;
}
