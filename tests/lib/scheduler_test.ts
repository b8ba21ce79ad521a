import { assert, assertEquals } from "@std/assert";
import { FrameSource } from "../../lib/outbox.ts";
import { type Frame, split } from "../../lib/protocol.ts";
import { Scheduler } from "../../lib/scheduler.ts";
import { framesOf } from "../support/frames.ts";
import { fc, holds } from "../support/property.ts";

/** The plain wire's messages. What mux.v1 adds is held in scheduler_classes_test.ts. */
function create(...messages: readonly (readonly Frame[])[]): Scheduler<Frame> {
  const scheduler = new Scheduler<Frame>();
  scheduler.order = "round-robin";
  for (const frames of messages) scheduler.add(new FrameSource(frames));
  return scheduler;
}

function drain(scheduler: Scheduler<Frame>): Frame[] {
  const frames: Frame[] = [];
  for (let frame = scheduler.next(); frame; frame = scheduler.next()) frames.push(frame);
  return frames;
}

const label = ({ messageId, sequence }: Frame) => `${messageId}${sequence}`;

Deno.test("S3: messages that wait take turns, one frame of each, in the order in which they came", () => {
  const scheduler = create(
    split({ channel: "file", messageId: "f", data: "ABCDEFGH" }, 2),
    split({ channel: "chat", messageId: "c", data: "hello" }, 3),
    split({ channel: "presence", messageId: "p", data: "online" }, 9),
  );
  assertEquals(drain(scheduler).map(label), ["f0", "c0", "p0", "f1", "c1", "f2", "f3"]);
});

Deno.test("S3: a message that comes later waits for one round, not for the end", () => {
  const scheduler = create(framesOf(100, { messageId: "f" }));
  scheduler.next();
  scheduler.add(new FrameSource(framesOf(2, { messageId: "c" })));
  const order = drain(scheduler).map(label);
  assertEquals(order.slice(0, 5), ["f1", "c0", "f2", "c1", "f3"]);
});

Deno.test("S3: while two messages wait, neither is more than one frame ahead", () => {
  const totals = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 });
  holds(totals, (totals) => {
    const scheduler = create(...totals.map((total, n) => framesOf(total, { messageId: `${n}` })));
    const sent = totals.map(() => 0);
    for (const { messageId } of drain(scheduler)) {
      sent[Number(messageId)]!++;
      for (const [n, total] of totals.entries()) {
        const most = Math.max(...sent);
        assert(sent[n] === total || most - sent[n]! <= 1);
      }
    }
    assertEquals(sent, totals);
  });
});

Deno.test("S4: frames of one message leave in the order of sequence, whenever others come", () => {
  const step = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 6 }));
  holds(fc.array(step, { maxLength: 40 }), (steps) => {
    const scheduler = create();
    const out: Frame[] = [];
    for (const [n, total] of steps.entries()) {
      if (total > 0) scheduler.add(new FrameSource(framesOf(total, { messageId: `${n}` })));
      else out.push(...[scheduler.next()].filter((frame) => frame !== undefined));
    }
    out.push(...drain(scheduler));
    for (const [n, total] of steps.entries()) {
      const sequences = out.filter((f) => f.messageId === `${n}`).map(({ sequence }) => sequence);
      assertEquals(sequences, [...Array(total).keys()]);
    }
  });
});
