/**
 * How the page says numbers and times, so that it says them in one way. No formatter of `Intl` where
 * plain code does: the first one takes a slow phone a tenth of a second, while the page starts.
 *
 * @module
 */

import type { Span } from "./rows.ts";

/** "1 frame", "5 frames", "3,000 frames". */
export function count(n: number, noun: string): string {
  return `${grouped(n)} ${noun}${n === 1 ? "" : "s"}`;
}

/** "12,345": a comma before every three digits. For integers. */
export function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
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

/** A time for people: "12 ms", "3.1 s". */
export function duration(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** The time of day, to the minute, and the date where it is another than that of `now`. */
export function clockTime(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const date = isToday ? undefined : { day: "numeric", month: "short" } as const;
  return (clocks[+isToday] ??= new Intl.DateTimeFormat([], {
    ...date,
    hour: "2-digit",
    minute: "2-digit",
  })).format(at);
}

/** Each made with the first line of chat that has it, as the reader's own language has it. */
const clocks: Intl.DateTimeFormat[] = [];

/** The time of day, to the millisecond, for frames: "09:05:07.012". */
export function frameTime(at: number): string {
  const date = new Date(at);
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()];
  const time = parts.map((part) => String(part).padStart(2, "0")).join(":");
  return `${time}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}
