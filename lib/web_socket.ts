/**
 * The socket of a connection, where it is a `WebSocket`.
 *
 * @module
 */

import type { MuxSocket } from "./connection.ts";

/**
 * Opens a `WebSocket`: in a browser, in Deno, in Node from 22 on.
 *
 * @param Socket Another class of the same shape. Deno's own leaves Nagle's algorithm on, which costs
 * up to 40 ms a small message: a Deno program that cares for delay takes the one of `npm:ws`.
 */
export function webSocket(
  url: string | URL,
  Socket: SocketClass = WebSocket,
): () => MuxSocket {
  return () => {
    const socket = new Socket(url, "mux.v1");
    socket.binaryType = "arraybuffer";
    // What went wrong is said by the close; without a listener some classes would throw it.
    socket.onerror = () => {};
    return socket;
  };
}

/** A class like `WebSocket`. */
export type SocketClass = new (url: string | URL, protocol: string) => MuxSocket & {
  binaryType: string;
  onerror: ((event: never) => unknown) | null;
};
