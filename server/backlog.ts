/**
 * What waits for one reader of the plain wire: a little in its socket, the rest here. A socket's queue
 * has a copy for each reader; here all who lag keep the same texts, and a class of them costs what one
 * of them does.
 *
 * @module
 */

import { Fifo } from "../lib/fifo.ts";
import type { Clock } from "../lib/link.ts";
import { DRAIN_MS, MAX_DRAIN_MS, MAX_SOCKET_BYTES } from "./limits.ts";

/** What a backlog is in front of. */
export interface BacklogOptions {
  readonly clock: Clock;
  readonly socket: { readonly bufferedAmount: number; send(text: string): void };
}

/** See the module's description. It keeps the order. */
export class Backlog {
  readonly #options: BacklogOptions;
  readonly #texts = new Fifo<string>();
  #bytes = 0;
  #callOff: (() => void) | undefined;

  constructor(options: BacklogOptions) {
    this.#options = options;
  }

  /** Bytes that wait, in the socket and here. A unit of text counts as one. */
  get queued(): number {
    return this.#options.socket.bufferedAmount + this.#bytes;
  }

  /** Sends now, or once the socket has room. */
  send(text: string): void {
    const { socket } = this.#options;
    if (this.#texts.length === 0 && socket.bufferedAmount <= MAX_SOCKET_BYTES) {
      return socket.send(text);
    }
    this.#texts.push(text);
    this.#bytes += text.length;
    if (!this.#callOff) this.#drainIn(DRAIN_MS);
  }

  /** Stops for good: what waits here is not sent any more. */
  stop(): void {
    this.#callOff?.();
    this.#bytes = 0;
    this.#texts.drain();
  }

  /** A socket does not say when it drains. One that has taken nothing is looked at less and less often. */
  #drainIn(ms: number): void {
    this.#callOff = this.#options.clock.after(ms, () => {
      this.#callOff = undefined;
      const before = this.#bytes;
      this.#drain();
      if (this.#texts.length === 0) return;
      this.#drainIn(this.#bytes < before ? DRAIN_MS : Math.min(ms * 2, MAX_DRAIN_MS));
    });
  }

  #drain(): void {
    const { socket } = this.#options;
    while (this.#texts.length > 0 && socket.bufferedAmount <= MAX_SOCKET_BYTES) {
      const text = this.#texts.shift()!;
      this.#bytes -= text.length;
      socket.send(text);
    }
  }
}
