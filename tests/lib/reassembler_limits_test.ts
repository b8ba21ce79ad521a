import { assert, assertEquals } from "@std/assert";
import {
  MAX_HELD_LENGTH,
  MAX_MESSAGE_LENGTH,
  MAX_OPEN_PER_SENDER,
  MAX_TOTAL,
  OPEN_MS,
  PIECE_OVERHEAD,
  STALE_MS,
} from "../../lib/limits.ts";
import { Reassembler } from "../../lib/protocol.ts";
import { FakeClock } from "../support/clock.ts";
import { frame } from "../support/frames.ts";
import { fc, holds } from "../support/property.ts";

const now = () => 0;
const open = (n: number, from = "otter") => frame({ from, messageId: `m-${n}`, total: 2 });

Deno.test("A6: the limits are those of the document", () => {
  assertEquals(
    [MAX_MESSAGE_LENGTH, MAX_OPEN_PER_SENDER, MAX_HELD_LENGTH, PIECE_OVERHEAD],
    [1_500_000, 16, 64_000_000, 128],
  );
});

Deno.test("A6: of one message no more is held than the bound, to the unit", () => {
  const reassembler = new Reassembler({ now, maxMessageLength: 10 });
  const piece = (sequence: number, length: number) =>
    reassembler.push(frame({ total: 5, sequence, data: "x".repeat(length) }));
  assertEquals(piece(0, 6).status, "partial");
  const over = piece(1, 5);
  assertEquals(over.status === "refused" && over.reason, "message is longer than 10");
  assertEquals(piece(1, 4).status, "partial");
  assertEquals(piece(2, 1).status, "refused");
  assertEquals(piece(2, 0).status, "partial");
});

Deno.test("A6: the default takes the largest message and refuses one unit more", () => {
  const reassembler = new Reassembler({ now });
  const total = 100;
  for (let sequence = 0; sequence < total - 1; sequence++) {
    const length = sequence === 0 ? 15_000 + 14_999 : 15_000;
    const { status } = reassembler.push(frame({ total, sequence, data: "x".repeat(length) }));
    assertEquals(status, "partial");
  }
  const last = (length: number) =>
    reassembler.push(frame({ total, sequence: total - 1, data: "x".repeat(length) })).status;
  assertEquals(last(2), "refused");
  assertEquals(last(1), "complete");
});

Deno.test("A6: a sender has 16 unfinished messages, and others are not counted with it", () => {
  const reassembler = new Reassembler({ now });
  for (let n = 1; n <= 16; n++) assertEquals(reassembler.push(open(n)).status, "partial");
  const over = reassembler.push(open(17));
  assertEquals(over.status === "refused" && over.reason, "sender has 16 unfinished messages");
  assertEquals(reassembler.push(open(17, "heron")).status, "partial");
});

Deno.test("A6: at 16 a message of one frame still passes, and a finished one makes a place", () => {
  const reassembler = new Reassembler({ now });
  for (let n = 1; n <= 16; n++) reassembler.push(open(n));
  assertEquals(reassembler.push(frame({ from: "otter", total: 1 })).status, "complete");
  assertEquals(reassembler.push(open(17)).status, "refused");
  assertEquals(reassembler.push({ ...open(3), sequence: 1 }).status, "complete");
  assertEquals(reassembler.push(open(17)).status, "partial");
  assertEquals(reassembler.push(open(18)).status, "refused");
});

Deno.test("A6: of all together no more is held than the bound, labels counted", () => {
  const cost = 2 + PIECE_OVERHEAD;
  const reassembler = new Reassembler({ now, maxHeldLength: 3 * cost });
  for (let n = 1; n <= 3; n++) assertEquals(reassembler.push(open(n)).status, "partial");
  assertEquals(reassembler.held, 3 * cost);
  const over = reassembler.push(open(4));
  assertEquals(over.status === "refused" && over.reason, "390 code units are held");
  assertEquals(reassembler.held, 3 * cost);
});

