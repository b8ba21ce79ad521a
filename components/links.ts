/**
 * Addresses in a text, so that they can be followed. Only what begins with http:// or https:// is
 * one: nothing that runs code can look like it.
 *
 * @module
 */

/** A part of a text. */
export interface Part {
  readonly text: string;
  /** Where it leads, if it is an address. */
  readonly href?: string;
}

const ADDRESS = /https?:\/\/[^\s<>"]+/g;

/** What ends a sentence, and not an address. */
const TRAILING = /[.,;:!?'’”)\]}]$/;

const OPENERS: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** The text in parts. Joined they are the text. */
export function linksIn(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const found = trimmed(match[0]);
    const href = hrefOf(found);
    if (!href) continue;
    if (match.index > at) parts.push({ text: text.slice(at, match.index) });
    parts.push({ text: found, href });
    at = match.index + found.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

/** Without what ends the sentence around it. A bracket that it opened is its own. */
function trimmed(address: string): string {
  let end = address.length;
  for (; TRAILING.test(address.slice(0, end)); end--) {
    const closer = address[end - 1]!;
    const opener = OPENERS[closer];
    const inside = address.slice(0, end);
    if (opener && inside.split(opener).length >= inside.split(closer).length) break;
  }
  return address.slice(0, end);
}

function hrefOf(text: string): string | undefined {
  const url = URL.parse(text);
  return url && (url.protocol === "http:" || url.protocol === "https:") ? url.href : undefined;
}
