import { assertEquals } from "@std/assert";
import { documentedRows, limitRows } from "../../tools/limits.ts";
import { needs } from "../support/needs.ts";

Deno.test(
  "docs/deploy.md: its limits are those of the code (tools/limits.ts writes them)",
  needs("read"),
  () => {
    const document = Deno.readTextFileSync(new URL("../../docs/deploy.md", import.meta.url));
    assertEquals(documentedRows(document), limitRows());
  },
);
