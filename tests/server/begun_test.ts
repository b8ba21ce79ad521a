import { assertEquals } from "@std/assert";
import { Begun } from "../../server/begun.ts";

const labels = (messageId: string, total = 3, channel = "chat") => ({ channel, messageId, total });

Deno.test("M8: a message has begun with its first frame, until as many came as it said", () => {
  const begun = new Begun();
  assertEquals(begun.has(labels("a")), false);
  begun.took(labels("a"));
  assertEquals([begun.has(labels("a")), begun.has(labels("a", 3, "file"))], [true, false]);
  begun.took(labels("a"), 2);
  assertEquals(begun.has(labels("a")), false);
});

Deno.test("M8: a message of one frame never goes on, whatever it is called", () => {
  const begun = new Begun();
  begun.took(labels("a", 1));
  begun.took(labels("b"));
  assertEquals([begun.has(labels("a", 2)), begun.has(labels("b", 1))], [false, false]);
});

Deno.test("M8: of one sender the latest 64 are remembered", () => {
  const begun = new Begun();
  for (let n = 0; n <= 64; n++) begun.took(labels(`${n}`));
  assertEquals(["0", "1", "64"].map((id) => begun.has(labels(id))), [false, true, true]);
});
