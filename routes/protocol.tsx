import { page } from "fresh";
import { Sheet } from "../components/join/Sheet.tsx";
import { Markdown } from "../components/Markdown.tsx";
import { define } from "../define.ts";

const SOURCE = new URL("../docs/PROTOCOL.md", import.meta.url);

export const handler = define.handlers({
  GET: async () => page({ text: await Deno.readTextFile(SOURCE) }),
});

/** The rules as they are written, each at its own address, like `/protocol#P3`. */
export default define.page<typeof handler>(({ data: { text } }) => (
  <Sheet>
    <h1>The wire, in rules</h1>
    <div class="card protocol">
      <Markdown text={text} />
    </div>
  </Sheet>
));
