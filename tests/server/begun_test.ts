import { assertEquals } from "@std/assert";
import { Begun, isCleared, type Labels } from "../../server/begun.ts";

const labels = (messageId: string, total = 3, channel = "chat") => ({ channel, messageId, total });

/** What a sender has begun, a piece or some at a time. */
function create() {
  const begun = new Begun();
  return {
    begun,
    has: (labels: Labels) => begun.find(labels) !== undefined,
    took: (labels: Labels, { cleared = 0, frames = 1 } = {}) =>
      begun.took(labels, { cleared }, begun.find(labels), frames),
  };
}

Deno.test("M8: a message has begun with its first frame, until as many came as it said", () => {
  const { has, took } = create();
  assertEquals(has(labels("a")), false);
  took(labels("a"));
  assertEquals([has(labels("a")), has(labels("a", 3, "file"))], [true, false]);
  took(labels("a"), { frames: 2 });
  assertEquals(has(labels("a")), false);
});

Deno.test("M8: a message of one frame never goes on, whatever it is called", () => {
  const { has, took } = create();
  took(labels("a", 1));
  took(labels("b"));
  assertEquals([has(labels("a", 2)), has(labels("b", 1))], [false, false]);
});

Deno.test("M13: what began before its log was cleared is known, and what began after that goes on", () => {
  const { begun, took } = create();
  took(labels("a"));
  const cleared = 1;
  took(labels("b"), { cleared });
  took(labels("a"), { cleared });
  assertEquals(["a", "b", "c"].map((id) => isCleared(begun.find(labels(id)), { cleared })), [
    true,
    false,
    false,
  ]);
});

Deno.test("M8: of one sender the latest 64 are remembered", () => {
  const { has, took } = create();
  for (let n = 0; n <= 64; n++) took(labels(`${n}`));
  assertEquals(["0", "1", "64"].map((id) => has(labels(id))), [false, true, true]);
});

Deno.test("M8: a piece of what has begun is looked up once, the last one too", () => {
  const { took } = create();
  let asked = 0;
  const piece = {
    ...labels(""),
    get messageId() {
      asked++;
      return "a";
    },
  };
  took(labels("a"));
  took(piece);
  took(piece);
  assertEquals(asked, 2);
});
