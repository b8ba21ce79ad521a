/**
 * How connections end: with a code that says why.
 *
 * @module
 */

import { LINGER_MS } from "./limits.ts";

/** Close codes of the wire. Those below 4000 are RFC 6455's (section 7.4.1). */
export const CloseCode = {
  /** The server stops, or the session goes on in a newer connection. Come back in a moment. */
  goingAway: 1001,
  /** A message that is far too long. */
  tooBig: 1009,
  /** Cut because a teacher asked for it. Come back at once (RFC 6455 has 1012 for a restart). */
  cut: 1012,
  /** The reader is too slow for the room. Come back later. */
  tooSlow: 1013,
  /** Bad frames, again and again. */
  badFrames: 4400,
  /** Removed, or with a token that is over or of no use here. */
  notAllowed: 4403,
  /** No hello, or no sign of life. */
  silent: 4408,
  /** More than was granted. */
  overdraft: 4409,
  /** The classroom has ended. */
  ended: 4410,
  /** Over a limit, again and again. Come back later. */
  tooFast: 4429,
} as const;

/** Closes: with a code of our own a moment later, since whoever may not come back has to know it. */
export function closeOn(socket: WebSocket, code: number, reason: string): void {
  if (code >= 4000) dismiss(socket, code, reason);
  else socket.close(code, reason);
}

/**
 * Closes on somebody who breaks the rules, a moment later: a message that comes after our close would
 * make Deno drop the connection at once, and the code that says why would be lost.
 */
export function dismiss(socket: WebSocket, code: number, reason: string): void {
  socket.onmessage = null;
  setTimeout(() => socket.close(code, reason), LINGER_MS);
}

/** The code's name, for a log. */
export function causeOf(code: number): string {
  return Object.entries(CloseCode).find(([, known]) => known === code)?.[0] ?? "other";
}
