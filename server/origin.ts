/**
 * Which pages may open a socket. CORS does not cover WebSockets: without this check any page on the
 * web could talk to a server on its reader's machine (RFC 6455, section 10.2).
 *
 * @module
 */

/** Whether only this machine can reach a server that is bound to `host`. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
}

/**
 * Whether an upgrade with these headers may go on: it comes from no page at all, from a page of this
 * server, or, while the server is bound to loopback, from another page of this machine (the course's
 * page is served from a port of its own).
 *
 * @param bound The host that the server listens on.
 */
export function allowOrigin(headers: Headers, bound: string): boolean {
  const origin = headers.get("origin");
  if (origin === null) return true;
  // A page without an origin of its own (a file, a sandboxed frame) says "null".
  if (!URL.canParse(origin)) return false;
  const { host, hostname } = new URL(origin);
  return host === headers.get("host") || (isLoopback(bound) && isLoopback(hostname));
}
