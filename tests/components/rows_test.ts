import { assertEquals } from "@std/assert";
import { LOG_LENGTH, RowsOf, type WireFrame } from "../../components/frames.ts";
import { FrameLog } from "../../components/frames.ts";
import {
  fold,
  isComplete,
  MAX_ROWS,
  NO_ROWS,
  type Rows,
  ROWS_PER_CHANNEL,
  rowsAt,
} from "../../components/rows.ts";
import { ranges } from "../../components/words.ts";
import { encodeFileHead } from "../../lib/file.ts";
import { OPEN_MS, STALE_MS } from "../../lib/limits.ts";
import type { Frame } from "../../lib/protocol.ts";
import { frame, framesOf } from "../support/frames.ts";
import { fc, holds } from "../support/property.ts";

const open = (n: number, fields: Partial<Frame> = {}) =>
  frame({ from: "otter", messageId: `open-${n}`, total: 2, ...fields });
const done = (n: number) => frame({ from: "otter", messageId: `done-${n}` });

/** What came down, each frame at its time. */
function after(frames: readonly Frame[], at = 0, rows: Rows = NO_ROWS): Rows {
  return frames.reduce((rows, frame) => fold(rows, entry(frame, { at })), rows);
}

function entry(frame: Frame, fields: Partial<WireFrame> = {}): WireFrame {
  return { n: 1, at: 0, direction: "down", frame, ...fields };
}

const shown = (rows: Rows, now = 0) => rowsAt(rows, now);
const ids = (rows: Rows, now = 0) => shown(rows, now).map(({ messageId }) => messageId);

Deno.test("A5: a row shows what is here and what is missing", () => {
  const [zero, one, , three] = framesOf(4, { from: "otter" });
  const before = after([three!, one!]);
  assertEquals(shown(before), [{
    key: "otter chat chat-1",
    channel: "chat",
    from: "otter",
    messageId: "chat-1",
    name: "",
    total: 4,
    received: 2,
    missing: [[0, 1], [2, 3]],
    dropped: [],
    mended: [],
    isHeadless: false,
    pieces: [undefined, "1", undefined, "3"],
    at: 0,
    end: undefined,
  }]);
  const later = after([zero!], 0, before);
  assertEquals([shown(before)[0]?.received, shown(later)[0]?.missing], [2, [[2, 3]]]);
});

Deno.test("A1: two people who both say chat-1 get a row each", () => {
  const rows = shown(after(["otter", "heron"].map((from) => open(1, { from, data: from }))));
  assertEquals(rows.map(({ pieces }) => pieces[0]), ["otter", "heron"]);
  assertEquals(new Set(rows.map(({ key }) => key)).size, 2);
});

Deno.test("rows: a new message does not push an unfinished one out", () => {
  const all = [open(1), ...Array.from({ length: 10 }, (_, n) => done(n + 1))];
  assertEquals(ids(after(all)), ["open-1", "done-9", "done-10"]);
});

Deno.test("rows: each channel keeps a few that are over, the oldest goes first", () => {
  assertEquals(ROWS_PER_CHANNEL, 3);
  const three = after([open(1), done(1), open(2), done(2)]);
  assertEquals(ids(three), ["open-1", "open-2", "done-2"]);
  const more = after([done(3)], 0, after([open(3), open(4)], 0, three));
  assertEquals(ids(more), ["open-1", "open-2", "open-3", "open-4", "done-3"]);
  assertEquals(ids(after([open(1, { channel: "file" })], 0, more)).length, 6);
});

Deno.test("U5 a message that is open keeps its row, however many others of its channel are", () => {
  const class5 = ["ana", "ben", "cleo", "dora", "emil"];
  const step = (sequence: number) =>
    class5.map((from) => frame({ from, messageId: "chat-1", sequence, total: 3, data: from }));
  const held = after([...step(0), ...step(1)]);
  assertEquals(
    shown(held).map(({ from, received, missing }) => [from, received, ranges(missing)]),
    class5.map((from) => [from, 2, "#2"]),
  );
  const whole = after(step(2), 0, held);
  assertEquals(shown(whole).map(({ from }) => from), class5, "They are seen to be over");
  assertEquals(shown(whole).every(isComplete), true);
  assertEquals(ids(after([done(1)], 0, whole)), ["chat-1", "chat-1", "done-1"]);
});

