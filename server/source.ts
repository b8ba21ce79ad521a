/**
 * How this server is called where a request comes from.
 *
 * @module
 */

import { visitOf } from "./visit.ts";

/** Whether the visitor's own connection is encrypted. */
export function isSecure(request: Request): boolean {
  return visitOf(request).source.secure;
}

/** This server's own origin, as the visitor's browser names it. */
export function originOf(request: Request): string {
  return `${isSecure(request) ? "https" : "http"}://${new URL(request.url).host}`;
}
