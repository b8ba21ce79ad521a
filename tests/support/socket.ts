/**
 * A socket with no wire: a test plays the other side.
 *
 * @module
 */

import { fail } from "@std/assert";
import type { Socket } from "../../lib/link.ts";
import type { Frame } from "../../lib/protocol.ts";

/** What a link or a session sees as its WebSocket. */
export class FakeSocket implements Socket {
  bufferedAmount = 0;
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  readonly sent: string[] = [];
  /** How our side closed it. */
  closed: { code: number | undefined; reason: string | undefined } | undefined;

  send(text: string): void {
    if (this.closed) fail("Sent on a socket that was closed");
    this.sent.push(text);
  }

  close(code?: number, reason?: string): void {
    this.closed = { code, reason };
  }

  // --- the other side ---

  /** The frames that were sent, parsed. */
  frames(): Frame[] {
    return this.sent.map((text) => JSON.parse(text));
  }

  accept(): void {
    this.onopen?.(undefined as never);
  }

  deliver(frame: unknown): void {
    const data = typeof frame === "string" ? frame : JSON.stringify(frame);
    this.onmessage?.({ data } as never);
  }

  /** Ends the connection from the other side, or by trouble on the way. */
  end(code = 1006, reason = ""): void {
    this.onclose?.({ code, reason } as never);
  }
}

/** Sockets in the order in which they were asked for. */
export class FakeNetwork {
  readonly sockets: FakeSocket[] = [];
  readonly connect = (): FakeSocket => {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    return socket;
  };

  /** The socket that was asked for last. */
  get last(): FakeSocket {
    return this.sockets.at(-1) ?? fail("No socket was asked for");
  }
}
