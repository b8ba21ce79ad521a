/**
 * What our codecs cost beside what they stand on: JSON frames beside JSON.stringify and JSON.parse
 * alone, and runs of bytes in gigabytes each second.
 *
 *     deno run --allow-sys --allow-read bench/codec.ts
 *
 * @module
 */

import { joinBatch, readBatch } from "../lib/batch.ts";
import { encodeRun, PIECE_BYTES, readRuns } from "../lib/bulk.ts";
import { CHANNELS } from "../lib/channels.ts";
import { MAX_BATCH_LENGTH } from "../lib/limits.ts";
import { parseFrame } from "../lib/parse.ts";
import { type Message, Reassembler, split } from "../lib/protocol.ts";
import { SERVER_WORDS } from "../lib/server_words.ts";
import { describeMachine } from "./support/machine.ts";
import { median, show } from "./support/stats.ts";
import { table } from "./support/table.ts";

/** Measurements of each figure; what is compared takes turns, so that noise hits both alike. */
const ROUNDS = 15;
/** How long one measurement lasts. */
const ROUND_MS = 60;

/** Keeps results, so that no work can be left out as useless. */
let sink = 0;

/** Work with `bytes` in one call. */
interface Work {
  readonly bytes: number;
  run(): number;
}

/** Megabytes each second: medians of rounds in which the works take turns. */
function measure(works: readonly Work[]): number[] {
  const rates = works.map((): number[] => []);
  for (let round = -2; round < ROUNDS; round++) {
    works.forEach((work, n) => {
      const begun = performance.now();
      let calls = 0, took: number;
      do {
        sink += work.run();
        calls++;
        took = performance.now() - begun;
      } while (took < ROUND_MS);
      // The first rounds are the compiler's.
      if (round >= 0) rates[n]!.push(calls * work.bytes / took / 1000);
    });
  }
  return rates.map(median);
}

/** Text of `length` that JSON must look at: mostly letters, some that it escapes, some that are wide. */
function textOf(length: number): string {
  const piece = 'The quick brown fox says "hi", jumps over the lazy dog.\n ';
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

/** Rows for `count` messages of `length`, in frames of `size`. */
function jsonRows(name: string, count: number, length: number, size: number): string[][] {
  const data = textOf(length);
  const messages = Array.from(
    { length: count },
    (_, n): Message => ({ channel: "file", messageId: `file-${n}`, data }),
  );
  const frames = messages.flatMap((message) => split(message, size));
  const encoded = frames.map((frame) => JSON.stringify(frame));
  const batch = joinBatch(encoded.slice(0, MAX_BATCH_LENGTH / (2 * size)));
  const bytes = encoded.reduce((sum, { length }) => sum + length, 0);

  const stringify = () => sum(frames, (frame) => JSON.stringify(frame).length);
  const encode = () =>
    sum(messages, (message) => sum(split(message, size), (frame) => JSON.stringify(frame).length));
  const parse = () => sum(encoded, (text) => JSON.parse(text).data.length);
  const decode = () => {
    const reassembler = new Reassembler({ now: () => 0 });
    return sum(encoded, (text) => {
      const result = parseFrame(text);
      if (!result.ok) throw new Error(result.error.message);
      const { status, message } = reassembler.push(result.frame);
      return status === "complete" ? message.text().length : 0;
    });
  };
  const [stringified, encodedRate, parsed, decoded, parsedBatch, readRate] = measure([
    { bytes, run: stringify },
    { bytes, run: encode },
    { bytes, run: parse },
    { bytes, run: decode },
    { bytes: batch.length, run: () => JSON.parse(batch).length },
    { bytes: batch.length, run: () => readBatch(batch, CHANNELS, SERVER_WORDS).length },
  ]) as [number, number, number, number, number, number];
  return [
    row(`${name}: split + encode ÷ JSON.stringify`, encodedRate, encodedRate / stringified, "0.6"),
    row(`${name}: decode + reassemble ÷ JSON.parse`, decoded, decoded / parsed, "0.6"),
    row(`${name}: readBatch ÷ JSON.parse`, readRate, readRate / parsedBatch, "–"),
  ];
}

function row(what: string, rate: number, ratio: number, least: string): string[] {
  return [what, show(rate), show(ratio), least];
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  let all = 0;
  for (const item of items) all += count(item);
  return all;
}

function binaryRows(): string[][] {
  const pieces = 50;
  const payload = new Uint8Array(pieces * PIECE_BYTES).map((_, n) => n);
  const run = { channel: 2, message: 1, sequence: 1, offset: 0, payload };
  const bytes = payload.length;
  const encoded = encodeRun(run);
  const [encode, decode, both] = measure([
    { bytes, run: () => encodeRun(run).length },
    { bytes, run: () => readRuns(encoded).runs.length },
    { bytes, run: () => readRuns(encodeRun(run)).runs[0]!.payload.length },
  ]) as [number, number, number];
  return [
    row("bytes: encode", encode, NaN, "–"),
    row("bytes: decode (views, no copy)", decode, NaN, "–"),
    row("bytes: encode + decode, GB/s as ratio", both, both / 1000, "1"),
  ];
}

console.log(`## Codecs\n\n${await describeMachine({ withPeers: false })}\n`);
console.log(table(["what", "MB/s", "ratio", "at least"], [
  ...jsonRows("lines of 40", 500, 40, 16_384),
  ...jsonRows("frames of 1,200", 10, 120_000, 1_200),
  ...jsonRows("frames of 16,384", 1, 1_400_000, 16_384),
  ...binaryRows(),
]));
if (sink === 0) console.log();
