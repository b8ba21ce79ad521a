import { assert, assertEquals } from "@std/assert";
import { TokenBucket } from "../../server/bucket.ts";
import { FakeClock } from "../support/clock.ts";
import { fc, holds } from "../support/property.ts";

function createBucket(perSecond: number, atOnce: number) {
  const clock = new FakeClock();
  return { clock, bucket: new TokenBucket({ perSecond, atOnce, now: () => clock.now() }) };
}

Deno.test("TokenBucket: it gives what it holds at once, then as fast as it fills", () => {
  const { clock, bucket } = createBucket(10, 5);
  assertEquals([1, 2, 2, 1, 2].map((tokens) => bucket.take(tokens)), [0, 0, 0, 100, 200]);
  clock.advance(100);
  assertEquals([bucket.take(1), bucket.take(1)], [0, 100]);
  clock.advance(3_600_000);
  assertEquals([bucket.isFull, bucket.take(5), bucket.take(1)], [true, 0, 100]);
});

Deno.test("TokenBucket: what is spent and was not there is a debt, which comes back first", () => {
  const { clock, bucket } = createBucket(10, 5);
  bucket.spend(25);
  assertEquals([bucket.wait(0), bucket.wait(1)], [2_000, 2_100]);
  clock.advance(2_000);
  assertEquals([bucket.wait(0), bucket.wait(1), bucket.isFull], [0, 100, false]);
});

Deno.test("TokenBucket: more than it can hold is there once it is full", () => {
  const { clock, bucket } = createBucket(10, 5);
  bucket.spend(1);
  assertEquals(bucket.take(1_000), 100);
  clock.advance(100);
  assertEquals(bucket.take(1_000), 0);
  assertEquals(bucket.wait(0), 99_500);
});

Deno.test("TokenBucket: without a limit nothing ever waits", () => {
  const { clock, bucket } = createBucket(Infinity, Infinity);
  for (let n = 0; n < 3; n++) {
    assertEquals([bucket.take(1e9), bucket.wait(1e9), bucket.isFull], [0, 0, true]);
    clock.advance(n);
  }
});

Deno.test("TokenBucket: a clock that goes back gives nothing twice", () => {
  let now = 1_000;
  const bucket = new TokenBucket({ perSecond: 10, atOnce: 5, now: () => now });
  bucket.spend(5);
  now = 0;
  assertEquals(bucket.wait(1), 100);
  now = 1_100;
  assertEquals([bucket.take(1), bucket.take(1)], [0, 100]);
});

/** What somebody does: waits so long, asks for so much, and comes back when told or not. */
const asks = fc.array(fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 500 }), fc.boolean()));
const rate = fc.integer({ min: 1, max: 1_000 });

Deno.test("TokenBucket: in any stretch of time at most what it holds and what flowed in", () => {
  holds(fc.tuple(rate, rate, asks), ([perSecond, atOnce, asks]) => {
    const { clock, bucket } = createBucket(perSecond, atOnce);
    let taken = 0;
    for (const [pause, wish, isPatient] of asks) {
      clock.advance(pause);
      const tokens = Math.min(wish, atOnce);
      const wait = bucket.take(tokens);
      if (wait > 0 && !isPatient) continue;
      clock.advance(wait);
      if (wait > 0) assertEquals(bucket.take(tokens), 0);
      taken += tokens;
      assert(taken <= atOnce + clock.now() * perSecond / 1_000 + 1e-6, `${taken} were taken`);
    }
  });
});
