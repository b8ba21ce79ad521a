/**
 * What a session needs of a browser: the socket, the clock, chance, the next picture, and what is
 * kept from one page to the next in the same window.
 *
 * @module
 */

import { signal } from "@preact/signals";
import { systemClock } from "../lib/clock.ts";
import { webSocket } from "../lib/connect.ts";
import type { Clock, Socket } from "../lib/link.ts";
import { Keep } from "./keep.ts";
import { muxLine } from "./mux_line.ts";
import { Session, type SessionOptions } from "./session.ts";
import { type LineSpeed, slowed } from "./slow_socket.ts";

/** How often a page that nobody sees takes in what came, in milliseconds. */
const HIDDEN_PAINT_MS = 500;

/** The time of day, and finer than a millisecond: lines of chat are shown with it, waits measured. */
const clock: Clock = { ...systemClock, now: () => performance.timeOrigin + performance.now() };

/** How slow the line of this page is made. */
export const lineSpeed = signal<LineSpeed>({ bandwidth: 0, delay: 0 });

/** A session, and how to let go of it. */
export interface BrowserSession {
  readonly session: Session;
  /** Opens it, and looks after it until the function that is returned is called. */
  readonly start: () => () => void;
}

/** How often what is over is let go, in milliseconds. */
const TICK_MS = 1_000;

/**
 * Opens a session, and looks after it.
 *
 * @returns Lets go of it.
 */
export function tend(session: Session): () => void {
  session.open();
  const timer = setInterval(() => session.tick(), TICK_MS);
  return () => {
    clearInterval(timer);
    session.close();
  };
}

/** What a session needs of a browser, whoever is at the other end. */
export const surroundings: Pick<SessionOptions, "clock" | "random" | "beforePaint"> = {
  clock,
  random: () => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32,
  // A hidden page gets no animation frames at all.
  beforePaint: (task) =>
    document.hidden ? setTimeout(task, HIDDEN_PAINT_MS) : requestAnimationFrame(task),
};

/**
 * A session with the server that this page came from, on the socket of its room.
 *
 * @param isLed Whether it is a classroom: see `SessionOptions.isLed`.
 */
export function browserSession(path: string, isLed: boolean): BrowserSession {
  const keep = new Keep(windowStorage(), path);
  const { lines, files, ...left } = keep.take();
  const url = () => Object.assign(new URL(path, location.href), { protocol: socketProtocol() });
  const line = muxLine({
    socket: () => slowed(webSocket(url())(), clock, () => lineSpeed.peek()),
    ...left,
  });
  const session = new Session({ ...surroundings, line, kept: { lines, files }, isLed });
  const start = () => {
    const end = tend(session);
    const retry = () => document.hidden || session.retry();
    const leave = () => keep.leave({ ...line.left(), ...session.outbound.kept() });
    // It may have slept, or changed its network: what it believes of the line may be long untrue.
    addEventListener("online", retry);
    addEventListener("offline", retry);
    addEventListener("pageshow", retry);
    document.addEventListener("visibilitychange", retry);
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("online", retry);
      removeEventListener("offline", retry);
      removeEventListener("pageshow", retry);
      document.removeEventListener("visibilitychange", retry);
      removeEventListener("pagehide", leave);
      // This page may go elsewhere and come back.
      leave();
      end();
    };
  };
  return { session, start };
}

/** A socket of the plain wire to a room of this server, for frames that are written by hand. */
export function plainSocket(path: string): Socket {
  const url = Object.assign(new URL(path, location.href), { protocol: socketProtocol() });
  return new WebSocket(url, "mux.plain") as Socket;
}

function socketProtocol(): string {
  return location.protocol === "https:" ? "wss:" : "ws:";
}

/** What is kept for this window. Private windows and strict settings may have none. */
export function windowStorage(): Storage | undefined {
  try {
    // Only to look at it throws there.
    return Reflect.get(globalThis, "sessionStorage");
  } catch {
    return undefined;
  }
}

const DRAFT = "mux-draft";

/** The line that is being written, kept for this window. */
export const keptText = {
  get: (): string => windowStorage()?.getItem(DRAFT) ?? "",
  set: (text: string): void => windowStorage()?.setItem(DRAFT, text),
};

const ADDRESS = "mux-own-server";

/** The address of somebody's own server, kept for this window. */
export const keptAddress = {
  get: (): string => windowStorage()?.getItem(ADDRESS) ?? "",
  set: (address: string): void => windowStorage()?.setItem(ADDRESS, address),
};

/** Offers bytes as a download. The type is never the sender's: nothing is opened in this page. */
export function save(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const url = objectUrl(bytes, "application/octet-stream");
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}

/** An address for bytes, until it is revoked. */
export function objectUrl(bytes: Uint8Array<ArrayBuffer>, type: string): string {
  return URL.createObjectURL(new Blob([bytes], { type }));
}

/** SHA-256 in hexadecimal. Pages of plain http have no `crypto.subtle`, so then it is counted here. */
export async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!globalThis.isSecureContext) return (await import("./lab/sha256.ts")).sha256(bytes);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Copies a text. Returns whether that was allowed. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
