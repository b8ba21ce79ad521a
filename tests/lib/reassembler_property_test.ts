import { assert, assertEquals } from "@std/assert";
import { FrameSource } from "../../lib/outbox.ts";
import { type Frame, Reassembler, split } from "../../lib/protocol.ts";
import { Scheduler } from "../../lib/scheduler.ts";
import { naive } from "../support/naive.ts";
import { anyText, fc, holds } from "../support/property.ts";

/** Frames of some messages, by senders and on channels that overlap, with ids that repeat. */
const messages = fc.uniqueArray(
  fc.record({
    from: fc.constantFrom("otter", "heron", "__proto__"),
    channel: fc.constantFrom("chat", "file", "typing"),
    messageId: fc.constantFrom("chat-1", "chat-2", "__proto__"),
    data: anyText,
    size: fc.integer({ min: 1, max: 5 }),
  }),
  { selector: (m) => JSON.stringify([m.from, m.channel, m.messageId]), minLength: 1, maxLength: 8 },
);

type Messages = typeof messages extends fc.Arbitrary<infer T> ? T : never;

const framesOf = (sent: Messages): Frame[][] =>
  sent.map(({ from, size, ...message }) =>
    split(message, size).map((frame) => ({ ...frame, from }))
  );

const rebuilt = (reassembler: Reassembler) =>
  Object.fromEntries(
    [...reassembler.messages()].map((
      m,
    ) => [JSON.stringify([m.from, m.channel, m.messageId]), m.text()]),
  );

const original = (sent: Messages) =>
  Object.fromEntries(sent.map((m) => [JSON.stringify([m.from, m.channel, m.messageId]), m.data]));

Deno.test("A1, A2, A3: any order and any repeats rebuild what was sent", () => {
  const shuffled = messages.chain((sent) => {
    const frames = framesOf(sent).flat();
    return fc.tuple(
      fc.constant(sent),
      fc.tuple(
        fc.shuffledSubarray(frames),
        fc.shuffledSubarray(frames, { minLength: frames.length }),
      )
        .map(([some, all]) => [...some, ...all]),
    );
  });
  holds(shuffled, ([sent, frames]) => {
    const reassembler = new Reassembler({ now: () => 0 });
    for (const frame of frames) {
      // Over JSON, as on the wire: lone surrogates must survive it.
      const { status } = reassembler.push(JSON.parse(JSON.stringify(frame)));
      assert(status !== "conflict" && status !== "refused");
    }
    assertEquals(rebuilt(reassembler), original(sent));
  });
});

Deno.test("S3, S4: what a scheduler sends is what is rebuilt", () => {
  holds(messages, (sent) => {
    const scheduler = new Scheduler<Frame>();
    scheduler.order = "round-robin";
    for (const frames of framesOf(sent)) scheduler.add(new FrameSource(frames));
    const reassembler = new Reassembler({ now: () => 0 });
    for (let frame = scheduler.next(); frame; frame = scheduler.next()) reassembler.push(frame);
    assertEquals(rebuilt(reassembler), original(sent));
  });
});

Deno.test("A1, A2, A3, A4, A5: every frame means what it means to a naive reassembler", () => {
  const frames = fc.array(
    fc.record({
      from: fc.constantFrom("a", "b"),
      channel: fc.constantFrom("chat", "file"),
      messageId: fc.constantFrom("1", "2"),
      total: fc.constantFrom(1, 2, 2, 3, 3, 3),
      sequence: fc.integer({ min: 0, max: 2 }),
      data: fc.constantFrom("", "x", "x", "y"),
    }).filter(({ sequence, total }) => sequence < total),
    { maxLength: 60 },
  );
  const seen = new Set<string>();
  holds(frames, (frames) => {
    const reassembler = new Reassembler({ now: () => 0 });
    const statuses: string[] = [];
    const whole: string[] = [];
    for (const frame of frames) {
      const { status, message } = reassembler.push(frame);
      statuses.push(status);
      if (status === "complete") whole.push(message.text());
      if (message) {
        const here = message.pieces().flatMap((piece, n) => piece === undefined ? [n] : []);
        assertEquals(message.missing(), here);
        assertEquals(message.received, message.total - here.length);
      }
    }
    assertEquals({ statuses, whole }, naive(frames));
    for (const status of statuses) seen.add(status);
  });
  assertEquals([...seen].sort(), ["complete", "conflict", "partial", "repeat"]);
});
