/**
 * What stands before the app: it sees every request first and every response last, whatever the app
 * makes of it: pages, static files, errors and upgrades.
 *
 * @module
 */

import { shortened, sourceOf } from "./address.ts";
import type { Config } from "./config.ts";
import { secured } from "./headers.ts";
import type { Health } from "./health.ts";
import { type Journal, shownPath } from "./journal.ts";
import { allowHost, allowMethod } from "./origin.ts";
import { COME_BACK_S } from "./stop.ts";
import { wantsUpgrade } from "./upgrade.ts";
import { receive, type Visit } from "./visit.ts";

/** An app's handler, as `Deno.serve` calls it. */
export type Handler = (request: Request, info?: Deno.ServeHandlerInfo) => Promise<Response>;

/** What it goes by. */
export interface FrontOptions {
  readonly config: Config;
  readonly journal: Journal;
  readonly health: Health;
}

/** What is asked for so often, and says so little, that it is no line when all goes well. */
const QUIET = /^\/(_fresh\/|healthz$|metrics$|[^/]+\.\w+$)/;

/** Puts the front before a handler. */
export function front(handler: Handler, { config, journal, health }: FrontOptions): Handler {
  return async (request, info) => {
    const began = performance.now();
    // Both now: after an upgrade Deno tells nothing of a request any more.
    const { method } = request;
    const pathname = pathnameOf(request);
    const visit = receiveFrom(request, info, config);
    const response = refusal(request, config, health) ?? await handler(request, info);
    const { status } = response;
    if (status >= 400 || !QUIET.test(pathname)) {
      journal.note("request", {
        id: visit.id,
        method,
        path: shownPath(pathname),
        status,
        ms: Math.round(performance.now() - began),
        from: shortened(visit.source.address),
      });
    }
    return secured(response, { id: visit.id, secure: visit.source.secure, pathname });
  };
}

function receiveFrom(
  request: Request,
  info: Deno.ServeHandlerInfo | undefined,
  { proxies }: Config,
): Visit {
  const peer = info?.remoteAddr.transport === "tcp" ? info.remoteAddr.hostname : "unknown";
  const secure = request.url.startsWith("https:");
  return receive(request, sourceOf(request.headers, peer, secure, proxies));
}

/** A `Host` that is none, like `127.00.1`, makes an address that is none. */
function pathnameOf({ url }: Request): string {
  return URL.canParse(url) ? new URL(url).pathname : "/";
}

/** Who must not reach the app at all. */
function refusal(request: Request, config: Config, health: Health): Response | undefined {
  if (!URL.canParse(request.url)) return refuse(400, "This Host cannot be one");
  if (!allowHost(request, config)) {
    return refuse(
      403,
      "This server is for its own machine: set MUX_ORIGINS to the name it goes by",
    );
  }
  if (!allowMethod(request, config)) {
    return refuse(403, "Pages of another origin may not do this");
  }
  // Who comes back at once after a goodbye is not let in to be sent away again.
  if (health.isStopping && wantsUpgrade(request)) {
    return refuse(503, "Server is stopping", { "retry-after": `${COME_BACK_S}` });
  }
}

function refuse(status: number, message: string, headers: HeadersInit = {}): Response {
  return new Response(`${message}\n`, { status, headers });
}
