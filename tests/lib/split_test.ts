import { assertEquals, assertThrows } from "@std/assert";
import { MAX_TOTAL } from "../../lib/limits.ts";
import { countFrames, split } from "../../lib/protocol.ts";
import { anyText, fc, holds } from "../support/property.ts";

const message = (data: string) => ({ channel: "chat", messageId: "chat-1", data });
const pieces = (data: string, size: number) => split(message(data), size).map(({ data }) => data);

Deno.test("S1: an emoji is never cut", () => {
  assertEquals(pieces("a👍b👍", 2), ["a👍", "b👍"]);
  assertEquals(pieces("👍👍👍", 1), ["👍", "👍", "👍"]);
});

Deno.test("S1: a lone surrogate counts as one code point and stays as it is", () => {
  assertEquals(pieces("\ud83d", 1), ["\ud83d"]);
  assertEquals(pieces("\udc4d\ud83da", 1), ["\udc4d", "\ud83d", "a"]);
});

Deno.test("S1: a piece has at most the chunk size of code points, and only the last has fewer", () => {
  assertEquals(pieces("hello", 4), ["hell", "o"]);
  assertEquals(pieces("hello", 5), ["hello"]);
  assertEquals(pieces("hello", 6), ["hello"]);
  holds(fc.tuple(anyText, fc.integer({ min: 1, max: 9 })), ([data, size]) => {
    const lengths = pieces(data, size).map((piece) => [...piece].length);
    const last = lengths.pop()!;
    assertEquals(lengths.filter((length) => length !== size), []);
    assertEquals(last <= size, true);
  });
});

Deno.test("S1: frames are counted as they would be cut, those of too many too", () => {
  holds(fc.tuple(anyText, fc.integer({ min: 1, max: 9 })), ([data, size]) => {
    assertEquals(countFrames(data, size), pieces(data, size).length);
  });
  assertEquals(countFrames("👍".repeat(MAX_TOTAL + 1), 1), MAX_TOTAL + 1);
});

Deno.test("S1: no piece of a well-formed text is malformed", () => {
  holds(fc.tuple(anyText, fc.integer({ min: 1, max: 9 })), ([data, size]) => {
    for (const piece of pieces(data.toWellFormed(), size)) assertEquals(piece.isWellFormed(), true);
  });
});

Deno.test("S2: the pieces joined by sequence are the message", () => {
  holds(fc.tuple(anyText, fc.integer({ min: 1, max: 9 })), ([data, size]) => {
    const frames = split(message(data), size);
    assertEquals(frames.map(({ sequence }) => sequence), [...frames.keys()]);
    assertEquals(frames.map(({ data }) => data).join(""), data);
    for (const frame of frames) {
      assertEquals([frame.channel, frame.messageId, frame.total], [
        "chat",
        "chat-1",
        frames.length,
      ]);
    }
  });
});

Deno.test("S2: an empty message is one empty frame", () => {
  assertEquals(split(message(""), 4), [{
    channel: "chat",
    messageId: "chat-1",
    sequence: 0,
    total: 1,
    data: "",
  }]);
});

Deno.test("S2: a frame has the course's five fields and no other", () => {
  assertEquals(
    JSON.stringify(split(message("hello"), 4)[0]),
    `{${
      [
        '"channel":"chat"',
        '"messageId":"chat-1"',
        '"sequence":0',
        '"total":2',
        '"data":"hell"',
      ].join()
    }}`,
  );
});

Deno.test("F4: a message is cut into as many frames as one may have, and no more", () => {
  assertEquals(split(message("x".repeat(MAX_TOTAL)), 1).length, MAX_TOTAL);
  assertThrows(
    () => split(message("x".repeat(MAX_TOTAL + 1)), 1),
    RangeError,
    "Cannot split message: it needs more than 4096 frames of size 1, use larger frames",
  );
});

Deno.test("split: a size that is no positive integer is a mistake of the caller", () => {
  for (const size of [0, -1, 1.5, NaN, Infinity]) {
    assertThrows(() => split(message("hello"), size), RangeError, `1 or more: ${size}`);
  }
});
