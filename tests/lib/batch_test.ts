import { assert, assertEquals, assertLess, assertStringIncludes, assertThrows } from "@std/assert";
import { type Item, joinBatch, readBatch } from "../../lib/batch.ts";
import { CHANNELS } from "../../lib/channels.ts";
import { ANY_CHANNEL, parseFrame } from "../../lib/parse.ts";
import { framesOf, text } from "../support/frames.ts";
import { anyText, fc, holds } from "../support/property.ts";
import { ALL_WORDS } from "../support/words.ts";

const PING = '{"channel":"$","type":"ping","id":1}';

const read = (text: string) => readBatch(text, CHANNELS, ALL_WORDS);

/** What an item is, in a word: a rule, a type, or a message's id. */
function nameOf(item: Item): string {
  if (item.kind === "error") return item.error.rule;
  return item.kind === "control" ? item.frame.type : item.frame.messageId;
}

const names = (text: string) => read(text).map(nameOf);

/** The first frame of a message in bytes. */
const head = (fields: Record<string, unknown> = {}) =>
  text({ channel: "file", messageId: "head", total: 2, number: 0, ...fields });

function refused(rule: string, text: string, words: string): void {
  const [item, ...more] = read(text);
  assert(item?.kind === "error" && more.length === 0, "Taken, and should not be");
  assertEquals(item.error.rule, rule);
  assertStringIncludes(item.error.message, words);
}

Deno.test("B1: a message is one frame, or an array of frames in order", () => {
  assertEquals(names(text({ messageId: "a" })), ["a"]);
  const ids = ["c", "a", "b"];
  assertEquals(names(joinBatch(ids.map((messageId) => text({ messageId })))), ids);
});

Deno.test("B1: a bad frame is answered for itself, and those beside it count", () => {
  const frames = [text({ messageId: "a" }), "7", "[]", text({ total: 0 }), PING, "{}", text()];
  assertEquals(names(joinBatch(frames)), ["a", "F1", "F1", "F4", "ping", "F2", "chat-1"]);
});

Deno.test("B1: control frames come alone or among others", () => {
  assertEquals(names(PING), ["ping"]);
  assertEquals(names(joinBatch([PING, text(), PING])), ["ping", "chat-1", "ping"]);
  assertEquals(names('[{"channel":"$","type":"ack"}]'), ["K1"]);
});

Deno.test("H4: a control frame of a newer peer is no item", () => {
  assertEquals(read('{"channel":"$","type":"freeze"}'), []);
  assertEquals(names(`[{"channel":"$","type":"freeze"},${PING}]`), ["ping"]);
});

Deno.test("B1: 1 to 1,024 frames, and nothing of a message that has more", () => {
  const batch = (length: number) => joinBatch(Array.from({ length }, () => PING));
  assertEquals(read(batch(1_024)).length, 1_024);
  refused("B1", batch(1_025), "message has 1025 frames, must be 1 to 1024");
  refused("B1", "[]", "message has 0 frames");
});

Deno.test("B2: a text is at most 262,144 long", () => {
  assertEquals(names(`[${text()}]`.padEnd(262_144)), ["chat-1"]);
  refused("B2", `[${text()}]`.padEnd(262_145), "message is 262145 long, at most 262144");
});

Deno.test("F1: what is no JSON is one error", () => {
  for (const message of ["", "{", `${text()}${text()}`, `[${text()}`]) {
    refused("F1", message, "message is not JSON");
  }
  for (const message of ["null", "7", '"chat"', "true"]) refused("F1", message, "frame is");
});

Deno.test("F1: a frame is nested at most 32 deep, whether alone or in an array", () => {
  const nested = (depth: number) =>
    text().replace("{", `{"x":${"[".repeat(depth)}${"]".repeat(depth)},`);
  assertEquals(names(nested(31)), ["chat-1"]);
  assertEquals(names(joinBatch([nested(31), nested(32), nested(9_000), text()])), [
    "chat-1",
    "F1",
    "F1",
    "chat-1",
  ]);
});

