/**
 * The address of a server that is not ours, as somebody types it.
 *
 * @module
 */

import { ownTexts } from "../texts/own.ts";

/** The part of a page's `location` that decides where it may connect. */
export type Here = Pick<Location, "protocol" | "hostname">;

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The address, or what is wrong with it, in words. */
export function readAddress(text: string, here: Here): URL | string {
  const trimmed = text.trim();
  if (/^[^/:]+:\d/.test(trimmed)) return ownTexts.own.wrong.bare(trimmed);
  if (!URL.canParse(trimmed)) return ownTexts.own.wrong.none;
  const url = new URL(trimmed);
  if (url.protocol !== "ws:" && url.protocol !== "wss:") {
    return ownTexts.own.wrong.scheme(url.protocol);
  }
  if (url.username || url.password) return ownTexts.own.wrong.password;
  // Browsers take a fragment for an error.
  url.hash = "";
  const isMixed = here.protocol === "https:" && url.protocol === "ws:";
  if (isMixed && !LOOPBACK.has(url.hostname)) return ownTexts.own.wrong.mixed;
  // A cookie does not mind the port: the classroom's would go with the request.
  if (url.hostname === here.hostname && /^\/r(\/|$)/i.test(url.pathname)) {
    return ownTexts.own.wrong.classroom;
  }
  return url;
}
