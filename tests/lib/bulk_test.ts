import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  checkRun,
  encodeRun,
  PIECE_BYTES,
  piecesOf,
  readRuns,
  rewriteRun,
  type Run,
  RUN_HEADER_BYTES,
  sliceRun,
} from "../../lib/bulk.ts";

/** A good run of `length` bytes, with some of its fields replaced. */
function run(length: number, fields: Partial<Run> = {}): Run {
  const payload = Uint8Array.from({ length }, (_, n) => n % 251);
  return { channel: 2, message: 1, sequence: 1, offset: 0, payload, ...fields };
}

/** `bytes` with those from `at` on replaced. */
function changed(bytes: Uint8Array, at: number, ...values: number[]): Uint8Array {
  const copy = bytes.slice();
  copy.set(values, at);
  return copy;
}

/** The rule that the first bad run breaks, and how many come before it. */
function refused(bytes: Uint8Array, rule: string, words: string, before = 0): void {
  const { runs, error } = readRuns(bytes);
  assertEquals([error?.rule, runs.length], [rule, before], error?.message);
  assertStringIncludes(error!.message, words);
}

Deno.test("B3: a piece is 1,200 bytes, and the last of a message has 1 to 1,200", () => {
  assertEquals([PIECE_BYTES, RUN_HEADER_BYTES], [1_200, 16]);
  assertEquals([0, 1, 1_200, 1_201, 2_400].map(piecesOf), [0, 1, 1, 2, 2]);
});

Deno.test("B4: a header has its fields where the document says", () => {
  const bytes = encodeRun({
    channel: 0x02,
    message: 0xf1f2f3f4,
    sequence: 0xe1e2e3,
    offset: 0xd1d2d3d4,
    payload: Uint8Array.of(0xaa, 0xbb),
  });
  assertEquals(bytes.toHex(), "0102f1f2f3f4e1e2e3d1d2d3d4000002aabb");
  assertEquals(readRuns(bytes).runs[0], {
    channel: 0x02,
    message: 0xf1f2f3f4,
    sequence: 0xe1e2e3,
    offset: 0xd1d2d3d4,
    payload: Uint8Array.of(0xaa, 0xbb),
  });
});

Deno.test("B4: a message is one or more runs", () => {
  const bytes = Uint8Array.of(...encodeRun(run(3)), ...encodeRun(run(1, { message: 2 })));
  assertEquals(readRuns(bytes), { runs: [run(3), run(1, { message: 2 })] });
});

Deno.test("B4: payloads are views, also of a view, and nothing is copied", () => {
  const outer = new Uint8Array(100);
  outer.set(encodeRun(run(5)), 40);
  const { runs: [only] } = readRuns(outer.subarray(40, 61));
  assert(only);
  assertEquals([only.payload.buffer === outer.buffer, only.payload.byteOffset], [true, 56]);
  assertEquals(only, run(5));
});

Deno.test("B4: another kind, an empty run and an empty message are refused", () => {
  const good = encodeRun(run(3));
  for (const kind of [0, 2, 255]) refused(changed(good, 0, kind), "B4", `kind is ${kind}`);
  refused(changed(good, 13, 0, 0, 0), "B4", "run has 0 bytes, must be 1 or more");
  refused(new Uint8Array(), "B4", "message has 0 bytes");
});

Deno.test("B3: sequence 0 is a text frame, so no run begins with it", () => {
  refused(changed(encodeRun(run(3)), 6, 0, 0, 0), "B3", "sequence is 0");
});

Deno.test("B2: a binary message is at most 262,144 long", () => {
  const longest = run(262_144 - RUN_HEADER_BYTES);
  assertEquals(readRuns(encodeRun(longest)).runs.length, 1);
  refused(encodeRun(run(262_145 - RUN_HEADER_BYTES)), "B2", "message has 262145 bytes");
});

Deno.test("B6: a run that is cut short is not kept, the runs before it are", () => {
  const first = encodeRun(run(7));
  const bytes = Uint8Array.of(...first, ...encodeRun(run(5)));
  refused(bytes.subarray(0, -1), "B6", "run has 4 of its 5 bytes", 1);
  refused(bytes.subarray(0, first.length + 9), "B6", "header is cut short at 9 bytes", 1);
  refused(changed(first, 13, 255, 255, 255), "B6", "run has 7 of its 16777215 bytes");
});

Deno.test("B6: a run belongs to a message that was announced, and ends within its total", () => {
  assertEquals(checkRun(run(1), undefined)?.rule, "B6");
  assertEquals(checkRun(run(2_400), 3), undefined);
  assertEquals(checkRun(run(2_400), 2), { rule: "B6", message: "run ends at 3, total is 2" });
  assertEquals(checkRun(run(1, { sequence: 9 }), 9)?.rule, "B6");
});

Deno.test("B3: only the last piece of a message is short", () => {
  assertEquals(checkRun(run(1_201), 3), undefined);
  assertEquals(checkRun(run(1_200), 3), undefined);
  assertEquals(checkRun(run(1_199), 3)?.rule, "B3");
});

Deno.test("B5: a slice has the sequence and the offset of its first piece", () => {
  const whole = run(3_000, { sequence: 5, offset: 90 });
  const sliced = (skip: number, pieces: number) =>
    readRuns(sliceRun(encodeRun(whole), skip, pieces)).runs[0];
  const part = (start: number, end: number, n: number): Run => ({
    ...whole,
    sequence: 5 + n,
    offset: 90 + n,
    payload: whole.payload.subarray(start, end),
  });
  assertEquals(sliced(0, 99), whole);
  assertEquals(sliced(0, 1), part(0, 1_200, 0));
  assertEquals(sliced(1, 1), part(1_200, 2_400, 1));
  assertEquals(sliced(2, 5), part(2_400, 3_000, 2));
});

Deno.test("B4: rewriting changes the message's number and the offset, in place, and no more", () => {
  const bytes = encodeRun(run(3));
  rewriteRun(bytes, 0xffff_ffff, 77);
  assertEquals(readRuns(bytes).runs, [run(3, { message: 0xffff_ffff, offset: 77 })]);
});

Deno.test("B4: what does not fit its field is a mistake of the caller", () => {
  for (
    const fields of [
      { channel: 256 },
      { channel: -1 },
      { message: 2 ** 32 },
      { sequence: 0 },
      { sequence: 2 ** 24 },
      { sequence: 1.5 },
      { offset: 2 ** 32 },
      { payload: new Uint8Array() },
    ]
  ) assertThrows(() => encodeRun(run(3, fields)), RangeError, "Cannot use run:");
  const bytes = encodeRun(run(3));
  assertThrows(() => sliceRun(bytes, 1, 1), RangeError, "skip must be an integer from 0 to 0: 1");
  assertThrows(() => sliceRun(bytes, 0, 0), RangeError, "pieces");
  assertThrows(() => rewriteRun(bytes, -1, 0), RangeError, "message");
  assertThrows(() => rewriteRun(bytes, 0, NaN), RangeError, "offset");
});
