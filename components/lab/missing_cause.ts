/**
 * Why a piece is missing. Inside a connection nothing is ever lost, so there is always a reason.
 *
 * @module
 */

import { STALE_MS } from "../../lib/limits.ts";
import type { LoggedFrame } from "./log.ts";

/** Why a piece is not here. */
export type MissingCause = "in flight" | "refused by the hub" | "injected" | "timed out";

/** A piece that is not here. */
export interface MissingPiece {
  readonly channel: string;
  /** Its sender, and who this page is: what we sent went up without a name. */
  readonly from: string;
  readonly me: string | undefined;
  readonly messageId: string;
  readonly sequence: number;
}

/** Silence of a message after which its missing pieces count as timed out, in milliseconds. */
export const OVERDUE_MS = STALE_MS / 4;

/**
 * Says why a piece is missing, from what the log knows.
 *
 * @param lastAt When the last piece of its message came.
 */
export function missingCause(
  log: readonly LoggedFrame[],
  piece: MissingPiece,
  lastAt: number,
  now: number,
): MissingCause {
  const entries = log.filter((entry) => isPiece(entry, piece));
  if (entries.some(({ fault }) => fault === "drop")) return "injected";
  if (entries.some(({ rule }) => rule !== undefined)) return "refused by the hub";
  return now - lastAt >= OVERDUE_MS ? "timed out" : "in flight";
}

function isPiece({ frame, direction }: LoggedFrame, piece: MissingPiece): boolean {
  return frame.sequence === piece.sequence && frame.messageId === piece.messageId &&
    frame.channel === piece.channel &&
    (direction === "up" ? piece.me : frame.from) === piece.from;
}
