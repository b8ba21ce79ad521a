import { assertEquals, assertStringIncludes } from "@std/assert";
import { CHANNELS } from "../../lib/channels.ts";
import { ANY_CHANNEL, parseFrame } from "../../lib/parse.ts";
import { errorOf, frame, frameOf, text } from "../support/frames.ts";

/** For each value: the field is refused by this rule, in these words. */
function refused(rule: string, field: string, values: readonly [unknown, string][]): void {
  for (const [value, words] of values) {
    const error = errorOf(text({ [field]: value }));
    assertEquals(error.rule, rule, `${field} ${String(value).slice(0, 20)}`);
    assertStringIncludes(error.message, words);
  }
}

function taken(field: string, values: readonly unknown[]): void {
  for (const value of values) {
    assertEquals(frameOf(text({ [field]: value })), frame({ [field]: value }));
  }
}

Deno.test("F1: a frame is one JSON object", () => {
  assertEquals(frameOf(text()), frame());
});

Deno.test("F1: what is no JSON, or no object, is refused and named", () => {
  for (
    const [message, words] of [
      ["", "frame is not JSON"],
      ["{", "frame is not JSON"],
      [text() + text(), "frame is not JSON"],
      [`[${text()}]`, "frame is an array, must be an object"],
      ["null", "frame is null, must be an object"],
      ["7", "frame is a number, must be an object"],
      ['"chat"', "frame is a string, must be an object"],
    ] as const
  ) {
    assertEquals(errorOf(message).rule, "F1", message);
    assertStringIncludes(errorOf(message).message, words);
  }
});

Deno.test("F2: the declared channels are taken", () => {
  taken("channel", ["chat", "presence", "file", "typing"]);
});

Deno.test("F2: another channel is refused, and the error names those there are", () => {
  const all = [...CHANNELS.keys()].join(", ");
  refused("F2", "channel", [
    ["video", `channel "video" is not known, it can be ${all}`],
    ["$", 'channel "$" is not known'],
    ["__proto__", 'channel "__proto__" is not known'],
    ["Chat", 'channel "Chat" is not known'],
    ["", 'channel "" is not known'],
    [undefined, "channel is missing, must be a string"],
    [null, "channel is null"],
    [["chat"], "channel is an array"],
    [{}, "channel is an object"],
    [1, "channel is a number"],
    [true, "channel is a boolean"],
    ["x".repeat(1_000), `channel "${"x".repeat(32)}…" is not known`],
  ]);
});

Deno.test("F2: a client takes any channel of 1 to 32", () => {
  const rule = (channel: string) => {
    const result = parseFrame(text({ channel }), ANY_CHANNEL);
    return result.ok ? "taken" : result.error.rule;
  };
  assertEquals(["", "$", "x".repeat(32), "x".repeat(33)].map(rule), ["F2", "taken", "taken", "F2"]);
});

Deno.test("F3: messageId is a string of 1 to 64", () => {
  taken("messageId", ["a", "x".repeat(64), "__proto__", "👍", "\ud800"]);
  refused("F3", "messageId", [
    ["", "messageId is 0 long, must be a string of 1 to 64"],
    ["x".repeat(65), "messageId is 65 long"],
    [undefined, "messageId is missing"],
    [null, "messageId is null"],
    [1, "messageId is a number"],
    [["a"], "messageId is an array"],
  ]);
});

Deno.test("F4: total is an integer from 1 to 4,096", () => {
  taken("total", [1, 4_096]);
  refused("F4", "total", [
    [0, "total is 0, must be an integer from 1 to 4096"],
    [4_097, "total is 4097"],
    [-1, "total is -1"],
    [1.5, "total is 1.5"],
    ["2", "total is a string"],
    [null, "total is null"],
    [NaN, "total is null"],
    [undefined, "total is missing"],
    [[2], "total is an array"],
    [{}, "total is an object"],
    [2 ** 53, "total is 9007199254740992"],
  ]);
  const huge = errorOf(text().replace('"total":1', '"total":1e999'));
  assertEquals(huge, {
    rule: "F4",
    message: "total is Infinity, must be an integer from 1 to 4096",
  });
});

Deno.test("F5: sequence is an integer from 0 to total - 1", () => {
  assertEquals(frameOf(text({ total: 5, sequence: 0 })).sequence, 0);
  assertEquals(frameOf(text({ total: 5, sequence: 4 })).sequence, 4);
  for (
    const [sequence, words] of [
      [5, "sequence is 5, must be an integer from 0 to total - 1 = 4"],
      [7, "sequence is 7"],
      [-1, "sequence is -1"],
      [0.5, "sequence is 0.5"],
      ["0", "sequence is a string"],
      [null, "sequence is null"],
      [undefined, "sequence is missing"],
    ] as const
  ) {
    const error = errorOf(text({ total: 5, sequence }));
    assertEquals(error.rule, "F5");
    assertStringIncludes(error.message, words);
  }
});

Deno.test("F5: minus zero is zero", () => {
  const { sequence } = frameOf(text().replace('"sequence":0', '"sequence":-0'));
  assertEquals(JSON.stringify(sequence), "0");
});

Deno.test("F6: data is a string of 0 to 16,384", () => {
  taken("data", ["", "x".repeat(16_384), "\ud800", "\u2028"]);
  refused("F6", "data", [
    ["x".repeat(16_385), "data is 16385 long, must be a string of up to 16384"],
    [undefined, "data is missing"],
    [null, "data is null"],
    [7, "data is a number"],
    [["x"], "data is an array"],
    [{ length: 1 }, "data is an object"],
  ]);
});

Deno.test("F7: the whole frame is at most 131,072 long", () => {
  const padded = (length: number) => text().padEnd(length);
  assertEquals(frameOf(padded(131_072)), frame());
  assertEquals(errorOf(padded(131_073)), {
    rule: "F7",
    message: "frame is 131073 long, at most 131072",
  });
});

Deno.test("F7: the longest data fits however it is escaped", () => {
  const data = "\\u0000".repeat(16_384);
  assertEquals(frameOf(text().replace('"hi"', `"${data}"`)).data, "\0".repeat(16_384));
});

Deno.test("F8: binary messages are not frames", () => {
  for (
    const message of [new ArrayBuffer(2), new Uint8Array(2), new Blob(["{}"]), undefined, null]
  ) {
    assertEquals(errorOf(message).rule, "F8");
  }
});
