/**
 * What people call themselves, made safe to show: nothing invisible, nothing endless, and no two the
 * same in one room.
 *
 * @module
 */

/** The longest name, in graphemes: what a person sees as one character. */
export const MAX_NAME_GRAPHEMES = 24;

/** The longest name in UTF-16 code units: marks can be piled up on one grapheme without an end. */
const MAX_NAME_LENGTH = 96;

/** Controls, lone surrogates, private use, and all that shows nothing: bidi, zero width, fillers. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u2800]/gu;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** A name without what does not show, cut to its longest. It can be empty. */
export function cleanName(text: string): string {
  // What is far too long is not looked at to its end: each unit of it costs.
  const seen = text.slice(0, 16 * MAX_NAME_LENGTH).normalize("NFC");
  const name = seen.replace(/\s+/gu, " ").replace(INVISIBLE, "").replace(/ +/g, " ").trim();
  return cut(name, MAX_NAME_GRAPHEMES);
}

/** What names are compared by: those that differ in case or width only are the same. */
export function nameKey(name: string): string {
  return name.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
}

/**
 * A clean name that is nobody else's: it gets a number where it is taken.
 *
 * @param wish Clean, and not empty.
 * @param isTaken Whether somebody else has the name with this key.
 */
export function freeLabel(wish: string, isTaken: (key: string) => boolean): string {
  for (let number = 1;; number++) {
    const suffix = number === 1 ? "" : ` ${number}`;
    const name = cut(wish, MAX_NAME_GRAPHEMES - suffix.length).trimEnd() + suffix;
    if (!isTaken(nameKey(name))) return name;
  }
}

function cut(text: string, count: number): string {
  let name = "";
  for (const { segment } of graphemes.segment(text)) {
    if (count-- === 0 || name.length + segment.length > MAX_NAME_LENGTH) break;
    name += segment;
  }
  return name.trimEnd();
}
