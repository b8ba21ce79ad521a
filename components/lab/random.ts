/**
 * Chance that can be repeated: what is random in the lab is handed a seed, so that a class sees the
 * same bet, and a test the same fault.
 *
 * @module
 */

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = state + 0x6d2b79f5 >>> 0;
    let mixed = Math.imul(state ^ state >>> 15, state | 1);
    mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61);
    return ((mixed ^ mixed >>> 14) >>> 0) / 0x1_0000_0000;
  };
}

/** One of several, by chance. There must be one. */
export function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)]!;
}

/** The same items in an order of chance. */
export function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const shuffled = [...items];
  for (let n = shuffled.length - 1; n > 0; n--) {
    const other = Math.floor(random() * (n + 1));
    [shuffled[n], shuffled[other]] = [shuffled[other]!, shuffled[n]!];
  }
  return shuffled;
}
