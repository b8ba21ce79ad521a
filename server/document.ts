/**
 * A document of docs/ as a page. The library makes HTML of it; here are the addresses of its rules and
 * headings, what tables need to be read without eyes, and that nothing in it is taken for HTML.
 *
 * @module
 */

import { Marked, type RendererObject } from "marked";

/** One heading, for a table of contents. */
export interface Heading {
  readonly id: string;
  readonly text: string;
  /** 1 for the document's parts, 2 for what is in them. */
  readonly depth: number;
}

/** A document that can be shown. */
export interface Document {
  readonly html: string;
  readonly headings: readonly Heading[];
}

/** A rule where its text begins, in an item or in a table's row. */
const BEGINS_WITH_RULE = /^((?:<p>)|(?:<td[^>]*>))?<strong>(?:<a [^>]*>)?([A-Z]\d+)(?:<\/a>)?</;

/** Where the source says a rule, at the beginning of an item or of a row. */
const RULES = /^(?:- |\| )\*\*([A-Z]\d+)\*\*/gm;

/** Makes a part of a page of Markdown. Its headings begin with the second level. */
export function readDocument(source: string): Document {
  const rules = new Set([...source.matchAll(RULES)].map(([, rule]) => rule!));
  const headings: Heading[] = [];
  const tables = new Map<string, number>();

  const renderer: RendererObject = {
    heading({ tokens, depth, text }) {
      const id = slug(text);
      headings.push({ id, text: text.replaceAll("`", ""), depth });
      const tag = `h${depth + 1}`;
      return `<${tag} id="${id}">${this.parser.parseInline(tokens)}</${tag}>\n`;
    },
    listitem({ tokens }) {
      const html = this.parser.parse(tokens);
      return `<li${idOf(html)}>${html}</li>\n`;
    },
    tablerow({ text }) {
      return `<tr${idOf(text)}>${text}</tr>\n`;
    },
    tablecell({ tokens, header }) {
      const html = this.parser.parseInline(tokens);
      return header ? `<th scope="col">${html}</th>` : `<td>${html}</td>`;
    },
    table({ header, rows }) {
      const row = (cells: typeof header) =>
        this.tablerow({ text: cells.map((cell) => this.tablecell(cell)).join("") });
      const about = headings.at(-1)?.text ?? "";
      const n = (tables.get(about) ?? 0) + 1;
      tables.set(about, n);
      const name = escaped(n === 1 ? about : `${about}, ${n}`);
      return `<div class="scroll" tabindex="0" role="group" aria-label="${name}">` +
        `<table><caption class="visually-hidden">${name}</caption>` +
        `<thead>${row(header)}</thead><tbody>${rows.map(row).join("")}</tbody></table></div>\n`;
    },
    code({ text }) {
      return `<pre tabindex="0"><code>${escaped(text)}</code></pre>\n`;
    },
    text(token) {
      if ("tokens" in token && token.tokens) return this.parser.parseInline(token.tokens);
      const html = "escaped" in token && token.escaped ? token.text : escaped(token.text);
      return html.replace(
        /\b[A-Z]\d+\b/g,
        (word) => rules.has(word) ? `<a href="#${word}">${word}</a>` : word,
      );
    },
    html: ({ text }) => escaped(text),
  };
  const html = new Marked({ renderer }).parse(source, { async: false });
  return { html, headings };
}

function idOf(html: string): string {
  const [, , rule] = BEGINS_WITH_RULE.exec(html) ?? [];
  return rule ? ` id="${rule}"` : "";
}

/** “Frames (F)” is at `#frames-f`. */
function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
