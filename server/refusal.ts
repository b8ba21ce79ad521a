/**
 * What the server says no with.
 *
 * @module
 */

/** Why something was not taken: a rule of docs/PROTOCOL.md, and words for people. */
export interface Refusal {
  readonly rule: string;
  readonly message: string;
  /** Where trying again may help: in so many milliseconds. */
  readonly retryAfter?: number;
}

/** Why somebody may not be here, and the close code that says so. */
export interface Rejection extends Refusal {
  readonly code: number;
}

/** Whether this is a no. */
export function isRefusal(found: object): found is Refusal {
  return "rule" in found;
}
