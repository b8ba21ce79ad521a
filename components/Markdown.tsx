import type { ComponentChildren } from "preact";

/**
 * Our own documents as a page: headings, paragraphs, lists, tables, code, `code`, **bold** and
 * nothing else. A rule, which is bold where an item or a row begins, has an address of its own.
 */
export function Markdown({ text }: { text: string }) {
  return <Blocks lines={text.split("\n")} />;
}

const HEADING = /^(#{1,2}) (.*)/;
const FENCE = /^```/;
const ITEM = /^- /;
const ROW = /^\|/;
/** A rule's number where its text begins. */
const RULE = /^(?:- |\| )\*\*([A-Z]\d+)\*\*/;

function Blocks({ lines }: { lines: readonly string[] }) {
  return <>{blocksOf(lines).map((block, n) => <Block key={n} lines={block} />)}</>;
}

/** Cuts where something else begins. */
function blocksOf(lines: readonly string[]): string[][] {
  const blocks: string[][] = [];
  let at = 0;
  const take = (goesOn: (line: string) => boolean) => {
    const from = at++;
    while (at < lines.length && goesOn(lines[at]!)) at++;
    blocks.push(lines.slice(from, at));
  };
  while (at < lines.length) {
    const line = lines[at]!;
    if (line === "") at++;
    else if (HEADING.test(line)) take(() => false);
    else if (FENCE.test(line)) {
      take((line) => !FENCE.test(line));
      at++;
    } else if (ITEM.test(line)) {
      take((line) => line === "" || ITEM.test(line) || /^ {2}/.test(line));
    } else if (ROW.test(line)) take((line) => ROW.test(line));
    else take((line) => line !== "");
  }
  return blocks;
}

function Block({ lines }: { lines: readonly string[] }) {
  const first = lines[0]!;
  const [, depth, title = ""] = HEADING.exec(first) ?? [];
  // The page has a heading of its own above them.
  if (depth === "#") return <h2>{inline(title)}</h2>;
  if (depth === "##") return <h3>{inline(title)}</h3>;
  if (FENCE.test(first)) return <pre><code>{lines.slice(1).join("\n")}</code></pre>;
  if (ITEM.test(first)) return <List lines={lines} />;
  if (ROW.test(first)) return <Table lines={lines} />;
  return <p>{inline(lines.join(" "))}</p>;
}

function List({ lines }: { lines: readonly string[] }) {
  const items: string[][] = [];
  for (const line of lines) {
    if (ITEM.test(line)) items.push([line]);
    else items.at(-1)!.push(line);
  }
  return (
    <ul>
      {items.map((item, n) => (
        <li key={n} id={RULE.exec(item[0]!)?.[1]}>
          <Blocks lines={item.map((line) => line.slice(2))} />
        </li>
      ))}
    </ul>
  );
}

function Table({ lines: [head = "", , ...rows] }: { lines: readonly string[] }) {
  const name = cellsOf(head).join(", ");
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={name}>
      <table>
        <caption class="visually-hidden">{name}</caption>
        <thead>
          <tr>{cellsOf(head).map((cell, n) => <th key={n} scope="col">{inline(cell)}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row} id={RULE.exec(row)?.[1]}>
              {cellsOf(row).map((cell, n) => <td key={n}>{inline(cell)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cellsOf(row: string): string[] {
  return row.split("|").slice(1, -1).map((cell) => cell.trim());
}

function inline(text: string): ComponentChildren {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part, n) => {
    if (part.startsWith("`")) return <code key={n}>{part.slice(1, -1)}</code>;
    if (part.startsWith("**")) return <b key={n}>{part.slice(2, -2)}</b>;
    return part;
  });
}
