/**
 * What every response tells a browser to forbid: framing, guessing types, scripts that are not ours.
 *
 * @module
 */

/** What of a request decides which headers its response gets. */
export interface HeaderFacts {
  /** Names the request, in the log too. */
  readonly id: string;
  /** Whether the visitor came by TLS. */
  readonly secure: boolean;
  readonly pathname: string;
}

/** A year: browsers that came by TLS once never try without. */
const HSTS = "max-age=31536000";

/** What the app never asks for, so that no script of anybody's can. */
const DENIED =
  "accelerometer camera display-capture geolocation gyroscope magnetometer microphone " +
  "midi payment serial usb";

const STEADY: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  // Not "no-referrer": with it browsers send forms of our own pages with the origin "null".
  "referrer-policy": "same-origin",
  "permissions-policy": DENIED.split(" ").map((feature) => `${feature}=()`).join(", "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

/**
 * The lobby's page lets a student connect to a server of their own, at any address. There is no
 * token in the lobby that a script could carry off; the pages of classrooms reach this server alone.
 */
const CONNECTS_ANYWHERE: ReadonlySet<string> = new Set(["/"]);

/**
 * The Content-Security-Policy of a page. There is no `'unsafe-inline'` in it, and no
 * `upgrade-insecure-requests`: all addresses in our pages are relative, and on a plain http address
 * of a school's network nothing would load any more.
 *
 * @param nonce Of the inline script that the page was rendered with, if it has one.
 */
export function policyOf(pathname: string, nonce: string | undefined): string {
  const own = nonce === undefined ? "'self'" : `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    `script-src ${own}`,
    `style-src ${own}`,
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "worker-src 'self'",
    // 'self' is ws: and wss: of this host, too.
    `connect-src 'self'${CONNECTS_ANYWHERE.has(pathname) ? " ws: wss:" : ""}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The nonce in the policy that Fresh's `csp()` gave to what it rendered. */
function nonceOf(headers: Headers): string | undefined {
  return /'nonce-([^']+)'/.exec(headers.get("content-security-policy") ?? "")?.[1];
}

/** Sets the headers. An upgrade's response is no page: it gets its name only, and stays the object it is. */
export function secured(response: Response, facts: HeaderFacts): Response {
  const { id, secure, pathname } = facts;
  const { headers } = response;
  headers.set("x-request-id", id);
  if (response.status === 101) return response;
  for (const [name, value] of Object.entries(STEADY)) {
    // A route may have said it already, and stricter.
    if (!headers.has(name)) headers.set(name, value);
  }
  headers.set("content-security-policy", policyOf(pathname, nonceOf(headers)));
  if (secure) headers.set("strict-transport-security", HSTS);
  return response;
}