Deno.test("A6: empty frames are not free", () => {
  const reassembler = new Reassembler({ now, maxHeldLength: 1_000 });
  const statuses = Array.from(
    { length: 8 },
    (_, sequence) => reassembler.push(frame({ total: 9, sequence, data: "" })).status,
  );
  assertEquals(statuses, [...Array(7).fill("partial"), "refused"]);
});

Deno.test("A6: finished messages make room first, the oldest of them", () => {
  const cost = 2 + PIECE_OVERHEAD;
  const reassembler = new Reassembler({ now, maxHeldLength: 3 * cost });
  reassembler.push(open(1));
  reassembler.push(frame({ messageId: "done-1" }));
  reassembler.push(frame({ messageId: "done-2" }));
  assertEquals(reassembler.push(open(2)).status, "partial");
  const ids = () => [...reassembler.messages()].map(({ messageId }) => messageId);
  assertEquals(ids(), ["m-1", "done-2", "m-2"]);
  assertEquals(reassembler.push(open(3)).status, "partial");
  assertEquals(ids(), ["m-1", "m-2", "m-3"]);
  assertEquals(reassembler.push(open(4)).status, "refused");
});

Deno.test("A6: total never sizes anything", () => {
  const reassembler = new Reassembler({ now });
  for (const total of [MAX_TOTAL + 1, 2 ** 32, Infinity]) {
    const result = reassembler.push(frame({ total }));
    assertEquals(result.status === "refused" && result.reason, `total is ${total}, at most 4096`);
  }
  reassembler.push(frame({ total: MAX_TOTAL }));
  assertEquals(reassembler.held, 2 + PIECE_OVERHEAD);
});

Deno.test("A6: no stream of frames takes more than the bounds", () => {
  const hostile = fc.record({
    from: fc.constantFrom("a", "b", "c"),
    channel: fc.constantFrom("chat", "file"),
    messageId: fc.constantFrom("1", "2", "3", "4", "5"),
    total: fc.constantFrom(1, 2, 4, 4, 4),
    sequence: fc.integer({ min: 0, max: 3 }),
    data: fc.integer({ min: 0, max: 200 }).map((length) => "x".repeat(length)),
    wait: fc.constantFrom(0, 0, 0, 0, 0, 1, 5, 100),
  }).filter(({ sequence, total }) => sequence < total);
  let refused = 0;
  holds(fc.array(hostile, { minLength: 20, maxLength: 80, size: "max" }), (frames) => {
    const clock = new FakeClock();
    const bounds = { maxOpen: 3, maxMessageLength: 300, maxHeldLength: 2_000, staleMs: 100 };
    const reassembler = new Reassembler({ now: () => clock.now(), ...bounds });
    for (const { wait, ...frame } of frames) {
      clock.advance(wait);
      if (reassembler.push(frame).status === "refused") refused++;
      const messages = [...reassembler.messages()];
      const texts = messages.map((message) => message.text().length);
      const pieces = messages.reduce((sum, { received }) => sum + received, 0);
      const held = texts.reduce((sum, length) => sum + length, 0) + pieces * PIECE_OVERHEAD;
      assertEquals(reassembler.held, held);
      assert(held <= bounds.maxHeldLength);
      assert(texts.every((length) => length <= bounds.maxMessageLength));
      for (const from of ["a", "b", "c"]) {
        const unfinished = messages.filter((m) => m.from === from && !m.complete);
        assert(unfinished.length <= bounds.maxOpen);
      }
    }
  });
  assert(refused > 100, `Only ${refused} were refused: this test is not looking`);
});