Deno.test("A6: rows are bounded, and those that are forgotten make room", () => {
  const many = Array.from({ length: MAX_ROWS + 5 }, (_, n) => open(n));
  const full = after(many);
  assertEquals([shown(full).length, ids(full)[0]], [MAX_ROWS, "open-5"]);
  assertEquals(after([done(1)], OPEN_MS, full).get("chat")?.length, 1);
});

Deno.test("A3, M18: what the hub sends twice begins no message that is out of sight", () => {
  const before = after(Array.from({ length: 10 }, (_, n) => done(n)));
  const again = entry({ ...open(1), messageId: "done-0" }, { fault: "duplicate" });
  assertEquals(fold(before, again) === before, true);
});

Deno.test("A3: a frame of a message that is over and out of sight begins no row, for as long as it is remembered", () => {
  const long = framesOf(3, { from: "otter", messageId: "long" });
  const before = after([...long, ...Array.from({ length: 100 }, (_, n) => done(n))]);
  assertEquals(ids(before).includes("long"), false);
  const again = after(
    [long[1]!, { ...long[2]!, data: "other" }, { ...long[0]!, total: 9 }],
    1,
    before,
  );
  assertEquals(again === before, true);
  assertEquals(ids(after([long[1]!], STALE_MS, before), STALE_MS).includes("long"), true);
  const many = Array.from({ length: 100 }, (_, n) => framesOf(2, { messageId: `two-${n}` })).flat();
  assertEquals(after(many).get("chat")!.length < 100, true, "It is bounded (A6)");
  assertEquals(ids(after(many)).length, ROWS_PER_CHANNEL);
});

Deno.test("A7: an unfinished row goes when its message is forgotten, a finished one stays", () => {
  const rows = after([open(1), done(1)]);
  assertEquals(ids(rows, OPEN_MS - 1), ["open-1", "done-1"]);
  assertEquals(ids(rows, OPEN_MS), ["done-1"]);
});

Deno.test("A7: a new piece keeps a row for as long again", () => {
  const first = after([open(1, { total: 3 })]);
  const second = after([open(1, { total: 3, sequence: 1 })], OPEN_MS - 1, first);
  assertEquals(shown(second, 2 * OPEN_MS - 2)[0]?.missing, [[2, 3]]);
});

Deno.test("A7: a row whose sender stopped it is gone after a minute", () => {
  const file = open(1, { channel: "file", messageId: "file-1" });
  const rows = after([file, { ...file, messageId: "file-2", total: 1, data: "stopped file-1" }]);
  assertEquals(ids(rows, STALE_MS - 1).includes("file-1"), true);
  assertEquals(ids(rows, STALE_MS).includes("file-1"), false);
});

Deno.test("rows: a message that begins anew takes the row of the one that it repeats", () => {
  const rows = after([{ ...done(1), data: "again" }], STALE_MS, after([done(1)]));
  assertEquals(shown(rows, STALE_MS).map(({ pieces }) => pieces), [["again"]]);
});

Deno.test("rows: a row of a long message shows its beginning", () => {
  const [row] = shown(after(framesOf(1_000)));
  assertEquals([row?.pieces.length, row?.received], [64, 1_000]);
});

Deno.test("A3, A4: a frame that repeats or disagrees changes no row", () => {
  const before = after([open(1)]);
  assertEquals(
    after([open(1), open(1, { data: "other" }), open(1, { total: 3 })], 0, before),
    before,
  );
  assertEquals(after([open(1)], 0, before) === before, true);
});

Deno.test("B5: a run counts as its pieces, and shows no bytes", () => {
  const head = frame({ channel: "file", messageId: "f", total: 10, data: "head" });
  const rows = fold(
    after([head]),
    entry({ ...head, sequence: 1, data: "" }, { run: { frames: 4, bytes: 4_800 } }),
  );
  const [row] = shown(rows);
  assertEquals([row?.received, row?.missing, row?.pieces], [5, [[5, 10]], []]);
});

Deno.test("C3 the row of a file has its name from its first frame on, and keeps it", () => {
  const data = encodeFileHead({ name: "notes.pdf", type: "application/pdf" });
  const head = frame({ channel: "file", messageId: "f", total: 10, data });
  const begun = after([head]);
  const on = fold(
    begun,
    entry({ ...head, sequence: 1, data: "" }, { run: { frames: 4, bytes: 4 } }),
  );
  assertEquals([begun, on].map((rows) => shown(rows)[0]?.name), ["notes.pdf", "notes.pdf"]);
  assertEquals(
    shown(after([{ ...head, channel: "chat" }]))[0]?.name,
    "",
    "It is what somebody said",
  );
});

