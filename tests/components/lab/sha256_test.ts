import { createHash } from "node:crypto";
import { assertEquals } from "@std/assert";
import { sha256 } from "../../../components/lab/sha256.ts";
import { anyText, fc, holds } from "../../support/property.ts";

const reference = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

Deno.test("sha256: the standard's examples", () => {
  assertEquals(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  assertEquals(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

Deno.test("sha256: any text, and any length around a block, as another implementation has it", () => {
  holds(anyText, (text) => assertEquals(sha256(text), reference(text)));
  holds(fc.integer({ min: 0, max: 260 }), (length) => {
    assertEquals(sha256("x".repeat(length)), reference("x".repeat(length)));
  });
});
