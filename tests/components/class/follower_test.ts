import { assertEquals } from "@std/assert";
import { Follower } from "../../../components/class/follower.ts";
import type { KnobValues } from "../../../components/knob_values.ts";

const OWN: KnobValues = {
  chunkSize: 4,
  order: "round-robin",
  pace: 0,
  bandwidth: 0,
  delay: 0,
};

/** A page, and what became of it. */
function createPage() {
  const page = { knobs: OWN, steps: 0 };
  const follower = new Follower({
    knobs: () => page.knobs,
    turn: (knobs) => page.knobs = knobs,
    step: () => page.steps++,
  });
  return { page, follower };
}

Deno.test("class: U24: a page that follows has the teacher's knobs, and its own again when it is free", () => {
  const { page, follower } = createPage();
  page.knobs = { ...OWN, delay: 20 };
  follower.take({ steps: 0, knobs: { chunkSize: 2, pace: Infinity } });
  assertEquals(page.knobs, { ...OWN, delay: 20, chunkSize: 2, pace: Infinity });
  follower.take({ steps: 0, knobs: { chunkSize: 8 } });
  assertEquals(page.knobs, { ...OWN, delay: 20, chunkSize: 8 });
  follower.take({ steps: 0 });
  assertEquals(page.knobs, { ...OWN, delay: 20 });
});

Deno.test("class: U24: in free mode a page keeps what it sets itself", () => {
  const { page, follower } = createPage();
  follower.take({ steps: 3 });
  page.knobs = { ...OWN, chunkSize: 9 };
  follower.take({ steps: 4 });
  assertEquals(page, { knobs: { ...OWN, chunkSize: 9 }, steps: 0 });
});

Deno.test("class: U22: every step lets a frame go, and who comes late does not repeat the old ones", () => {
  const { page, follower } = createPage();
  follower.take({ steps: 7, knobs: { pace: Infinity } });
  assertEquals(page.steps, 0);
  follower.take({ steps: 8, knobs: { pace: Infinity } });
  follower.take({ steps: 8, knobs: { pace: Infinity } });
  follower.take({ steps: 9, knobs: { pace: Infinity } });
  assertEquals(page.steps, 2);
  // Of state that changes quickly the latest comes alone.
  follower.take({ steps: 12, knobs: { pace: Infinity } });
  assertEquals(page.steps, 5);
  follower.take({ steps: 1_000_000, knobs: { pace: Infinity } });
  assertEquals(page.steps, 25);
});
