import { assertEquals } from "@std/assert";
import { Begun } from "../../server/begun.ts";

const log = { cleared: 0 };
const labels = (messageId: string, total = 3, channel = "chat") => ({ channel, messageId, total });

Deno.test("M8: a message has begun with its first frame, until as many came as it said", () => {
  const begun = new Begun();
  assertEquals(begun.has(labels("a")), false);
  begun.took(labels("a"), log);
  assertEquals([begun.has(labels("a")), begun.has(labels("a", 3, "file"))], [true, false]);
  begun.took(labels("a"), log, 2);
  assertEquals(begun.has(labels("a")), false);
});

Deno.test("M8: a message of one frame never goes on, whatever it is called", () => {
  const begun = new Begun();
  begun.took(labels("a", 1), log);
  begun.took(labels("b"), log);
  assertEquals([begun.has(labels("a", 2)), begun.has(labels("b", 1))], [false, false]);
});

Deno.test("M13: what began before its log was cleared is known, and what began after that goes on", () => {
  const begun = new Begun();
  begun.took(labels("a"), log);
  const cleared = { cleared: 1 };
  begun.took(labels("b"), cleared);
  begun.took(labels("a"), cleared);
  assertEquals(["a", "b", "c"].map((id) => begun.isCleared(labels(id), cleared)), [
    true,
    false,
    false,
  ]);
});

Deno.test("M8: of one sender the latest 64 are remembered", () => {
  const begun = new Begun();
  for (let n = 0; n <= 64; n++) begun.took(labels(`${n}`), log);
  assertEquals(["0", "1", "64"].map((id) => begun.has(labels(id))), [false, true, true]);
});
