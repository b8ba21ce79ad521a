/**
 * What is said of a line that speaks the plain wire. A page of ours has one alone, or to a server of
 * somebody's own.
 *
 * @module
 */

import { said } from "./speak.ts";

const notice = {
  notSent: (n: number) => `The connection ended: ${n} frames were not sent`,
  badFrame: (rule: string, message: string) => `The server sent a bad frame (${rule}): ${message}`,
  notUsed: (from: string, reason: string) => `A frame from ${from} was not used: ${reason}`,
  says: (words: string) => `The server says: ${words}`,
};

/** See the module's description. */
export const plainTexts = said({ notice });
