/**
 * A person's stay: as long as nobody removes them, the classroom goes on, and their token is good.
 *
 * @module
 */

import type { Clock } from "../lib/link.ts";
import { EXPIRED } from "./rejections.ts";
import type { Close, Pass, Tell } from "./person.ts";

/** The longest that a timer waits, in milliseconds. One for longer would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Calls `close` when the stay is over, at once perhaps.
 *
 * @param now The time of the room, by which `pass.until` goes.
 * @returns To be called when the connection has ended by itself.
 */
export function stay(
  pass: Pass,
  now: () => number,
  clock: Clock,
  close: Close,
  tell: Tell,
): () => void {
  let callOff = () => {};
  const wait = () => {
    const left = pass.until - now();
    if (left <= 0) return close(EXPIRED.code, EXPIRED.message);
    if (left !== Infinity) callOff = clock.after(Math.min(left, MAX_TIMER_MS), wait);
  };
  wait();
  const exit = pass.enter(close, tell);
  return () => {
    callOff();
    exit();
  };
}
