/**
 * Property tests that are the same on every run. A failure shows its seed and path: call
 * `fc.assert(…, { seed, path })` with them to see that one case again.
 *
 * @module
 */

import fc from "fast-check";

/** Each is a different walk through the inputs. Add the seed of a failure to keep it covered. */
const SEEDS = [1, 20_260, 0x5eed];

/** Holds for everything that `arbitrary` makes, or throws with the smallest case that it finds. */
export function holds<T>(
  arbitrary: fc.Arbitrary<T>,
  claim: (value: T) => void,
  numRuns = 100,
): void {
  for (const seed of SEEDS) {
    fc.assert(fc.property(arbitrary, claim), { seed, numRuns });
  }
}

/** The same for a claim that has to wait. */
export async function holdsAsync<T>(
  arbitrary: fc.Arbitrary<T>,
  claim: (value: T) => Promise<void>,
  numRuns = 100,
): Promise<void> {
  for (const seed of SEEDS) {
    await fc.assert(fc.asyncProperty(arbitrary, claim), { seed, numRuns });
  }
}

/** Any string: emoji, lone surrogates, line separators, nothing, and what reads like code. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "grapheme" }),
  // Any code units, paired or not. (`unit: "binary"` would take a second to begin.)
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.array(fc.constantFrom("\ud800", "\udc00", "👩‍🏫", "\u2028", "\u202e", "\0", "a", "é"))
    .map((units) => units.join("")),
  fc.constantFrom("", "__proto__", "constructor", "👍🏽", "\ufeff", "null", '"', "\\", "<b>"),
);

export { fc };
