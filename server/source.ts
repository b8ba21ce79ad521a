/**
 * Where a request comes from, and how this server is called there.
 *
 * @module
 */

/** Whether the visitor's own connection is encrypted. */
export function isSecure(request: Request): boolean {
  return new URL(request.url).protocol === "https:";
}

/** This server's own origin, as the visitor's browser names it. */
export function originOf(request: Request): string {
  return `${isSecure(request) ? "https" : "http"}://${new URL(request.url).host}`;
}
