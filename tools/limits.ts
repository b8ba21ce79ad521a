/**
 * Writes the table of limits into docs/deploy.md, from server/limit_table.ts:
 * `deno run --allow-read --allow-write=docs tools/limits.ts && deno fmt docs/deploy.md`.
 *
 * @module
 */

import { LIMIT_NAMES, limitOf, variableOf } from "../server/limit_table.ts";

const DOCUMENT = new URL("../docs/deploy.md", import.meta.url);

/** The table is what stands between these. */
const MARKS = ["<!-- limits -->\n", "<!-- /limits -->"] as const;

/** The rows of the table, below its head: the cells of each. */
export function limitRows(): string[][] {
  return LIMIT_NAMES.map((name) => {
    const { default: usual, unit, about, reason, isRate } = limitOf(name);
    const value = `${usual.toLocaleString("en")} ${unit}${isRate ? " ⚡" : ""}`;
    return [`\`${variableOf(name)}\``, value, about, reason];
  });
}

/** The rows that the document has now. */
export function documentedRows(document: string): string[][] {
  const [, rest = ""] = document.split(MARKS[0]);
  const [table = ""] = rest.split(MARKS[1]);
  return table.trim().split("\n").slice(2).map((row) =>
    row.split("|").slice(1, -1).map((cell) => cell.trim())
  );
}

function write(): void {
  const document = Deno.readTextFileSync(DOCUMENT);
  const rows = [
    ["setting", "default", "at most", "why"],
    ["---", "---", "---", "---"],
    ...limitRows(),
  ];
  const table = rows.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
  const [before, rest] = document.split(MARKS[0]);
  const [, after] = rest!.split(MARKS[1]);
  Deno.writeTextFileSync(DOCUMENT, `${before}${MARKS[0]}\n${table}\n${MARKS[1]}${after}`);
}

if (import.meta.main) write();