Deno.test("F7: a frame in an array is as long as it would be alone", () => {
  const long = (length: number) => {
    const pad = length - text({ x: "" }).length;
    return text({ x: "x".repeat(pad) });
  };
  assertEquals(names(joinBatch([text(), long(131_072)])), ["chat-1", "chat-1"]);
  assertEquals(names(joinBatch([long(131_073), text()])), ["F7", "chat-1"]);
  assertEquals(names(long(131_073)), ["F7"]);
  // The longest data, escaped, many times: long as a message, and no frame of it is.
  const escaped = text().replace('"hi"', `"${"\\u0000".repeat(16_384)}"`);
  assertEquals(names(joinBatch([escaped, escaped])), ["chat-1", "chat-1"]);
});

Deno.test("B3: the first frame of a message in bytes has a number", () => {
  for (const number of [0, 1, 4_294_967_295]) {
    const [item] = read(head({ number }));
    assert(item?.kind === "frame" && item.frame.number === number);
  }
  for (const number of [-1, 0.5, 4_294_967_296, "0", null, [0], true]) {
    refused("B3", head({ number }), "number is ");
  }
});

Deno.test("B3: a number is on the first frame, and on a bulk channel", () => {
  refused("B3", head({ sequence: 1 }), "not the first");
  refused("B3", head({ channel: "chat" }), "number is on a channel that is interactive");
  refused("F2", head({ channel: "constructor" }), "not known");
  refused("F2", head({ channel: 7 }), "channel is a number");
  // What class a newer peer's channel has, only the welcome says.
  const [item] = readBatch(head({ channel: "video" }), ANY_CHANNEL, ALL_WORDS);
  assertEquals(item?.kind, "frame");
});

Deno.test("B7: total of a message in bytes is at most 1,048,576, of others as in F4", () => {
  assertEquals(names(head({ total: 1_048_576 })), ["head"]);
  refused(
    "B7",
    head({ total: 1_048_577 }),
    "total is 1048577, must be an integer from 1 to 1048576",
  );
  refused("B7", head({ total: 0 }), "total is 0");
  refused("F4", head({ total: 4_097, number: undefined }), "total is 4097");
});

Deno.test("B1: joining one frame leaves it alone, and joining none is a mistake", () => {
  assertEquals(joinBatch(["{}"]), "{}");
  assertEquals(joinBatch(["{}", "[]"]), "[{},[]]");
  assertThrows(() => joinBatch([]), RangeError, "Cannot join batch: it has no frames");
});

Deno.test("B1: what is joined is read, each frame as the plain wire reads it", () => {
  const one = fc.record({
    channel: fc.constantFrom("chat", "file", "nobody", ""),
    messageId: fc.oneof(anyText, fc.constant("a")),
    total: fc.integer({ min: -1, max: 5 }),
    sequence: fc.integer({ min: -1, max: 5 }),
    data: fc.oneof(anyText, fc.constant(7)),
  });
  holds(fc.array(one, { minLength: 1, maxLength: 20 }), (frames) => {
    const encoded = frames.map((frame) => JSON.stringify(frame));
    assertEquals<unknown>(
      read(joinBatch(encoded)),
      encoded.map((frame) => {
        const result = parseFrame(frame);
        return result.ok
          ? { kind: "frame", frame: result.frame }
          : { kind: "error", error: result.error };
      }),
    );
  });
});

Deno.test("B1, F1: whatever text comes, the answers are short and nothing throws", () => {
  holds(fc.oneof(anyText, fc.json(), fc.array(fc.json()).map((all) => `[${all}]`)), (text) => {
    for (const item of read(text)) {
      if (item.kind === "error") assertLess(item.error.message.length, 200);
    }
  }, 200);
});

Deno.test("B1: frames of one message stay in order", () => {
  const frames = framesOf(50);
  const items = read(JSON.stringify(frames));
  assertEquals(items, frames.map((frame) => ({ kind: "frame", frame })));
});