Deno.test("A7: an unfinished message without a new frame for an hour is forgotten", () => {
  const clock = new FakeClock();
  const reassembler = new Reassembler({ now: () => clock.now() });
  assertEquals([STALE_MS, OPEN_MS], [60_000, 3_600_000]);
  reassembler.push(open(1));
  for (const ms of [STALE_MS, OPEN_MS - STALE_MS - 1]) {
    clock.advance(ms);
    assertEquals(reassembler.sweep(), []);
  }
  clock.advance(1);
  assertEquals(reassembler.sweep().map(({ messageId }) => messageId), ["m-1"]);
  assertEquals([reassembler.held, [...reassembler.messages()].length], [0, 0]);
});

Deno.test("A7: a message goes on after a pause in which a class talked about it", () => {
  const clock = new FakeClock();
  const reassembler = new Reassembler({ now: () => clock.now() });
  for (let sequence = 0; sequence < 3; sequence++) {
    const result = reassembler.push({ ...open(1), total: 3, sequence, data: `${sequence}` });
    assertEquals(result.message?.text(), "012".slice(0, sequence + 1));
    clock.advance(OPEN_MS / 2);
  }
  assertEquals([...reassembler.messages()].map(({ complete }) => complete), [true]);
});

Deno.test("A7: a new frame starts the time anew, a repeat or a conflict does not", () => {
  const clock = new FakeClock();
  const reassembler = new Reassembler({ now: () => clock.now() });
  for (const n of [1, 2, 3]) reassembler.push({ ...open(n), total: 3 });
  clock.advance(OPEN_MS - 1);
  reassembler.push({ ...open(1), total: 3, sequence: 1 });
  reassembler.push({ ...open(2), total: 3 });
  reassembler.push({ ...open(3), total: 3, data: "other" });
  clock.advance(1);
  assertEquals(reassembler.sweep().map(({ messageId }) => messageId), ["m-2", "m-3"]);
});

Deno.test("A7: what nothing came of for a minute makes way for its sender's next, the stalest first", () => {
  const clock = new FakeClock();
  const reassembler = new Reassembler({ now: () => clock.now() });
  for (let n = 1; n <= 16; n++) reassembler.push({ ...open(n), total: 3 });
  reassembler.push({ ...open(1), from: "other" });
  clock.advance(59_999);
  reassembler.push({ ...open(1), total: 3, sequence: 1 });
  assertEquals(reassembler.push(open(17)).status, "refused");
  clock.advance(1);
  for (let n = 17; n <= 31; n++) assertEquals(reassembler.push(open(n)).status, "partial");
  assertEquals(reassembler.push(open(32)).status, "refused");
  const left = [...reassembler.messages()].map(({ from, messageId }) => `${from} ${messageId}`);
  assertEquals(left.slice(0, 3), ["other m-1", "otter m-1", "otter m-17"]);
});

Deno.test("A6, A7: what nothing came of for a minute makes room, but not for its own next piece", () => {
  const clock = new FakeClock();
  const maxHeldLength = 2 * (PIECE_OVERHEAD + 10);
  const reassembler = new Reassembler({ now: () => clock.now(), maxHeldLength });
  const piece = (n: number, sequence = 0) => ({
    ...open(n),
    total: 3,
    sequence,
    data: "0123456789",
  });
  reassembler.push(piece(1));
  reassembler.push(piece(2));
  assertEquals(reassembler.push(piece(1, 1)).status, "refused");
  clock.advance(60_000);
  assertEquals(reassembler.push(piece(1, 1)).message?.text(), "01234567890123456789");
  assertEquals([...reassembler.messages()].map(({ messageId }) => messageId), ["m-1"]);
  assertEquals(reassembler.push(piece(1, 2)).status, "refused");
});

Deno.test("A7: a finished message is known for a minute, then its frames would begin a new one", () => {
  const clock = new FakeClock();
  const reassembler = new Reassembler({ now: () => clock.now() });
  reassembler.push(frame());
  clock.advance(59_999);
  assertEquals(reassembler.push(frame()).status, "repeat");
  clock.advance(1);
  assertEquals(reassembler.push(frame()).status, "complete");
});
