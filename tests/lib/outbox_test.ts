import { assertEquals } from "@std/assert";
import { DRAIN_MS, MAX_BUFFERED_BYTES, Outbox } from "../../lib/outbox.ts";
import { FakeClock } from "../support/clock.ts";
import { framesOf } from "../support/frames.ts";

/** An outbox, and all that it is handed, for a test to turn. */
function create() {
  const clock = new FakeClock();
  const wire = { sent: [] as string[], buffered: 0 as number | undefined, pace: 0 };
  const outbox = new Outbox({
    clock,
    send: ({ messageId, sequence }) => wire.sent.push(`${messageId}${sequence}`),
    buffered: () => wire.buffered,
    pace: () => wire.pace,
  });
  return { clock, wire, outbox };
}

const message = (messageId: string, total: number) => framesOf(total, { messageId });

Deno.test("S3: messages that are added together take turns from the start", () => {
  const { wire, outbox } = create();
  outbox.add(message("f", 3), message("c", 1));
  assertEquals(wire.sent, ["f0", "c0", "f1", "f2"]);
  assertEquals(outbox.waiting, 0);
});

Deno.test("S3: a message that is added while another is paced gets the next turn", () => {
  const { clock, wire, outbox } = create();
  wire.pace = 100;
  outbox.add(message("f", 3));
  outbox.add(message("c", 2));
  assertEquals(wire.sent, ["f0"]);
  clock.advance(400);
  assertEquals(wire.sent, ["f0", "f1", "c0", "f2", "c1"]);
});

Deno.test("Outbox: what waits of a message is taken back, and the others go on", () => {
  const { clock, wire, outbox } = create();
  wire.pace = 100;
  outbox.add(message("f", 4), message("c", 2));
  assertEquals([outbox.drop("f"), outbox.waiting], [true, 2]);
  assertEquals([outbox.drop("f"), outbox.drop("nobody's")], [false, false]);
  clock.advance(400);
  assertEquals([wire.sent, outbox.waiting], [["f0", "c0", "c1"], 0]);
});

Deno.test("Outbox: a pace puts that much time between two frames, also of two calls", () => {
  const { clock, wire, outbox } = create();
  wire.pace = 100;
  outbox.add(message("a", 1));
  outbox.add(message("b", 1));
  assertEquals(wire.sent, ["a0"]);
  clock.advance(99);
  assertEquals(wire.sent, ["a0"]);
  clock.advance(1);
  assertEquals(wire.sent, ["a0", "b0"]);
  clock.advance(100);
  outbox.add(message("c", 1));
  assertEquals(wire.sent.at(-1), "c0");
  outbox.add(message("d", 1));
  assertEquals(wire.sent.at(-1), "c0");
});

Deno.test("Outbox: it waits while the socket's own queue is full, and looks again", () => {
  const { clock, wire, outbox } = create();
  wire.buffered = MAX_BUFFERED_BYTES + 1;
  outbox.add(message("f", 2));
  clock.advance(DRAIN_MS);
  assertEquals([wire.sent, outbox.waiting], [[], 2]);
  wire.buffered = MAX_BUFFERED_BYTES;
  clock.advance(DRAIN_MS - 1);
  assertEquals(wire.sent, []);
  clock.advance(1);
  assertEquals([wire.sent, outbox.waiting, clock.waiting], [["f0", "f1"], 0, 0]);
});

Deno.test("S3: what comes while the queue is full takes turns with what waited", () => {
  const { clock, wire, outbox } = create();
  wire.buffered = Infinity;
  outbox.add(message("f", 3));
  outbox.add(message("c", 1));
  assertEquals([wire.sent, clock.waiting], [[], 1]);
  wire.buffered = 0;
  clock.advance(DRAIN_MS);
  assertEquals(wire.sent, ["f0", "c0", "f1", "f2"]);
});

Deno.test("Outbox: with no connection frames wait, and go with the next that is added", () => {
  const { clock, wire, outbox } = create();
  wire.buffered = undefined;
  outbox.add(message("a", 1));
  assertEquals([wire.sent, outbox.waiting, clock.waiting], [[], 1, 0]);
  wire.buffered = 0;
  outbox.add(message("b", 1));
  assertEquals(wire.sent, ["a0", "b0"]);
});

Deno.test("Outbox: clear drops what waits, says how much, and calls its timer off", () => {
  const { clock, wire, outbox } = create();
  wire.pace = 100;
  outbox.add(message("f", 3));
  assertEquals(outbox.clear(), 2);
  assertEquals([outbox.waiting, clock.waiting], [0, 0]);
  clock.advance(1_000);
  assertEquals(wire.sent, ["f0"]);
  outbox.add(message("c", 1));
  assertEquals(wire.sent, ["f0", "c0"]);
});

Deno.test("Outbox: it holds all until a step, which lets one frame go, and no later one", () => {
  const { clock, wire, outbox } = create();
  wire.pace = Infinity;
  outbox.add(message("f", 3));
  assertEquals([wire.sent, clock.waiting], [[], 0]);
  outbox.step();
  assertEquals(wire.sent, ["f0"]);
  wire.pace = 0;
  outbox.wake();
  assertEquals(wire.sent, ["f0", "f1", "f2"]);
  wire.pace = Infinity;
  outbox.step();
  outbox.add(message("c", 1));
  assertEquals(wire.sent.length, 3);
});

Deno.test("Outbox: the order is a choice: one message to its end, or what is said before bulk", () => {
  const orders = {
    "round-robin": ["f0", "c0", "f1", "c1", "f2"],
    "one-at-a-time": ["f0", "f1", "f2", "c0", "c1"],
    "priority": ["c0", "c1", "f0", "f1", "f2"],
  } as const;
  for (const order of ["round-robin", "one-at-a-time", "priority"] as const) {
    const { wire, outbox } = create();
    wire.buffered = undefined;
    outbox.order = order;
    outbox.add(framesOf(3, { channel: "file", messageId: "f" }), message("c", 2));
    wire.buffered = 0;
    outbox.wake();
    assertEquals([outbox.order, wire.sent], [order, [...orders[order]]]);
  }
});
