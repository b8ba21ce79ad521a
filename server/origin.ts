/**
 * Which pages may open a socket, or send a form. CORS covers neither: without this check any page on
 * the web could talk to a server on its reader's machine (RFC 6455, section 10.2).
 *
 * @module
 */

import type { Config } from "./config.ts";

/** What decides who may come. */
export type Bounds = Pick<Config, "host" | "origins" | "proxies">;

/** Whether only this machine can reach a server that is bound to `host`. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
}

/**
 * Whether the `Host` that a request names can be this server. A page of `evil.example` may have its
 * name point to 127.0.0.1 and so be of the same origin as a server there (DNS rebinding). So on
 * loopback the name has to be one of loopback, or one that is listed; behind a proxy, it is the
 * proxy's to check.
 */
export function allowHost(request: Request, { host: bound, origins, proxies }: Bounds): boolean {
  if (!isLoopback(bound) || proxies > 0) return true;
  const host = hostOf(request).toLowerCase();
  const hostname = /^(\[[\da-f:]+\]|[\w.-]+)(:\d+)?$/.exec(host)?.[1] ?? "";
  return isLoopback(hostname) || [...origins].some((origin) => new URL(origin).host === host);
}

/**
 * Whether an upgrade with these headers may go on: it comes from no page at all, from a page of this
 * server, from one that is listed, or, while the server is bound to loopback, from another page of
 * this machine (the course's page is served from a port of its own).
 */
export function allowOrigin(headers: Headers, bounds: Bounds): boolean {
  const origin = headers.get("origin");
  if (origin === null) return !isFromBrowser(headers);
  if (isOwn(origin, headers.get("host"), bounds)) return true;
  const page = pageOf(origin);
  return isLoopback(bounds.host) && page !== undefined && isLoopback(page.hostname);
}

/** Methods that change nothing, which any page may have its reader's browser ask for. */
const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request that can change something comes from no page at all, from one of this server, or
 * from one that is listed. A form of any other page would come with its reader's cookies.
 */
export function allowMethod(request: Request, bounds: Bounds): boolean {
  const { method, headers } = request;
  if (SAFE_METHODS.has(method)) return true;
  const origin = headers.get("origin");
  return origin === null ? !isFromBrowser(headers) : isOwn(origin, hostOf(request), bounds);
}

function isOwn(origin: string, host: string | null, { origins }: Bounds): boolean {
  if (origins.has(origin)) return true;
  return pageOf(origin)?.host === host;
}

/**
 * The address that an `Origin` names, if it is written as browsers do, and is one: a page without an
 * origin of its own (a file, a sandboxed frame) says "null".
 */
function pageOf(origin: string): URL | undefined {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  return url?.origin === origin ? url : undefined;
}

/** HTTP/2, which browsers speak by TLS, has no such header: there it is in the address. */
function hostOf({ headers, url }: Request): string {
  return headers.get("host") ?? new URL(url).host;
}

/** Only browsers say this. (`sec-fetch-mode` comes from Node, too, which has no origin to name.) */
function isFromBrowser(headers: Headers): boolean {
  return headers.has("sec-fetch-site");
}
