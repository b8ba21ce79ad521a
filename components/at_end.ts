/** Nearer to the end than that, in pixels, somebody is there: a wheel does not stop at the last one. */
const NEAR_PX = 24;

/** Whether who scrolls a box is at its end, and so is shown what comes. */
export function isAtEnd({ scrollHeight, scrollTop, clientHeight }: Element): boolean {
  return scrollHeight - scrollTop - clientHeight < NEAR_PX;
}
