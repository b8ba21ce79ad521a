import { assert, assertEquals, assertLess } from "@std/assert";
import { MAX_DATA_LENGTH, MAX_FRAME_LENGTH, MAX_ID_LENGTH, MAX_TOTAL } from "../../lib/limits.ts";
import { parseFrame } from "../../lib/parse.ts";
import { errorOf, frame, frameOf, text } from "../support/frames.ts";
import { anyText, fc, holds } from "../support/property.ts";

Deno.test("F1: fields that are not known are kept", () => {
  const known = frameOf(text({ from: "me", colour: "red", nested: { a: [1] } }));
  assertEquals<unknown>(known, { ...frame(), from: "me", colour: "red", nested: { a: [1] } });
});

Deno.test("F1: a __proto__ on the wire is a field like any other", () => {
  const parsed = frameOf(text().replace("{", '{"__proto__":{"total":1,"polluted":true},'));
  assertEquals(Object.getPrototypeOf(parsed), Object.prototype);
  assertEquals("polluted" in {}, false);
  const inherited = text({ total: undefined }).replace("{", '{"__proto__":{"total":1},');
  assertEquals(errorOf(inherited).rule, "F4");
});

Deno.test("F1: a frame is nested at most 32 deep, so that it can be written again", () => {
  const nested = (depth: number, open: string, close: string) =>
    text().replace("{", `{"x":${open.repeat(depth)}1${close.repeat(depth)},`);
  for (const [open, close] of [["[", "]"], ['{"0":', "}"], ['{"toJSON":', "}"]] as const) {
    // The frame itself is the first.
    assertEquals(frameOf(nested(31, open, close)).data, "hi");
    assertEquals(errorOf(nested(32, open, close)), {
      rule: "F1",
      message: "frame is nested too deeply, at most 32",
    });
    assertEquals(errorOf(nested(8_000, open, close)).rule, "F1");
  }
  assertEquals(errorOf("[".repeat(MAX_FRAME_LENGTH)).rule, "F1");
});

const scalar = fc.oneof(
  anyText,
  fc.integer(),
  fc.double(),
  fc.constantFrom(null, undefined, true, [], {}, [1], { length: 3 }, NaN, Infinity, -0),
);

/** A field that is good mostly, at its bounds sometimes, and now and then anything. */
const field = (good: fc.Arbitrary<unknown>, ...bounds: unknown[]) =>
  fc.oneof(
    { weight: 8, arbitrary: good },
    { weight: 1, arbitrary: fc.constantFrom(...bounds) },
    { weight: 1, arbitrary: scalar },
  );

const almost = fc.record({
  channel: field(fc.constantFrom("chat", "file", "typing"), "$", "", "x".repeat(33)),
  messageId: field(fc.constantFrom("a", "x".repeat(64)), "", "x".repeat(65)),
  total: field(fc.integer({ min: 3, max: MAX_TOTAL }), 0, 1, MAX_TOTAL + 1),
  sequence: field(fc.integer({ min: 0, max: 2 }), -1, MAX_TOTAL),
  data: field(anyText, "x".repeat(MAX_DATA_LENGTH + 1)),
});

Deno.test("F1, F2, F3, F4, F5, F6: what is taken has the shape of a frame, and nothing throws", () => {
  let taken = 0;
  holds(fc.oneof(almost, fc.jsonValue()), (value) => {
    const result = parseFrame(JSON.stringify(value));
    if (!result.ok) return;
    taken++;
    const { channel, messageId, sequence, total, data } = result.frame;
    assert(["chat", "presence", "file", "typing"].includes(channel));
    assert(messageId.length >= 1 && messageId.length <= MAX_ID_LENGTH);
    assert(Number.isInteger(total) && total >= 1 && total <= MAX_TOTAL);
    assert(Number.isInteger(sequence) && sequence >= 0 && sequence < total);
    assert(typeof data === "string" && data.length <= MAX_DATA_LENGTH);
  }, 500);
  assert(taken > 50, `Only ${taken} good frames: this test is not looking`);
});

Deno.test("F1, F8: whatever a socket delivers, the answer is a short error", () => {
  holds(fc.oneof(anyText, fc.anything()), (message) => {
    const result = parseFrame(message);
    assertEquals(result.ok, false);
    if (!result.ok) assertLess(result.error.message.length, 200);
  });
});
