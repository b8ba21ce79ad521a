import { assert, assertEquals, assertThrows } from "@std/assert";
import { type Item, readBatch } from "../../lib/batch.ts";
import { checkRun, encodeRun, readRuns, type Run, sliceRun } from "../../lib/bulk.ts";
import { CHANNELS } from "../../lib/channels.ts";
import { parseControl } from "../../lib/control.ts";
import { parseFrame } from "../../lib/parse.ts";
import { type Frame, Reassembler, split } from "../../lib/protocol.ts";
import { bytesOf, join, match, type Parts } from "../../conformance/vectors.ts";
import { readVectors } from "../support/vectors.ts";
import { needs } from "../support/needs.ts";
import { ALL_WORDS } from "../support/words.ts";

interface Vector<I, E> {
  readonly name: string;
  readonly rule: string;
  readonly input: I;
  readonly expect: E;
}

const { ignore } = needs("read");

/** A test for each vector of a file. Its name is the vector's rule and name. */
function vectors<I, E>(file: string, run: (input: I, expect: E) => void): void {
  if (ignore) return;
  for (
    const { rule, name, input, expect } of readVectors<{ vectors: Vector<I, E>[] }>(file).vectors
  ) {
    Deno.test(`${rule}: ${name} (${file})`, () => run(input, expect));
  }
}

/** Holds if all that is expected is there. Else it shows the two side by side. */
function assertMatches(seen: unknown, expected: unknown): void {
  if (!match(expected, seen, new Map())) assertEquals(seen, expected);
}

interface Broken {
  readonly rule?: string;
}

vectors<{ text?: Parts; hex?: Parts }, Broken & { frame?: Frame }>(
  "frames.json",
  ({ text, hex }, { frame, rule }) => {
    const result = parseFrame(text === undefined ? bytesOf(hex!) : join(text));
    assertEquals(result.ok ? undefined : result.error.rule, rule);
    if (result.ok) assertMatches(result.frame, frame);
  },
);

vectors<{ data: Parts; size: number }, Broken & { pieces?: string[]; count?: number }>(
  "split.json",
  ({ data, size }, { pieces, count, rule }) => {
    const cut = () => split({ channel: "chat", messageId: "1", data: join(data) }, size);
    if (rule) return void assertThrows(cut);
    const frames = cut();
    assertEquals(frames.length, count ?? pieces!.length);
    if (pieces) assertEquals(frames.map((frame) => frame.data), pieces);
  },
);

vectors<{ frames: Frame[] }, { statuses: string[]; messages: unknown[] }>(
  "reassembly.json",
  ({ frames }, { statuses, messages }) => {
    const reassembler = new Reassembler({ now: () => 0 });
    assertEquals(frames.map((frame) => reassembler.push(frame).status), statuses);
    const held = [...reassembler.messages()].map((message) => {
      const { from, channel, messageId } = message;
      return { from, channel, messageId, text: message.text(), missing: message.missing() };
    });
    const byName = (a: unknown, b: unknown) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
    assertEquals(held.sort(byName), messages.sort(byName));
  },
);

/** An item as the vectors write it. */
function written(item: Item): unknown {
  if (item.kind === "error") return { rule: item.error.rule };
  return item.kind === "control" ? { control: item.frame.type } : { frame: item.frame };
}

vectors<{ text: Parts }, { items?: unknown[]; count?: number }>(
  "batches.json",
  ({ text }, { items, count }) => {
    const seen = readBatch(join(text), CHANNELS, ALL_WORDS).map(written);
    assertEquals(seen.length, count ?? items!.length);
    if (items) assertMatches(seen, items);
  },
);

interface Bulk extends Broken {
  readonly runs?: (Omit<Run, "payload"> & { payload: Parts })[];
  readonly hex?: Parts;
}

/** A run that a failed test can show: comparing 262,144 bytes by eye, or by a diff, takes minutes. */
function shortened({ payload, ...labels }: Run): unknown {
  return { ...labels, length: payload.length, start: payload.subarray(0, 32).toHex() };
}

vectors<{ hex: Parts; total?: number | null; skip?: number; pieces?: number }, Bulk>(
  "bulk.json",
  ({ hex, total, skip, pieces }, expect) => {
    const bytes = bytesOf(hex);
    const { runs, error } = readRuns(bytes);
    if (total !== undefined) {
      return assertEquals(checkRun(runs[0]!, total ?? undefined)?.rule, expect.rule);
    }
    if (skip !== undefined) {
      return assertEquals(sliceRun(bytes, skip, pieces!), bytesOf(expect.hex!));
    }
    const expected = expect.runs!.map((run) => ({ ...run, payload: bytesOf(run.payload) }));
    assertEquals(
      { runs: runs.map(shortened), rule: error?.rule },
      { runs: expected.map(shortened), rule: expect.rule },
    );
    const written = expected.map((run) => encodeRun(run).toHex()).join("");
    assert(error || written === bytes.toHex(), "Written anew, the bytes are others");
  },
);

vectors<{ frame: Record<string, unknown> }, Broken & { taken?: true; ignored?: true }>(
  "control.json",
  ({ frame }, { taken, rule }) => {
    const result = parseControl(frame, ALL_WORDS);
    assertEquals(result.ok ? undefined : result.error.rule, rule);
    if (result.ok) assertEquals(result.frame !== undefined, taken ?? false);
  },
);

Deno.test("vectors: each is of a rule that the document has", { ignore }, () => {
  const folder = new URL("../../docs/", import.meta.url);
  const document = Deno.readTextFileSync(new URL("PROTOCOL.md", folder));
  const files = [...Deno.readDirSync(new URL("vectors/", folder))].map(({ name }) => name);
  for (const file of files.filter((name) => name.endsWith(".json"))) {
    for (const { rule } of readVectors<{ vectors: { rule: string }[] }>(file).vectors) {
      assert(document.includes(`**${rule}**`), `${file}: ${rule}`);
    }
  }
});

Deno.test("match: fields may be more, never fewer, and names are bound once", () => {
  const none = new Map();
  assert(match({ a: 1 }, { a: 1, b: 2 }, none));
  assert(!match({ a: 1, b: 2 }, { a: 1 }, none));
  assert(!match({ a: 1 }, { a: "1" }, none));
  assert(!match([1], [1, 2], none));
  assert(!match([1, 2], [1], none));
  assert(match({ data: { a: 1 } }, { data: '{"a":1}' }, none));
  assert(!match({ data: { a: 1 } }, { data: "no JSON" }, none));
  const names = match({ a: "$n", b: "$n+1" }, { a: 4, b: 5 }, none);
  assertEquals(names, new Map([["$n", 4]]));
  assert(!match({ a: "$n", b: "$n+1" }, { a: 4, b: 6 }, none));
  assert(!match("$n", 5, names!) && !match("$x", undefined, none));
  assert(match({ channel: "$" }, { channel: "$" }, none));
  assert(!match({ channel: "$" }, { channel: "chat" }, none));
});
