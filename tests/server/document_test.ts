import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { readDocument } from "../../server/document.ts";
import { needs } from "../support/needs.ts";

const PROTOCOL = new URL("../../docs/PROTOCOL.md", import.meta.url);

Deno.test("document: a rule has its address in a list and in a table, and whoever names it leads there", () => {
  const { html } = readDocument(`# Part

- **F1** One. See X1, and Z9.

| rule   | code |
| ------ | ---- |
| **X1** | 4400 |
`);
  assertStringIncludes(html, '<li id="F1"><strong><a href="#F1">F1</a></strong> One. See <a');
  assertStringIncludes(html, '<a href="#X1">X1</a>, and Z9.');
  assertStringIncludes(html, '<tr id="X1"><td><strong>');
});

Deno.test("document: tables and code can be read without eyes and without a mouse", () => {
  const { html, headings } = readDocument(
    "# A & `B`\n\n## Part\n\n| a |\n| - |\n| b |\n\n```\n<c>\n```\n",
  );
  assertEquals(headings, [{ id: "a-b", text: "A & B", depth: 1 }, {
    id: "part",
    text: "Part",
    depth: 2,
  }]);
  assertStringIncludes(html, '<h2 id="a-b">A &#38; <code>B</code></h2>');
  assertStringIncludes(html, '<h3 id="part">');
  assertStringIncludes(html, '<caption class="visually-hidden">Part</caption>');
  assertStringIncludes(html, '<th scope="col">a</th>');
  assertStringIncludes(html, '<pre tabindex="0"><code>&#60;c&#62;</code></pre>');
});

Deno.test("document: what looks like HTML is text, and nothing needs inline style or script", () => {
  const { html } = readDocument('# T\n\n<script>alert(1)</script>\n\nA <b onclick="x()">b</b>.\n');
  assertEquals(/<(script|b)\b/.test(html), false);
  assertEquals(/ style=/.test(readDocument("# T\n\n| a |\n| :-: |\n| b |\n").html), false);
});

Deno.test({
  name: "document: every rule of the wire has one address, and every link leads to one",
  ...needs("read"),
  async fn() {
    const source = await Deno.readTextFile(PROTOCOL);
    const { html, headings } = readDocument(source);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
    const rules = [...source.matchAll(/^(?:- |\| )\*\*([A-Z]\d+)\*\*/gm)].map(([, rule]) => rule!);
    assert(rules.length > 100);
    assertEquals(new Set(ids).size, ids.length);
    assertEquals(ids.filter((id) => /^[A-Z]\d+$/.test(id)).sort(), rules.sort());
    for (const { id } of headings) assert(ids.includes(id), id);
    for (const [, href] of html.matchAll(/href="([^"]*)"/g)) {
      assert(href!.startsWith("#") && ids.includes(href!.slice(1)), href);
    }
  },
});
