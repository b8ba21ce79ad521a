/**
 * What a session needs of a browser: the socket, the clock, chance and the next picture.
 *
 * @module
 */

import { systemClock } from "../lib/clock.ts";
import type { Clock, Socket } from "../lib/link.ts";
import { Session } from "./session.ts";

/** How often a page that nobody sees takes in what came, in milliseconds. */
const HIDDEN_PAINT_MS = 500;

/** The time of day, because lines of chat are shown with it. */
const clock: Clock = { ...systemClock, now: () => Date.now() };

/** A session with the server that this page came from, at the path of a socket. */
export function browserSession(path: string): Session {
  return new Session({
    connect: (): Socket => new WebSocket(new URL(path, location.href), "mux.plain"),
    clock,
    random: () => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32,
    // A hidden page gets no animation frames at all.
    beforePaint: (task) =>
      document.hidden ? setTimeout(task, HIDDEN_PAINT_MS) : requestAnimationFrame(task),
  });
}

/** Offers bytes as a download. The type is never the sender's: nothing is opened in this page. */
export function save(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
