/**
 * Answers to programs: JSON, the errors too (N9).
 *
 * @module
 */

import type { Refusal } from "./refusal.ts";

/** HTTP statuses of refusals. What is not here is the server's own bound, and may pass. */
const STATUSES: ReadonlyMap<string, number> = new Map([
  ["M7", 403],
  ["M11", 400],
  ["M14", 410],
  ["M15", 409],
  ["W6", 429],
]);

/** Whether a program asks, of a page that is there for both: it says so, browsers ask for HTML first. */
export function wantsJson(headers: Headers): boolean {
  const accept = headers.get("accept") ?? "";
  return accept.includes("application/json") && !accept.includes("text/html");
}

/** The status that goes with a refusal. */
export function statusOf({ rule }: Refusal): number {
  return STATUSES.get(rule) ?? 503;
}

/** An answer that no cache may keep: it is one person's. */
export function answer(body: object, status = 200): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}

/** The answer to what was not done. */
export function refuse(status: number, error: Partial<Refusal> & { message: string }): Response {
  const response = answer({ error }, status);
  for (const [name, value] of Object.entries(retryHeader(error))) response.headers.set(name, value);
  return response;
}

/** When to ask again, as HTTP says it: in seconds. */
export function retryHeader({ retryAfter }: Partial<Refusal>): Record<string, string> {
  return retryAfter === undefined ? {} : { "retry-after": `${Math.ceil(retryAfter / 1_000)}` };
}
