import { assertEquals } from "@std/assert";
import { Demux, ROWS_PER_CHANNEL } from "../../components/demux.ts";
import { STALE_MS } from "../../lib/limits.ts";
import type { Frame } from "../../lib/protocol.ts";
import { FakeClock } from "../support/clock.ts";
import { frame, framesOf } from "../support/frames.ts";

function create() {
  const clock = new FakeClock();
  return { clock, demux: new Demux(clock) };
}

const open = (n: number, fields: Partial<Frame> = {}) =>
  frame({ from: "otter", messageId: `open-${n}`, total: 2, ...fields });
const done = (n: number) => frame({ from: "otter", messageId: `done-${n}` });
const ids = (demux: Demux) => demux.rows().map(({ messageId }) => messageId);

Deno.test("A5: a row shows what is here and what is missing", () => {
  const { demux } = create();
  const [zero, one, , three] = framesOf(4, { from: "otter" });
  for (const frame of [three!, one!]) demux.push(frame);
  assertEquals(demux.rows(), [{
    key: "otter chat chat-1",
    channel: "chat",
    from: "otter",
    messageId: "chat-1",
    total: 4,
    received: 2,
    missing: [0, 2],
    pieces: [undefined, "1", undefined, "3"],
  }]);
  const before = demux.rows();
  demux.push(zero!);
  assertEquals([before[0]?.received, demux.rows()[0]?.missing], [2, [2]]);
});

Deno.test("Demux: two people who both say chat-1 get a row each", () => {
  const { demux } = create();
  for (const from of ["otter", "heron"]) demux.push(open(1, { from, data: from }));
  assertEquals(demux.rows().map(({ pieces }) => pieces[0]), ["otter", "heron"]);
  assertEquals(new Set(demux.rows().map(({ key }) => key)).size, 2);
});

Deno.test("Demux: a new message does not push an unfinished one out", () => {
  const { demux } = create();
  demux.push(open(1));
  for (let n = 1; n <= 10; n++) demux.push(done(n));
  assertEquals(ids(demux), ["open-1", "done-9", "done-10"]);
});

Deno.test("Demux: each channel keeps a few rows, finished ones go first, then the oldest", () => {
  const { demux } = create();
  assertEquals(ROWS_PER_CHANNEL, 3);
  for (let n = 1; n <= 2; n++) demux.push(open(n));
  demux.push(done(1));
  demux.push(open(3));
  assertEquals(ids(demux), ["open-1", "open-2", "open-3"]);
  demux.push(open(4));
  assertEquals(ids(demux), ["open-2", "open-3", "open-4"]);
  demux.push(open(1, { channel: "file" }));
  assertEquals(demux.rows().length, 4);
});

Deno.test("A7: an unfinished row goes when its message is forgotten, a finished one stays", () => {
  const { clock, demux } = create();
  demux.push(open(1));
  demux.push(done(1));
  clock.advance(STALE_MS - 1);
  demux.expire();
  assertEquals(ids(demux), ["open-1", "done-1"]);
  clock.advance(1);
  demux.expire();
  assertEquals(ids(demux), ["done-1"]);
});

Deno.test("A7: it goes also when it was a frame, and not the clock's tick, that came first", () => {
  const { clock, demux } = create();
  demux.push(open(1));
  clock.advance(STALE_MS);
  demux.push(done(1));
  demux.expire();
  assertEquals(ids(demux), ["done-1"]);
});

Deno.test("A7: a new piece keeps a row for another minute", () => {
  const { clock, demux } = create();
  demux.push(open(1, { total: 3 }));
  clock.advance(STALE_MS - 1);
  demux.push(open(1, { total: 3, sequence: 1 }));
  clock.advance(STALE_MS - 1);
  demux.expire();
  assertEquals(demux.rows()[0]?.missing, [2]);
});

Deno.test("Demux: what was unfinished when the connection ended stays in sight for its minute", () => {
  const { clock, demux } = create();
  demux.push(open(1));
  demux.forgetPeople();
  demux.expire();
  assertEquals(ids(demux), ["open-1"]);
  clock.advance(STALE_MS);
  demux.expire();
  assertEquals(ids(demux), []);
});

Deno.test("Demux: a message that begins anew takes the row of the one that it repeats", () => {
  const { clock, demux } = create();
  demux.push(done(1));
  clock.advance(STALE_MS);
  demux.push({ ...done(1), data: "again" });
  assertEquals(demux.rows().map(({ pieces }) => pieces), [["again"]]);
});

Deno.test("Demux: a row of a long message shows its beginning", () => {
  const { demux } = create();
  for (const frame of framesOf(1_000)) demux.push(frame);
  assertEquals([demux.rows()[0]?.pieces.length, demux.rows()[0]?.received], [64, 1_000]);
});

Deno.test("A4: a frame that disagrees changes no row", () => {
  const { demux } = create();
  demux.push(open(1));
  const before = demux.rows();
  assertEquals(demux.push(open(1, { data: "other" })).status, "conflict");
  assertEquals(demux.rows(), before);
});
