/**
 * Why somebody may not be in a classroom, or not any more.
 *
 * @module
 */

import { CloseCode } from "./closing.ts";
import type { Rejection } from "./refusal.ts";

/** The classroom was ended (M14). */
export const OVER: Rejection = {
  code: CloseCode.ended,
  rule: "M14",
  message: "the classroom has ended",
};

/** A teacher has removed this person (M10). */
export const REMOVED: Rejection = {
  code: CloseCode.notAllowed,
  rule: "M10",
  message: "the teacher has removed you",
};

/** Nobody of this name, or of this role, was ever admitted here (M2). */
export const STRANGER: Rejection = {
  code: CloseCode.notAllowed,
  rule: "M2",
  message: "you do not belong to this room",
};

/** The token was good once (M16). */
export const EXPIRED: Rejection = {
  code: CloseCode.notAllowed,
  rule: "M16",
  message: "your token is over, come in again",
};
