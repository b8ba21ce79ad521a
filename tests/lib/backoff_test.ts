import { assert, assertEquals } from "@std/assert";
import { backoff, BACKOFF_BASE_MS, BACKOFF_MAX_MS } from "../../lib/link.ts";
import { fc, holds } from "../support/property.ts";

const waits = (random: () => number) => Array.from({ length: 8 }, (_, n) => backoff(n + 1, random));

Deno.test("backoff: it doubles up to its bound", () => {
  assertEquals(waits(() => 0), [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  assertEquals(backoff(10_000, () => 0), 15_000);
});

Deno.test("backoff: chance takes off up to half and adds nothing", () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  holds(fc.tuple(fc.integer({ min: 1, max: 2_000 }), random), ([failures, random]) => {
    const full = Math.min(BACKOFF_MAX_MS, BACKOFF_BASE_MS * 2 ** (failures - 1));
    const wait = backoff(failures, () => random);
    assert(wait >= full / 2 && wait <= full);
  });
});

Deno.test("backoff: thirty clients that are lost together come back apart", () => {
  const all = Array.from({ length: 30 }, (_, n) => backoff(1, () => n / 30));
  assertEquals(new Set(all).size, 30);
  assert(Math.max(...all) - Math.min(...all) > 200);
});
