import { page } from "fresh";
import { Sheet } from "../components/join/Sheet.tsx";
import { define } from "../define.ts";

const SOURCE = new URL("../docs/PROTOCOL.md", import.meta.url);

/** A rule's number where its text begins: in a list, or in a table. */
const RULE = /^(?:- |\| )\*\*([A-Z]\d+)\*\*/;

export const handler = define.handlers({
  GET: async () => page({ lines: (await Deno.readTextFile(SOURCE)).split("\n") }),
});

/** The rules as they are written, each at its own address, like `/protocol#P3`. */
export default define.page<typeof handler>(({ data: { lines } }) => (
  <Sheet>
    <h1>The wire, in rules</h1>
    <div class="card protocol">
      {lines.map((line, n) => <p key={n} id={RULE.exec(line)?.[1]}>{line || "\u00a0"}</p>)}
    </div>
  </Sheet>
));
