import { assert, assertEquals, assertThrows } from "@std/assert";
import { ReceiveCredit, SendCredit } from "../../lib/credit.ts";
import type { Grant } from "../../lib/control.ts";
import { fc, holds } from "../support/property.ts";

Deno.test("C1: bytes and frames are both counted, and either can be what is lacking", () => {
  const credit = new SendCredit({ bytes: 100, frames: 2 });
  assert(credit.allows(100) && !credit.allows(101) && credit.allows(0, 2) && !credit.allows(0, 3));
  credit.spend(40);
  credit.spend(0);
  assertEquals([credit.bytes, credit.frames, credit.allows(1)], [60, 0, false]);
  assertThrows(() => credit.spend(1), RangeError, "credit is 60 in 0");
});

Deno.test("C2: a grant that is lower than an earlier one is ignored, part by part", () => {
  const credit = new SendCredit({ bytes: 100, frames: 10 });
  credit.grant({ bytes: 50, frames: 20 });
  assertEquals([credit.bytes, credit.frames], [100, 20]);
});

Deno.test("R1: after a resume what the log has is spent, and the rest may be sent again", () => {
  const credit = new SendCredit({ bytes: 100, frames: 10 }, { bytes: 60, frames: 6 });
  assertEquals([credit.bytes, credit.frames], [40, 4]);
});

Deno.test("R1, C2: a session that was kept is granted no less than before", () => {
  const before = new ReceiveCredit({ bytes: 100, frames: 10 });
  before.received(60, 6);
  before.consumed(60, 6);
  const granted = before.grantDue()!;
  const after = new ReceiveCredit({ bytes: 100, frames: 10 }, { bytes: 60, frames: 6 });
  assertEquals(after.granted, granted);
  assert(!after.received(101));
  assert(after.received(100));
  assertEquals(after.held, { bytes: 100, frames: 1 });
});

Deno.test("C4: an overdraft of bytes or of frames is noticed, and not counted", () => {
  const credit = new ReceiveCredit({ bytes: 100, frames: 2 });
  assert(!credit.received(101));
  assert(credit.received(100));
  assert(!credit.received(1));
  assert(credit.received(0));
  assert(!credit.received(0));
  assertEquals(credit.held, { bytes: 100, frames: 2 });
});

Deno.test("C5: more is granted once half of the window was passed on, and not before", () => {
  const credit = new ReceiveCredit({ bytes: 100, frames: 10 });
  credit.received(60, 4);
  credit.consumed(49, 4);
  assertEquals(credit.grantDue(), undefined);
  credit.consumed(1, 0);
  assertEquals(credit.grantDue(), { bytes: 150, frames: 14 });
  assertEquals([credit.grantDue(), credit.granted], [undefined, { bytes: 150, frames: 14 }]);
});

Deno.test("C5: frames alone make a grant due too, and nothing consumed counts twice", () => {
  const credit = new ReceiveCredit({ bytes: 1_000, frames: 4 });
  credit.received(2, 2);
  credit.consumed(1_000, 1_000);
  assertEquals(credit.grantDue(), { bytes: 1_002, frames: 6 });
});

/** What may happen between the two sides, each with a number that says how much or which. */
const step = fc.tuple(
  fc.constantFrom("send", "arrive", "consume", "grant", "repeat"),
  fc.nat({ max: 60 }),
);

Deno.test("C1, C2, C5: never more is on its way or held than the window, however grants arrive", () => {
  holds(fc.array(step, { maxLength: 120 }), (steps) => {
    const window = { bytes: 100, frames: 5 };
    const receiver = new ReceiveCredit(window);
    const sender = new SendCredit(receiver.granted);
    const way: number[] = [];
    const grants: Grant[] = [];
    let held: number[] = [];
    for (const [kind, amount] of steps) {
      if (kind === "send" && sender.allows(amount)) {
        sender.spend(amount);
        way.push(amount);
      } else if (kind === "arrive" && way.length > 0) {
        const bytes = way.shift()!;
        assert(receiver.received(bytes), "C4 by a sender that kept to its credit");
        held.push(bytes);
      } else if (kind === "consume" && held.length > 0) {
        receiver.consumed(held[0]!);
        held = held.slice(1);
        const grant = receiver.grantDue();
        if (grant) grants.push(grant);
      } else if (kind === "grant" && grants.length > 0) {
        // Any of them, the old ones too: late, repeated, in any order.
        sender.grant(grants[amount % grants.length]!);
      }
      const out = [...way, ...held];
      assert(out.reduce((a, b) => a + b, 0) <= window.bytes && out.length <= window.frames);
      assert(sender.bytes >= 0 && sender.frames >= 0);
    }
  });
});

Deno.test("C2, C5: when all has arrived and the last grant has too, anything up to the window may be sent", () => {
  holds(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 60 }), (sizes) => {
    const receiver = new ReceiveCredit({ bytes: 100, frames: 4 });
    const sender = new SendCredit(receiver.granted);
    for (const bytes of sizes) {
      // Half of the window is enough for a frame of half of it: nobody waits for ever.
      assert(sender.allows(bytes));
      sender.spend(bytes);
      assert(receiver.received(bytes));
      receiver.consumed(bytes);
      const grant = receiver.grantDue();
      if (grant) sender.grant(grant);
    }
  });
});
