import { assert } from "@std/assert";
import { PIECE_BYTES } from "../../lib/bulk.ts";
import { fc, holds } from "../support/property.ts";
import { PACKET_OVERHEAD } from "./link.ts";
import { boundOf, LINKS } from "./links.ts";
import { fairness, latency, play, rateOf, utilisation } from "./run.ts";

const END = 40_000;

/** By then a window has found its size on any of the links: some round trips of the longest. */
const SETTLED = 15_000;

/** What pieces of one sender can use of a line: headers and chat are on it too. */
const USABLE = PIECE_BYTES / (PIECE_BYTES + PACKET_OVERHEAD + 30);

for (const [name, link] of Object.entries(LINKS)) {
  Deno.test(`T3: ${name}: a file fills the line, and chat stays quick`, () => {
    const ends = play({ link, senders: [{}], lastsMs: END });
    // A line of chat every 50 ms is on the line as well: 3 % of 1 Mbit/s.
    const chat = 20 * (120 + 14 + PACKET_OVERHEAD) / 1_000 / (link.mbits * 125);
    const used = utilisation(ends, link, SETTLED, END) / (USABLE - chat);
    assert(used >= 0.9, `uses ${used} of what it can`);
    const late = latency(ends, SETTLED, END, 0.97) - link.oneWayMs;
    assert(late <= boundOf(link, 1), `chat is ${late} ms late, bound ${boundOf(link, 1)}`);
    const worst = latency(ends, 0, END) - link.oneWayMs;
    assert(worst <= Math.max(2 * link.oneWayMs, 20) + boundOf(link, 1), `at worst ${worst} ms`);
  });
}

Deno.test("T3: without a window the same file makes chat wait for seconds", () => {
  const link = { mbits: 10, oneWayMs: 50 };
  const ends = play({ link, senders: [{ hasWindow: false, creditBytes: 4e6 }], lastsMs: 20_000 });
  assert(latency(ends, 10_000, 20_000) > 2_000);
});

const FAIR = ["100 Mbit/s, 10 ms", "10 Mbit/s, 50 ms", "20 Mbit/s, bucket", "200 Mbit/s, bucket"];

for (const count of [2, 4, 8]) {
  Deno.test(`T3: ${count} equal senders get equal shares, the last to come too`, () => {
    for (const name of FAIR) {
      const link = LINKS[name]!;
      const senders = Array.from({ length: count }, (_, n) => ({
        startsAt: n === count - 1 ? 8_000 : 100 * n,
      }));
      const ends = play({ link, senders, lastsMs: 70_000 });
      const index = fairness(ends, 40_000, 70_000);
      assert(index >= 0.95, `${name}: Jain's index is ${index}`);
    }
  });
}

Deno.test("T3: a bucket that lets a burst pass at once does not fool the start", () => {
  const link = { mbits: 1, oneWayMs: 1, jitterMs: 1, burstBytes: 32_768 };
  for (const seed of [1, 2, 3]) {
    const worst = latency(play({ link, senders: [{}], lastsMs: 4_000, seed }), 0, 4_000, 1);
    assert(worst <= 65, `${worst} ms`);
  }
});

Deno.test("T3: who drains is joined by the others, so that all soon know the line", () => {
  const link = LINKS["200 Mbit/s, bucket"]!;
  const senders = Array.from({ length: 8 }, (_, n) => ({ startsAt: 300 * n }));
  const ends = play({ link, senders, lastsMs: 35_000 });
  const late = latency(ends, 20_000, 35_000, 0.5);
  assert(late <= 1.5 * boundOf(link, 8), `chat is ${late} ms late`);
});

Deno.test("T3: with one more sender the first gives way, and takes back what is left again", () => {
  const link = LINKS["20 Mbit/s, bucket"]!;
  const senders = [{}, { startsAt: 5_000, stopsAt: 40_000 }];
  const [first] = play({ link, senders, lastsMs: 55_000 });
  const alone = rateOf(first!, 2_000, 5_000);
  assert(rateOf(first!, 25_000, 40_000) < 0.65 * alone);
  assert(rateOf(first!, 45_000, 55_000) > 0.95 * alone);
});

Deno.test("T3: who fills the queue until packets are lost gets the line", () => {
  const link = { mbits: 20, oneWayMs: 10, jitterMs: 1, bufferBytes: 1_000_000 };
  const rival = { startsAt: 5_000, stopsAt: 30_000 };
  const [sender] = play({ link, senders: [{}], rival, lastsMs: 45_000 });
  const alone = rateOf(sender!, 2_000, 5_000);
  const beside = rateOf(sender!, 15_000, 30_000);
  assert(beside < 0.1 * alone, `${beside} of ${alone}`);
  // Never starved: a piece for each round trip.
  assert(beside * 600 >= PIECE_BYTES, `${beside}`);
  assert(rateOf(sender!, 40_000, 45_000) > 0.9 * alone);
});

Deno.test("C5, T3: with less credit than the line holds, credit is the bound and nothing stalls", () => {
  const link = LINKS["10 Mbit/s, 50 ms"]!;
  const [sender] = play({ link, senders: [{ creditBytes: 24_000 }], lastsMs: 10_000 });
  assert(sender!.mostInFlight <= 24_000);
  // A window of credit for each round trip, or half of one, as grants come when half is used.
  assert(rateOf(sender!, 2_000, 10_000) > 12_000 / 103);
});

Deno.test("T1, T2, T3: a file never makes a line of chat wait for more than its window", () => {
  const links = fc.record({
    mbits: fc.constantFrom(0.5, 1, 3, 20, 100, 400),
    oneWayMs: fc.integer({ min: 0, max: 80 }),
    jitterMs: fc.integer({ min: 0, max: 3 }),
    burstBytes: fc.constantFrom(0, 8_000, 32_768),
  });
  holds(
    fc.tuple(links, fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(7, 50)),
    ([link, seed, lineEveryMs]) => {
      const [sender] = play({ link, senders: [{ lineEveryMs }], lastsMs: 1_500, seed });
      const { mostInFlight, lines } = sender!;
      // Headers, and the part of the line that other lines of chat take.
      const free = link.mbits * 125 - 200 / lineEveryMs;
      const bound = link.oneWayMs + link.jitterMs + (1.1 * mostInFlight + 400) / free;
      for (const { value } of lines) assert(value <= bound, `${value} ms, bound ${bound}`);
    },
    12,
  );
});
