import { assert, assertEquals } from "@std/assert";
import { wireBytes } from "../../../components/lab/bytes.ts";
import { figuresOf, logOf, tripsOf } from "../../../components/lab/figures.ts";
import {
  type Action,
  type Knobs,
  LINE,
  type Passage,
  simulate,
} from "../../../components/lab/simulate.ts";
import { stateText } from "../../../components/lab/state_hash.ts";
import { Reassembler } from "../../../lib/protocol.ts";
import type { Order } from "../../../lib/scheduler.ts";
import { anyText, fc, holds } from "../../support/property.ts";

const ORDERS: readonly Order[] = ["one-at-a-time", "round-robin", "priority"];

const knobs = (fields: Partial<Knobs> = {}): Knobs => ({
  order: "round-robin",
  chunkSize: 4,
  line: LINE,
  sockets: 1,
  ...fields,
});

/** Channels by their first letters, in the order of arrival. */
const letters = (passages: readonly Passage[]) =>
  passages.map(({ frame }) => frame.channel.slice(0, 1)).join("");

/** A file at once, and a line of chat a little later. */
const chatDuringFile: readonly Action[] = [
  { at: 0, channel: "file", data: "ABCDEFGHIJKLMNOPQRSTUVWX" },
  { at: 50, channel: "chat", data: "hello" },
];

Deno.test("simulate: the three orders, as they come to the other end", () => {
  const line = { ...LINE, queueBytes: 1 };
  const all = ORDERS.map((order) => letters(simulate(chatDuringFile, knobs({ order, line }))));
  assertEquals(all, ["ffffffcc", "ffcfcfff", "fccfffff"]);
});

Deno.test("simulate: a frame arrives when its bytes are through, and the way is done", () => {
  const [passage] = simulate([{ at: 7, channel: "chat", data: "hi" }], knobs());
  const bytes = wireBytes(passage!.frame, "up");
  assertEquals(passage, { ...passage!, asked: 7, left: 7, arrived: 7 + bytes + LINE.delayMs });
});

Deno.test("simulate: chat waits for the file one at a time, and not in turn", () => {
  const actions = [{ at: 0, channel: "file", data: "x".repeat(100) }, chatDuringFile[1]!];
  const chatMs = (fields: Partial<Knobs>) => figuresOf(simulate(actions, knobs(fields))).chatMs!;
  const [alone, inTurn, first] = ORDERS.map((order) => chatMs({ order }));
  assert(alone! > 2 * inTurn!, `${alone} ${inTurn}`);
  assert(first! <= inTurn!, `${first} ${inTurn}`);
  // What is in the queue has no order left: the deeper it is, the longer even the first one waits.
  const deep = { ...LINE, queueBytes: 10_000 };
  assertEquals(chatMs({ order: "priority", line: deep }), alone);
});

Deno.test("simulate: two sockets are still one line", () => {
  const file = { at: 0, channel: "file", data: "x".repeat(400) };
  const lines = [1, 2, 3].map((n) => ({ at: 300 * n, channel: "chat", data: "hi" }));
  const of = (fields: Partial<Knobs>) => figuresOf(simulate([file, ...lines], knobs(fields)));
  const two = of({ sockets: 2, order: "one-at-a-time" });
  const one = of({ sockets: 1, order: "one-at-a-time" });
  const shared = of({ sockets: 1, order: "priority" });
  assert(two.chatMs! < one.chatMs! / 2, "Its own socket spares chat the file's end");
  assert(shared.chatMs! <= two.chatMs!, "And so does whose turn it is, without a second one");
  assertEquals(two.endMs, one.endMs);
});

Deno.test("simulate: whatever is sent, it all arrives, once, in order, and no sooner than it can", () => {
  const action = fc.record({
    at: fc.nat(2_000),
    channel: fc.constantFrom("chat", "file", "presence", "mine"),
    data: anyText,
    from: fc.constantFrom("otter", "heron"),
  });
  const turned = fc.record({
    order: fc.constantFrom(...ORDERS),
    chunkSize: fc.integer({ min: 1, max: 9 }),
    sockets: fc.constantFrom(1 as const, 2 as const),
    line: fc.record({
      bytesPerMs: fc.constantFrom(0.5, 10),
      delayMs: fc.nat(50),
      queueBytes: fc.integer({ min: 1, max: 2_000 }),
    }),
  });
  holds(fc.tuple(fc.array(action, { maxLength: 12 }), turned), ([actions, knobs]) => {
    const passages = simulate(actions, knobs);
    const reassembler = new Reassembler({ now: () => 0 });
    const done = passages.map(({ frame }) => reassembler.push(frame));
    assertEquals(done.some(({ status }) => status !== "partial" && status !== "complete"), false);
    assertEquals(
      tripsOf(passages).length,
      actions.length,
      "As many messages arrive as are sent",
    );
    const texts = [...reassembler.messages()].map((message) => message.text());
    assertEquals(texts.sort(), actions.map(({ data }) => data).sort());
    let before = -Infinity;
    for (const { frame, asked, left, arrived } of passages) {
      assert(asked <= left);
      assert(
        arrived >=
          left + wireBytes(frame, "up") / knobs.line.bytesPerMs + knobs.line.delayMs - 1e-6,
      );
      assert(arrived > before);
      before = arrived;
    }
  }, 60);
});

Deno.test("figures: a simulation is a log like any other", () => {
  const passages = simulate(chatDuringFile, knobs());
  const log = logOf(passages, 5);
  assertEquals(log.map(({ n }) => n), passages.map((_, n) => n + 5));
  assertEquals(stateText(log).includes('["complete","","chat","chat-2","hello"]'), true);
  assertEquals(figuresOf([]), { chatMs: undefined, fileMs: undefined, endMs: 0 });
});
