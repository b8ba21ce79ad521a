/** How the page says numbers, so that it says them in one way. */

import type { Span } from "./rows.ts";

/** Made once: a formatter takes a millisecond to make. */
const numbers = new Intl.NumberFormat("en");

/** "1 frame", "5 frames". */
export function count(n: number, noun: string): string {
  return `${numbers.format(n)} ${noun}${n === 1 ? "" : "s"}`;
}

/** "812 bytes", "12 KB", "1.0 MB". */
export function size(bytes: number): string {
  if (bytes < 1_000) return count(bytes, "byte");
  return bytes < 999_500 ? `${Math.round(bytes / 1_000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Spans that are listed one by one. Of a file that is coming, a thousand may be missing. */
const MAX_LISTED = 4;

/** Sequences as people list them: "#0, #3–#7". */
export function ranges(spans: readonly Span[]): string {
  const parts = spans.slice(0, MAX_LISTED).map(([from, to]) =>
    to === from + 1 ? `#${from}` : `#${from}–#${to - 1}`
  );
  return parts.join(", ") + (spans.length > MAX_LISTED ? "…" : "");
}

/** The time of day, to the minute. */
export function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

/** The time of day, to the millisecond, for frames. */
export function frameTime(at: number): string {
  const date = new Date(at);
  const ms = String(date.getMilliseconds()).padStart(3, "0");
  return `${date.toLocaleTimeString("en-GB")}.${ms}`;
}
