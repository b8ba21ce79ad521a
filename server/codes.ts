/**
 * Room codes: short enough to be read from a board, hard enough to guess that trying is no use.
 *
 * @module
 */

/** Characters of a code. */
export const CODE_LENGTH = 6;

/**
 * No 0 O 1 I L, which look alike on a board, and no vowel: six consonants and digits spell next to
 * nothing. 27 characters give 387 million codes.
 */
const ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ";

/** A code at the end of a link, of any server: `https://…/r/CODE`, `…/join?code=CODE`. */
const IN_LINK = /(?:\/r\/|[?&]code=)([^/?&#]+)/i;

/** Fills an array with chance that nobody can foretell: `crypto.getRandomValues`. */
export type RandomBytes = (array: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

/** A new code. */
export function makeCode(random: RandomBytes): string {
  let code = "";
  while (code.length < CODE_LENGTH) {
    for (const byte of random(new Uint8Array(CODE_LENGTH))) {
      // The bytes above the last whole alphabet would make its first characters more likely.
      if (byte < 256 - 256 % ALPHABET.length) code += ALPHABET[byte % ALPHABET.length];
    }
  }
  return code.slice(0, CODE_LENGTH);
}

/**
 * The code that somebody meant: as it was read out, in small letters, in groups, or as a whole link.
 *
 * @returns Nothing where it cannot be a code.
 */
export function readCode(text: string): string | undefined {
  const wanted = IN_LINK.exec(text)?.[1] ?? text;
  const code = wanted.replace(/[\s\-–—_.]|%20/g, "").toUpperCase();
  return code.length === CODE_LENGTH && [...code].every((it) => ALPHABET.includes(it))
    ? code
    : undefined;
}
