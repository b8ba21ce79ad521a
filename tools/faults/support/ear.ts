/**
 * Hears numbered lines among others, and notices what is missing.
 *
 * @module
 */

/** See the module's description. */
export class Ear {
  /** The number that comes next, by speaker. */
  readonly #next: number[] = [];
  /** Lines that came twice, or after a later one; and those that a later one came instead of. */
  disorder = 0;
  /** Milliseconds from saying to hearing. */
  readonly delays: number[] = [];

  /** Line number `n` of a speaker. Nobody else says such words. */
  static line(speaker: number, n: number): string {
    return `bystander ${speaker} ${n}`;
  }

  /** @param saidAt When each line was said, by speaker and number. */
  hear(text: string, saidAt: readonly (readonly number[])[]): void {
    const match = /^bystander (\d+) (\d+)$/.exec(text);
    if (!match) return;
    const speaker = Number(match[1]), n = Number(match[2]);
    this.delays.push(performance.now() - saidAt[speaker]![n]!);
    const next = this.#next[speaker] ?? 0;
    this.disorder += Math.abs(n - next);
    this.#next[speaker] = Math.max(next, n + 1);
  }

  /** How many of the lines that were said, by speaker, are not here yet. */
  missing(said: readonly number[]): number {
    return said.reduce((sum, count, speaker) => sum + count - (this.#next[speaker] ?? 0), 0);
  }
}
