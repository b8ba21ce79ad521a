import { assert, assertEquals } from "@std/assert";
import { PIECE_BYTES } from "../../lib/bulk.ts";
import { BulkWindow, START_BYTES } from "../../lib/window.ts";
import { DRAIN_AFTER_MS } from "../../lib/window_base.ts";
import { cushionOf, delayOf, messageOf, windowOf } from "../../lib/window_law.ts";
import { MAX_TIMES, RoundTrips } from "../../lib/window_rtt.ts";
import { fc, holds } from "../support/property.ts";

/** A window on an ideal line: fills it, and acks what the line can carry in each step of 1 ms. */
function onLine(rate: number, base: number) {
  let now = 0;
  const window = new BulkWindow({ now: () => now });
  const way: { bytes: number; at: number }[] = [];
  let doneAt = 0;
  return {
    window,
    pass(ms: number, fills = true) {
      for (const end = now + ms; now < end; now++) {
        while (way.length > 0 && way[0]!.at <= now) window.acked(way.shift()!.bytes);
        while (fills && window.available() > 0) {
          const bytes = window.messageBytes;
          window.sent(bytes);
          doneAt = Math.max(now, doneAt) + bytes / rate;
          way.push({ bytes, at: doneAt + base });
        }
      }
    },
  };
}

Deno.test("T3: the window comes to what the line holds and a cushion in its queue", () => {
  for (const [rate, base] of [[125, 200], [1_250, 100], [2_500, 20], [12_500, 20]] as const) {
    const { window, pass } = onLine(rate, base);
    pass(8_000);
    const wanted = windowOf(rate, base);
    assert(Math.abs(window.size - wanted) < wanted * 0.2 + PIECE_BYTES, `${rate}: ${window.size}`);
    assert(Math.abs(window.rate - rate) < rate * 0.1, `${rate}: ${window.rate}`);
  }
});

Deno.test("T3: the delay that bulk may cause falls with the root of the rate", () => {
  const delays = [125, 2_500, 25_000].map((rate) => Math.round(10 * delayOf(rate)) / 10);
  assertEquals(delays, [28, 6.3, 2]);
  assertEquals(cushionOf(400), 2 * cushionOf(100));
});

Deno.test("T3: one piece may always go when nothing is in flight, whatever was seen before", () => {
  const steps = fc.array(fc.tuple(fc.nat({ max: 5_000 }), fc.nat({ max: 100_000 })));
  holds(steps, (steps) => {
    let now = 0;
    const window = new BulkWindow({ now: () => now });
    for (const [ms, bytes] of steps) {
      while (window.available() > 0) window.sent(Math.min(window.available(), window.messageBytes));
      now += ms;
      window.acked(bytes);
      assert(window.inFlight >= 0 && window.size >= PIECE_BYTES);
      assert(window.inFlight <= 2 * Math.max(window.size, START_BYTES) || window.available() === 0);
      assert(window.messageBytes % PIECE_BYTES === 0 && window.messageBytes <= 65_536);
    }
    window.acked(Infinity);
    assert(window.available() >= window.messageBytes);
  });
});

Deno.test("T3: from one round trip to the next the window doubles at most", () => {
  const { window, pass } = onLine(12_500, 40);
  for (let last = window.size, n = 0; n < 100; n++, last = window.size) {
    pass(41);
    assert(window.size <= 2 * last + window.messageBytes, `${last} → ${window.size}`);
  }
});

Deno.test("T3: on a short line it grows by half at most in the 20 ms that event loops need", () => {
  const { window, pass } = onLine(12_500, 2);
  pass(41);
  for (let last = window.size, n = 0; n < 20; n++, last = window.size) {
    pass(20);
    assert(window.size <= 1.5 * last + window.messageBytes, `${last} → ${window.size}`);
  }
  assert(window.size > 25_000, "It fills the line all the same");
});

Deno.test("T3: pauses of the application are not taken for a slow line", () => {
  const { window, pass } = onLine(2_500, 20);
  pass(3_000);
  const { rate } = window;
  for (let n = 0; n < 10; n++) {
    pass(500, false);
    pass(40);
  }
  assert(window.rate > 0.8 * rate, `${rate} → ${window.rate}`);
});

Deno.test("T3: after a long pause it starts as on a new line", () => {
  const { window, pass } = onLine(12_500, 20);
  pass(3_000);
  assert(window.size > 10 * START_BYTES);
  pass(2_000, false);
  window.sent(PIECE_BYTES);
  assertEquals(window.size, START_BYTES);
});

Deno.test("T3: it drains the queue now and then, and so notices that the line became longer", () => {
  let now = 0;
  let rtt = 20;
  const window = new BulkWindow({ now: () => now });
  const way: { bytes: number; at: number }[] = [];
  for (; now < 2 * DRAIN_AFTER_MS + 3_000; now++) {
    if (now === 3_000) rtt = 80;
    while (way.length > 0 && way[0]!.at <= now) window.acked(way.shift()!.bytes);
    // No more than 1,250 bytes each millisecond.
    for (let budget = 1; budget > 0 && window.available() > 0; budget--) {
      window.sent(PIECE_BYTES);
      way.push({ bytes: PIECE_BYTES, at: now + rtt });
    }
  }
  assertEquals(window.baseRtt, 80);
});

Deno.test("T3: the round trip of a ping on an idle line is a base", () => {
  const window = new BulkWindow({ now: () => 0 });
  assertEquals([window.rtt, window.baseRtt, window.rate], [0, 0, 0]);
  window.idleRtt(30);
  window.idleRtt(50);
  assertEquals(window.baseRtt, 30);
  window.reset();
  assertEquals(window.baseRtt, 0);
});

Deno.test("T3: messages are a quarter of the cushion, whole pieces, 64 kB at most", () => {
  assertEquals([0, 125, 2_500, 25_000, 1e9].map(messageOf), [1_200, 1_200, 3_600, 12_000, 64_800]);
});

Deno.test("T3: what is remembered of bytes in flight is bounded, and exact", () => {
  const trips = new RoundTrips();
  for (let n = 1; n <= 100_000; n++) trips.sent(1_200 * n, n);
  assertEquals(trips.size, MAX_TIMES);
  assertEquals(trips.acked(1_200 * 10, 1_000), 990);
  assertEquals(trips.acked(1_200 * 10, 1_001), undefined);
  trips.clear();
  trips.sent(1_000, 0, 500);
  trips.sent(1_400, 1, 500);
  trips.sent(1_500, 2, 500);
  assertEquals([trips.size, trips.acked(1_500, 10)], [2, 8]);
});