Deno.test("rows: what went up, what the server says, and what was refused, is no row", () => {
  const all = [
    entry(open(1), { direction: "up" }),
    entry(frame({ channel: "$" })),
    entry(open(2), { rule: "F5" }),
  ];
  assertEquals(all.reduce(fold, NO_ROWS), NO_ROWS);
});

Deno.test("rows: a frame that was dropped on request is missing, and says why until it comes", () => {
  const lost = fold(after([open(1)]), entry(open(1, { sequence: 1 }), { fault: "drop" }));
  assertEquals([shown(lost)[0]?.missing, shown(lost)[0]?.dropped], [[[1, 2]], [1]]);
  const found = after([open(1, { sequence: 1 })], 0, lost);
  assertEquals([shown(found)[0]?.missing, shown(found)[0]?.dropped], [[], []]);
  assertEquals([shown(lost)[0]?.mended, shown(found)[0]?.mended], [[], [1]]);
});

Deno.test("P7: of what its sender stopped, or who left, no more is to be expected", () => {
  const presence = (from: string, data: string) => frame({ channel: "presence", from, data });
  const file = (from: string) => open(1, { from, channel: "file" });
  const stop = frame({ from: "otter", channel: "file", messageId: "s", data: "stopped open-1" });
  const both = after([file("otter"), file("heron")]);
  const ends = (rows: Rows) => shown(rows).filter(({ total }) => total > 1).map(({ end }) => end);
  assertEquals(ends(after([stop], 0, both)), ["stopped", undefined]);
  assertEquals(ends(after([{ ...stop, channel: "chat" }], 0, both)), [undefined, undefined]);
  const left = after([presence("otter", "left")], 0, both);
  assertEquals(ends(left), ["left", undefined]);
  assertEquals(ends(after([presence("otter", "online")], 0, left)), [undefined, undefined]);
  const online = after([stop, presence("otter", "left"), presence("otter", "online")], 0, both);
  assertEquals(ends(online), ["stopped", undefined]);
});

Deno.test("U18 the rows at any place of a log are those of the frames up to it", () => {
  const steps = fc.array(fc.record({ message: fc.nat(5), sequence: fc.nat(3) }), {
    maxLength: 400,
  });
  holds(steps, (steps) => {
    const frames = steps.map(({ message, sequence }, n) =>
      entry(frame({ from: "otter", messageId: `m-${message}`, sequence, total: 4 }), { n: n + 1 })
    );
    const rows = new RowsOf({ frames, base: NO_ROWS });
    for (let index = frames.length - 1; index >= -1; index -= 37) {
      assertEquals(rows.at(index), rowsAt(frames.slice(0, index + 1).reduce(fold, NO_ROWS), 0));
    }
  });
});

Deno.test("B6: a message that began before it was read is none that seems to move, and is forgotten", () => {
  const run = (sequence: number, frames: number, at: number) =>
    entry({ channel: "file", messageId: "#51", sequence, total: sequence + frames, data: "" }, {
      at,
      run: { frames, bytes: 1_200 * frames },
    });
  const rows = [run(103, 40, 0), run(143, 10, 7)].reduce(fold, NO_ROWS);
  const [row] = shown(rows, 7);
  assertEquals(row && [row.received, row.missing, row.isHeadless], [50, [], true]);
  assertEquals(isComplete({ ...row!, total: 50 }), false);
  assertEquals(shown(rows, 7 + STALE_MS), []);
});

Deno.test("U18 what the ring let go of is still in the rows after it", () => {
  const log = new FrameLog();
  log.push(0, "down", { kind: "frame", frame: open(1) });
  for (let n = 0; n < 2 * LOG_LENGTH; n++) {
    log.push(0, "down", { kind: "frame", frame: frame({ channel: "file", messageId: `${n}` }) });
  }
  const stretch = log.look();
  const [first] = stretch.frames;
  assertEquals(
    stretch.frames.length >= LOG_LENGTH && stretch.frames.length < LOG_LENGTH + 100,
    true,
  );
  assertEquals([first!.n > 1, stretch.frames.at(-1)?.n, log.count], [
    true,
    log.count,
    2 * LOG_LENGTH + 1,
  ]);
  const rows = new RowsOf(stretch).at(0);
  assertEquals(rows.find(({ messageId }) => messageId === "open-1")?.missing, [[1, 2]]);
});
