/**
 * Words that two sides of a fault know.
 *
 * @module
 */

/** Begins a line that the probe prints, among those of the server. */
export const MARK = "memory: ";

/** A line of chat that is counted by those who hear it. */
export const LINE = "to all of you";
