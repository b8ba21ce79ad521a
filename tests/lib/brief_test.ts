import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { readBatch } from "../../lib/batch.ts";
import { encodeBatch, encodeFrame } from "../../lib/brief.ts";
import { CHANNELS } from "../../lib/channels.ts";
import { ALL_WORDS } from "../support/words.ts";

const label = fc.constantFrom("otter", "heron", `"quoted"\\`, "é\u2028");
const frames = fc.array(
  fc.record({
    channel: fc.constantFrom(...CHANNELS.keys()),
    messageId: fc.constantFrom("m-1", "m-2", `"`),
    sequence: fc.constantFrom(0, 1),
    total: fc.constantFrom(2, 3),
    data: fc.string({ unit: "binary" }),
    from: label,
    offset: fc.constantFrom(5, 6, 7),
  }, { noNullPrototype: true }),
  { minLength: 1, maxLength: 20 },
);

Deno.test("B8: what a batch leaves out is read as it was, for any frames in any order", () => {
  fc.assert(
    fc.property(frames, (sent) => {
      const text = encodeBatch(sent.map((frame) => encodeFrame(frame, frame.from, frame.offset)));
      const items = readBatch(text, CHANNELS, ALL_WORDS);
      assertEquals(items, sent.map((frame) => ({ kind: "frame" as const, frame })));
    }),
    { seed: 20261124 },
  );
});

Deno.test("B8: unknown fields stay, and what a client says of from and offset does not", () => {
  const frame = {
    channel: "chat",
    messageId: "m",
    sequence: 0,
    total: 1,
    data: "d",
    x: [1],
    from: 7,
  };
  const { text } = encodeFrame(frame as never, "otter", 3);
  assertEquals(JSON.parse(text), { ...frame, from: "otter", offset: 3 });
});

Deno.test("B8: a frame looks back past `$`, and after a bad one it must say all", () => {
  const first = { channel: "chat", messageId: "a", sequence: 0, total: 1, data: "1", offset: 4 };
  const ping = { channel: "$", type: "ping", id: 1 };
  const brief = { messageId: "c", data: "3" };
  const good = readBatch(JSON.stringify([first, ping, brief]), CHANNELS, ALL_WORDS).at(-1)!;
  assert(good.kind === "frame");
  assertEquals([good.frame.channel, good.frame.offset], ["chat", 5]);
  const bad = readBatch(JSON.stringify([first, { channel: "video" }, brief]), CHANNELS, ALL_WORDS)
    .at(-1)!;
  assert(bad.kind === "error");
  assertEquals(bad.error.rule, "F2");
});

Deno.test("B8: what is written behind a control frame looks back past it", () => {
  const frame = { channel: "chat", messageId: "a", sequence: 0, total: 1, data: "1" };
  const time = '{"channel":"$","type":"time","of":"chat","at":0}';
  const [one, two] = [0, 1].map((offset) => encodeFrame(frame, "otter", offset));
  assertEquals(encodeBatch([time]), time);
  const text = encodeBatch([time, one!, time, two!]);
  assertEquals(text, `[${time},${one!.text},${time},{"messageId":"a","data":"1"}]`);
  const read = readBatch(text, CHANNELS, ALL_WORDS).map(({ kind }) => kind);
  assertEquals(read, ["control", "frame", "control", "frame"]);
});

Deno.test("B8: the first frame of an array says all", () => {
  const [item] = readBatch(`[{"messageId":"a","data":"1"}]`, CHANNELS, ALL_WORDS);
  assert(item?.kind === "error");
  assertEquals(item.error.rule, "F2");
});
