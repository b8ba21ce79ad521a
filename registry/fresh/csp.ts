import { internalsOf } from "./context.ts";
import type { Middleware } from "./handlers.ts";

export interface CSPOptions {
  /** Reports what would be blocked and blocks nothing. */
  reportOnly?: boolean;
  /** Directives to add; one of the same name replaces the default. */
  csp?: string[];
  /** Allows only the inline scripts and styles that were rendered here, by a nonce. */
  useNonce?: boolean;
}

const DEFAULTS = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' " +
  "'unsafe-inline'; font-src 'self'; img-src 'self' data:; media-src 'self' data: blob:; " +
  "worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; " +
  "form-action 'self'; frame-ancestors 'none'; upgrade-insecure-requests";

const nameOf = (directive: string) => directive.trim().split(/\s/, 1)[0];

/** Sets the Content-Security-Policy of every response that passes through. */
export function csp<State>(options: CSPOptions = {}): Middleware<State> {
  const own = options.csp ?? [];
  const replaced = new Set(own.map(nameOf));
  const kept = DEFAULTS.split("; ").filter((it) => !replaced.has(nameOf(it)));
  const policy = [...kept, ...own].join("; ");
  const header = `Content-Security-Policy${options.reportOnly ? "-Report-Only" : ""}`;

  return async (ctx) => {
    const response = await ctx.next();
    // Only what was rendered has a nonce: every other response keeps 'unsafe-inline'.
    const { nonce } = internalsOf(ctx);
    const inline = options.useNonce && nonce ? `'nonce-${nonce}'` : "'unsafe-inline'";
    response.headers.set(header, policy.replaceAll("'unsafe-inline'", inline));
    return response;
  };
}
