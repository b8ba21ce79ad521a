import { assert, assertEquals, assertLess } from "@std/assert";
import { encodeRun, piecesOf, readRuns, rewriteRun, type Run, sliceRun } from "../../lib/bulk.ts";
import { naiveRun, piecesOfRun } from "../support/naive_runs.ts";
import { fc, holds } from "../support/property.ts";

const bytesOf = (length: number, seed: number) =>
  Uint8Array.from({ length }, (_, n) => (n * 31 + seed) % 256);

/** Of a few bytes, of about a piece, or of some pieces. */
const length = fc.oneof(
  fc.integer({ min: 1, max: 20 }),
  fc.integer({ min: 1_195, max: 1_205 }),
  fc.integer({ min: 1, max: 5_000 }),
);

const anyRun: fc.Arbitrary<Run> = fc.record({
  channel: fc.integer({ min: 0, max: 255 }),
  message: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  sequence: fc.integer({ min: 1, max: 2 ** 24 - 10 }),
  offset: fc.integer({ min: 0, max: 2 ** 32 - 10 }),
  payload: fc.tuple(length, fc.nat(255)).map(([length, seed]) => bytesOf(length, seed)),
}, { noNullPrototype: true });

const someRuns = fc.array(anyRun, { minLength: 1, maxLength: 5 });

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

Deno.test("B4: a run is written as the table says", () => {
  holds(anyRun, (run) => assertEquals<Uint8Array>(encodeRun(run), naiveRun(run)));
});

Deno.test("B4: runs that are written one after another are read as they were", () => {
  holds(someRuns, (runs) => assertEquals(readRuns(joined(runs.map(encodeRun))), { runs }));
});

Deno.test("B6: cut anywhere, a message gives its whole runs and nothing else", () => {
  holds(fc.tuple(someRuns, fc.double({ min: 0, max: 1, noNaN: true })), ([runs, part]) => {
    const encoded = runs.map(encodeRun);
    const bytes = joined(encoded);
    const cut = Math.floor(bytes.length * part);
    let whole = 0;
    for (let end = 0; whole < runs.length; whole++) {
      end += encoded[whole]!.length;
      if (end > cut) break;
    }
    const result = readRuns(bytes.subarray(0, cut));
    assertEquals(result.runs, runs.slice(0, whole));
    const ends = joined(encoded.slice(0, whole)).length;
    assertEquals(result.error !== undefined, cut !== ends || cut === 0);
  });
});

Deno.test("B4, B6: whatever bytes come, nothing throws, and payloads are within them", () => {
  const near = fc.tuple(someRuns, fc.nat(), fc.nat(255)).map(([runs, at, byte]) => {
    const bytes = joined(runs.map(encodeRun));
    bytes[at % bytes.length] = byte;
    return bytes;
  });
  holds(fc.oneof(fc.uint8Array({ maxLength: 60 }), near), (bytes) => {
    const { runs, error } = readRuns(bytes);
    let end = 0;
    for (const { payload } of runs) {
      assert(payload.length > 0 && payload.buffer === bytes.buffer);
      assertEquals(payload.byteOffset, end + 16);
      end = payload.byteOffset + payload.length;
    }
    assertEquals(end === bytes.length && runs.length > 0, error === undefined);
    if (error) assertLess(error.message.length, 200);
  }, 300);
});

Deno.test("B5: a slice is a part of the pieces, each labelled as before", () => {
  holds(fc.tuple(anyRun, fc.nat(6), fc.integer({ min: 1, max: 9 })), ([run, at, count]) => {
    const skip = at % piecesOf(run.payload.length);
    const { runs: [part] } = readRuns(sliceRun(encodeRun(run), skip, count));
    assertEquals(piecesOfRun(part!), piecesOfRun(run).slice(skip, skip + count));
  });
});

Deno.test("B4: rewriting is writing anew", () => {
  const number = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  holds(fc.tuple(anyRun, number, number), ([run, message, offset]) => {
    const bytes = encodeRun(run);
    rewriteRun(bytes, message, offset);
    assertEquals(bytes, encodeRun({ ...run, message, offset }));
  });
});
