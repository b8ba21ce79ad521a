/**
 * A socket through a port: the page has one end, its room the other, whatever thread that runs in.
 * One port is one connection.
 *
 * @module
 */

import type { Socket } from "../../lib/link.ts";

/** The part of a `MessagePort` that is needed. */
export interface Port {
  onmessage: ((event: MessageEvent) => unknown) | null;
  postMessage(message: unknown): void;
}

/** What goes through: from a socket to its room and back. */
type Note =
  | { readonly kind: "open" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "close"; readonly code: number; readonly reason: string };

/** The end on the page. */
export class PortSocket implements Socket {
  readonly bufferedAmount = 0;
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  readonly #post: (note: Note) => void;

  constructor(port: Port) {
    this.#post = (note) => port.postMessage(note);
    port.onmessage = ({ data }: { data: Note }) => {
      if (data.kind === "open") this.onopen?.(undefined as never);
      if (data.kind === "text") this.onmessage?.({ data: data.text } as never);
      if (data.kind === "close") this.onclose?.(data as never);
    };
    this.#post({ kind: "open" });
  }

  send(text: string): void {
    this.#post({ kind: "text", text });
  }

  close(code = 1000, reason = ""): void {
    this.#post({ kind: "close", code, reason });
  }
}

/** The end in the room: connects when the page asks, and passes on what comes and goes. */
export function serve(port: Port, connect: () => Socket): void {
  const post = (note: Note) => port.postMessage(note);
  let socket: Socket | undefined;
  port.onmessage = ({ data }: { data: Note }) => {
    if (data.kind === "text") socket?.send(data.text);
    if (data.kind === "close") socket?.close(data.code, data.reason);
    if (data.kind !== "open") return;
    socket = connect();
    socket.onopen = () => post({ kind: "open" });
    socket.onmessage = ({ data }: { data: string }) => post({ kind: "text", text: data });
    socket.onclose = ({ code, reason }: { code: number; reason: string }) =>
      post({ kind: "close", code, reason });
  };
}

/** Instead of the room's end, where there is no room: the connection is lost, so the page tries again. */
export function refuse(port: Port, reason: string): void {
  port.postMessage({ kind: "close", code: 1006, reason } satisfies Note);
}
