import { assert, assertEquals, assertMatch } from "@std/assert";
import { clockTime, count, frameTime, grouped, size } from "../../components/words.ts";

Deno.test("words: numbers have a comma before every three digits, as Intl writes them", () => {
  const intl = new Intl.NumberFormat("en");
  for (const n of [0, 7, 999, 1_000, 12_345, 123_456, 1_234_567, 4_000_000_000]) {
    assertEquals(grouped(n), intl.format(n));
  }
  assertEquals([count(1, "frame"), count(3_000, "frame")], ["1 frame", "3,000 frames"]);
  assertEquals([size(999), size(12_000), size(1_048_576)], ["999 bytes", "12 KB", "1.0 MB"]);
});

Deno.test("words: a frame's time is of this place, to the millisecond, and a line's to the minute", () => {
  const at = new Date(2026, 0, 2, 9, 5, 7, 12).getTime();
  assertEquals(frameTime(at), "09:05:07.012");
  assertEquals(frameTime(new Date(2026, 0, 2).getTime()), "00:00:00.000");
  assertMatch(clockTime(at, at), /^0?9:05/);
});

Deno.test("H7: the time of a line has its date where that is another than now", () => {
  const at = (day: number, hour: number) => new Date(2026, 0, day, hour, 5).getTime();
  assertEquals(clockTime(at(2, 0), at(2, 23)), clockTime(at(3, 0), at(3, 0)));
  const yesterday = clockTime(at(1, 23), at(2, 0));
  assertMatch(yesterday, /\b1\b/);
  assert(yesterday.includes(clockTime(at(1, 23), at(1, 23))), yesterday);
});
