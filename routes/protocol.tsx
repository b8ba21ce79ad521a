import { page } from "fresh";
import { Sheet } from "../components/join/Sheet.tsx";
import { joinTexts } from "../components/texts/join.ts";
import { define } from "../define.ts";
import { type Document, readDocument } from "../server/document.ts";

const words = joinTexts.join.rules;

const SOURCE = new URL("../docs/PROTOCOL.md", import.meta.url);

/** Read when somebody first asks for it: it changes with the program only. */
let wire: Promise<Document> | undefined;

export const handler = define.handlers({
  GET: async () => page(await (wire ??= Deno.readTextFile(SOURCE).then(readDocument))),
});

/** The rules, each at its own address, like `/protocol#P3`. */
export default define.page<typeof handler>(({ data: { html, headings } }) => (
  <Sheet>
    <h1>{words.title}</h1>
    <nav class="card contents" aria-label={words.contents}>
      <ul>
        {headings.map(({ id, text, depth }) => (
          <li key={id} data-depth={depth}>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
    <Rules html={html} />
  </Sheet>
));

function Rules({ html }: { html: string }) {
  // deno-lint-ignore react-no-danger -- our own document, and no HTML in it gets through
  return <article class="card protocol" dangerouslySetInnerHTML={{ __html: html }} />;
}
