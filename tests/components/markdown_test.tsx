import { assertEquals } from "@std/assert";
import { render } from "preact-render-to-string";
import { Markdown } from "../../components/Markdown.tsx";

const html = (text: string) => render(<Markdown text={text} />);

Deno.test("Markdown: headings, paragraphs, bold and code", () => {
  assertEquals(
    html("# A `b`\n\none **two**\nthree\n\n## C"),
    "<h2>A <code>b</code></h2><p>one <b>two</b> three</p><h3>C</h3>",
  );
});

Deno.test("Markdown: what is written as HTML stays text", () => {
  assertEquals(
    html("<b onclick=x>\n\n```\n<i>\n```"),
    "<p>&lt;b onclick=x></p><pre><code>&lt;i></code></pre>",
  );
});

Deno.test("Markdown: a rule in a list has an address, and keeps what is indented below it", () => {
  assertEquals(
    html("- **B4** A run is\n  bytes:\n\n  ```\n  [\n    1\n  ]\n  ```\n- more\n\nafter"),
    `<ul><li id="B4"><p><b>B4</b> A run is bytes:</p><pre><code>[\n  1\n]</code></pre></li>` +
      "<li><p>more</p></li></ul><p>after</p>",
  );
});

Deno.test("Markdown: a rule in a table has an address", () => {
  const table = html("| rule | when |\n| --- | --- |\n| **X1** | it `stops` |");
  assertEquals(
    table.slice(table.indexOf("<tbody>"), table.indexOf("</tbody>")),
    `<tbody><tr id="X1"><td><b>X1</b></td><td>it <code>stops</code></td></tr>`,
  );
});
