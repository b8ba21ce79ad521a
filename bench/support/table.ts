/**
 * Markdown tables, aligned so that they are readable in a terminal too.
 *
 * @module
 */

/** A table of a head and rows. The first column is text, the others are numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, n) => Math.max(3, ...[head, ...rows].map((row) => row[n]!.length)));
  const pad = (cell: string, n: number) =>
    n === 0 ? cell.padEnd(widths[n]!) : cell.padStart(widths[n]!);
  const line = (cells: readonly string[]) => `| ${cells.map(pad).join(" | ")} |`;
  const rule = widths.map((width, n) => n === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`);
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}
