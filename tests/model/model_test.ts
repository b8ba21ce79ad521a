import { assert, assertEquals, assertMatch } from "@std/assert";
import { explore } from "./explore.ts";
import type { Change } from "./state.ts";

const BOUNDS = { frames: 3, window: 2, breaks: 3, restarts: 2, refusals: 0 };

Deno.test("R1, R2, R4, C2, K2, G2: in every interleaving nothing is lost silently or twice, and nobody is stuck", () => {
  const { states, depth, trouble } = explore(BOUNDS);
  console.log(`${states} states, up to ${depth} steps deep`);
  assertEquals(trouble, undefined);
  assert(states > 2_000, `${states}`);
});

Deno.test("R1, R2, C2: also with a window of one frame, and with one for all", () => {
  for (const window of [1, 3]) assertEquals(explore({ ...BOUNDS, window }).trouble, undefined);
});

Deno.test("E3, K1, R5: also where some are refused: each is in the log, or refused, or unsure", () => {
  const { states, trouble } = explore({ ...BOUNDS, breaks: 2, refusals: 2 });
  console.log(`${states} states with refusals`);
  assertEquals(trouble, undefined);
});

Deno.test("R2, K2: where an old connection may still be read, dedupe and a lenient client are enough", () => {
  assertEquals(explore(BOUNDS, ["no-fence", "lenient"]).trouble, undefined);
});

/** What is found first, and so on the shortest way. */
const flaws: readonly [rule: string, changes: Change[], trouble: RegExp][] = [
  ["R2", ["no-dedupe", "no-fence", "lenient"], /^R2: twice in the log/],
  ["R1", ["no-fence"], /^K2: more acked than sent/],
  ["R2", ["no-resend"], /^(G2|no way)/],
  ["R4", ["resend-unsure"], /^R2: twice in the log/],
  ["C2", ["delta-credit"], /^(C|no way)/],
  ["C1", ["no-refund"], /^(C1|no way)/],
  ["R5", ["forget-refusals"], /^G2: frame 0 is lost/],
  ["E3", ["late-refusal"], /^G2: frame 0 is lost/],
];

for (const [rule, changes, expected] of flaws) {
  Deno.test(`${rule}: the explorer finds what goes wrong with ${changes.join(", ")}`, () => {
    const refusals = changes.some((change) => change.includes("refusal")) ? 1 : 0;
    assertMatch(explore({ ...BOUNDS, refusals }, changes).trouble ?? "nothing", expected);
  });
}
