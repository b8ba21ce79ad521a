/**
 * What is known of a request from the moment it came, beside the request itself: every part of the app
 * is handed that, whatever lies between.
 *
 * @module
 */

import type { Source } from "./address.ts";

/** See the module's description. */
export interface Visit {
  /** Names the request in the log and in the response's `x-request-id`. */
  readonly id: string;
  readonly source: Source;
}

const visits = new WeakMap<Request, Visit>();

/** A request that nobody received: a test's. */
const UNKNOWN: Visit = {
  id: "none",
  source: { address: "unknown", secure: false, local: false },
};

/** Writes down where a request came from. */
export function receive(request: Request, source: Source): Visit {
  const visit = { id: crypto.randomUUID().slice(0, 8), source };
  visits.set(request, visit);
  return visit;
}

/** What is known of a request. */
export function visitOf(request: Request): Visit {
  return visits.get(request) ?? UNKNOWN;
}
