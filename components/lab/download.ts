/**
 * Hands a text over as a file to save.
 *
 * @module
 */

/** @param type A media type, such as `text/csv`. */
export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: some browsers begin to read it only in the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
