import { assertEquals } from "@std/assert";
import { CLASSROOM_CHANNELS } from "../../lib/channels.ts";
import { isRefusal } from "../../server/refusal.ts";
import { Room } from "../../server/room.ts";
import { stay } from "../../server/stay.ts";
import { createClassroom } from "../support/classroom.ts";
import { FakeClock } from "../support/clock.ts";

/** A stay of a student whose token is over at `until`. */
function begin(until: number) {
  const clock = new FakeClock();
  const now = () => clock.now();
  const parts = createClassroom({ room: new Room({ channels: CLASSROOM_CHANNELS, now }) });
  const teacher = parts.admit("Ms Lee", "teacher");
  const ana = parts.admit("Ana");
  const pass = parts.classroom.pass(ana, until);
  if (isRefusal(pass)) throw new Error(pass.message);
  const closed: [number, string][] = [];
  const end = stay(pass, now, clock, (code, reason) => closed.push([code, reason]), () => {});
  return { ...parts, clock, closed, end, teacher, ana };
}

const OVER = [4403, "your token is over, come in again"];

Deno.test("M16: a connection is closed when its token is over", () => {
  const { clock, closed } = begin(1_000);
  clock.advance(999);
  assertEquals(closed, []);
  clock.advance(1);
  assertEquals([closed, clock.waiting], [[OVER], 0] as unknown[]);
});

Deno.test("M16: also when that is further away than a timer waits", () => {
  const DAY = 24 * 3_600_000;
  const { clock, closed } = begin(60 * DAY);
  clock.advance(59 * DAY);
  assertEquals(closed, []);
  clock.advance(DAY);
  assertEquals(closed.length, 1);
});

Deno.test("M16: who has left is not closed on, and a token without an end needs no timer", () => {
  const { clock, closed, end } = begin(1_000);
  end();
  assertEquals([clock.waiting, closed], [0, []]);
  assertEquals(begin(Infinity).clock.waiting, 0);
});

Deno.test("M10: who is removed is closed on, and not once more when they have left", () => {
  const { command, closed, end, teacher, ana } = begin(Infinity);
  command(teacher, { type: "remove", who: ana.id });
  end();
  assertEquals(closed.map(([code]) => code), [4403]);
});
