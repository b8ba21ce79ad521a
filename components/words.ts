/** How the page says numbers, so that it says them in one way. */

/** Made once: a formatter takes a millisecond to make. */
const numbers = new Intl.NumberFormat("en");

/** "1 frame", "5 frames". */
export function count(n: number, noun: string): string {
  return `${numbers.format(n)} ${noun}${n === 1 ? "" : "s"}`;
}

/** "812 bytes", "12 KB", "1.0 MB". */
export function size(bytes: number): string {
  if (bytes < 1_000) return count(bytes, "byte");
  return bytes < 999_500 ? `${Math.round(bytes / 1_000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Sequences as people list them: "#0, #3–#7". */
export function ranges(sequences: readonly number[]): string {
  const parts: string[] = [];
  for (let start = 0; start < sequences.length;) {
    let end = start;
    while (sequences[end + 1] === sequences[end]! + 1) end++;
    parts.push(end === start ? `#${sequences[start]}` : `#${sequences[start]}–#${sequences[end]}`);
    start = end + 1;
  }
  return parts.join(", ");
}

/** A sender as the page names it: with "(you)" where it is this window. */
export function sender(from: string, me: string | undefined): string {
  return from === me ? `${from} (you)` : from;
}
