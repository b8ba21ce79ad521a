import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import {
  MAX_LESSON_FRAMES,
  MAX_LESSON_LENGTH,
  writeLesson,
} from "../../../components/lab/lesson.ts";
import { readLesson } from "../../../components/lab/lesson_read.ts";
import { badFrame, type LoggedFrame } from "../../../components/lab/log.ts";
import { FAULTS } from "../../../lib/faults.ts";
import { stateHash, stateText } from "../../../components/lab/state_hash.ts";
import { encodeFile } from "../../../lib/file.ts";
import { split } from "../../../lib/protocol.ts";
import { anyText, fc, holds } from "../../support/property.ts";
import { cut, logOf, smallLesson } from "./logs.ts";

/** What is read from a text that must be a lesson. */
function lessonOf(text: string) {
  const result = readLesson(text);
  assert(result.ok, result.ok ? "" : JSON.stringify(result.error));
  return result;
}

function errorOf(text: string): string {
  const result = readLesson(text);
  assert(!result.ok, "Taken, and should not be");
  const { rule, line, message } = result.error;
  return `${rule} in line ${line}: ${message}`;
}

/** A lesson's lines with one of them changed. */
function changed(line: number, fields: Record<string, unknown>): string {
  const lines = writeLesson({ frames: smallLesson() }).trim().split("\n");
  lines[line - 1] = JSON.stringify({ ...JSON.parse(lines[line - 1]!), ...fields });
  return lines.join("\n") + "\n";
}

Deno.test("lesson: what is written is read, with times from 0 and numbers from 1", () => {
  const frames = smallLesson().map((entry) => ({ ...entry, n: entry.n + 40 }));
  const text = writeLesson({ frames, me: "otter", title: "Turns" }, { names: true, bytes: true });
  const { lesson } = lessonOf(text);
  assertEquals(lesson.me, "otter");
  assertEquals(lesson.title, "Turns");
  assertEquals(
    lesson.frames,
    smallLesson().map((entry) => ({ ...entry, at: entry.at - 5_000 })),
  );
});

Deno.test("lesson: any log comes back as it was", () => {
  const entry = fc.record({
    gap: fc.integer({ min: 0, max: 5_000 }),
    direction: fc.constantFrom("up" as const, "down" as const),
    frame: fc.record({
      channel: fc.constantFrom("chat", "file", "people", "$", "mine"),
      messageId: fc.constantFrom("a", "b"),
      sequence: fc.integer({ min: 0, max: 3 }),
      total: fc.constantFrom(4, 5),
      data: anyText,
      from: fc.constantFrom("otter", "heron~2"),
    }),
    run: fc.option(fc.constant({ frames: 1, bytes: 1_200 }), { nil: undefined }),
    rule: fc.option(fc.constant("F5"), { nil: undefined }),
    fault: fc.option(fc.constantFrom(...FAULTS), { nil: undefined }),
  });
  holds(fc.array(entry, { maxLength: 30 }), (entries) => {
    let at = 0;
    const frames = entries.map(({ gap, run, rule, fault, frame, direction }, n): LoggedFrame => ({
      direction,
      frame: { ...frame },
      n: n + 1,
      at: n === 0 ? 0 : at += gap,
      ...run && { run },
      ...rule && { rule },
      ...fault && { fault },
    }));
    const text = writeLesson({ frames }, { names: true, bytes: true });
    const told = ({ frame }: LoggedFrame) => frame.channel === "$" ? { ...frame, data: "" } : frame;
    assertEquals(
      lessonOf(text).lesson.frames.map((entry) => ({ ...entry, frame: told(entry) })),
      frames.map((entry) => ({ ...entry, frame: told(entry) })),
    );
    const { hash, lesson } = lessonOf(writeLesson({ frames }));
    assertEquals(stateHash(lesson.frames), hash);
  });
});

Deno.test("lesson: without being asked for, it has no names and no bytes of files", () => {
  const secret = encodeFile({
    name: "ana.txt",
    type: "text/plain",
    bytes: new TextEncoder().encode("secret"),
  });
  const people = JSON.stringify({ name: "Ana", role: "student", muted: true });
  const error = JSON.stringify({ type: "error", rule: "F2", message: 'channel "Ana"' });
  const frames = logOf([
    ...cut("otter", "file", "file-1", secret, 10),
    ...cut("otter~2", "people", "p", people, 1_000),
    ...cut("heron", "people", "p", people, 8),
    ...split({ channel: "$", messageId: "error-1", data: error }, 1_000),
  ]);
  const text = writeLesson({ frames, me: "heron" });
  for (const word of ["otter", "heron", "Ana", "ana", "c2VjcmV0"]) {
    assert(!text.includes(word), word);
  }
  const { lesson } = lessonOf(text);
  assertEquals(lesson.me, "s2");
  assertEquals(lesson.frames.map(({ frame }) => frame.from).slice(-6, -4), ["s2", "s2"]);
  assertEquals(lesson.frames.at(-1)?.frame.data, '{"type":"error","rule":"F2"}');
  const person = lesson.frames.find(({ frame }) => frame.from === "s1~2");
  assertEquals(person?.frame.data, '{"role":"student","muted":true}');
  assertEquals(lesson.frames[1]?.frame.data, "B".repeat(10));
});

Deno.test("lesson: what lets somebody in, or back in, is never in it", () => {
  const frames = logOf([
    ...split({ channel: "$", messageId: "hello", data: '{"session":"s3cret","version":1}' }, 100),
    ...split({ channel: "room", messageId: "room", data: '{"code":"ABC234","locked":true}' }, 100),
  ]);
  const { lesson } = lessonOf(writeLesson({ frames }, { names: true, bytes: true }));
  assertEquals(lesson.frames.map(({ frame }) => frame.data), ['{"version":1}', '{"locked":true}']);
});

Deno.test("H7: a lesson does not tell at what time of day it was, whatever else is kept", () => {
  const data = '{"of":"chat","at":1764424800000}';
  const frames = logOf(split({ channel: "$", messageId: "time", data }, 100));
  const text = writeLesson({ frames }, { names: true, bytes: true });
  assert(!text.includes("17644248"), text);
  assertEquals(lessonOf(text).lesson.frames[0]?.frame.data, '{"of":"chat"}');
});

Deno.test("B4: a run of a lesson stands for its pieces, in the log and in the state", () => {
  const [head] = cut("otter", "file", "file-1", "any head");
  const entry = (sequence: number, n: number, frames: number): LoggedFrame => ({
    n,
    at: 0,
    direction: "down",
    frame: { ...head!, total: 4, sequence, data: "" },
    run: { frames, bytes: 1_200 * frames },
  });
  const log = [...logOf([{ ...head!, total: 4 }]), entry(1, 2, 2)];
  assertEquals(
    stateText(log),
    '["open","otter","file","file-1",4,[[0,"any "],[1,""],[2,""]]]\n',
  );
  const { lesson } = lessonOf(writeLesson({ frames: [...log, entry(3, 3, 1)] }, { bytes: true }));
  assertEquals(lesson.frames.at(-1)?.run, { frames: 1, bytes: 1_200 });
  assertEquals(stateText(lesson.frames), '["complete","s1","file","file-1","any "]\n');
});

Deno.test("lesson: a bad message is kept, and is none of the state", () => {
  const frames: LoggedFrame[] = [
    ...smallLesson(),
    { n: 10, at: 9_000, direction: "up", frame: badFrame("{oops"), rule: "F1" },
  ];
  const { lesson, hash } = lessonOf(writeLesson({ frames }, { names: true }));
  assertEquals(lesson.frames.at(-1)?.rule, "F1");
  assertEquals(hash, lessonOf(writeLesson({ frames: smallLesson() }, { names: true })).hash);
});

Deno.test("lesson: it says its line, its rule and what would be right", () => {
  assertMatch(errorOf("hello"), /^LF1 in line 1: the line is not JSON/);
  assertMatch(errorOf(""), /^LF1 in line 1/);
  assertMatch(errorOf("[]"), /^LF1 in line 1: the line is an array, must be an object/);
  assertMatch(errorOf('{"frames":1}'), /^LF1 in line 1: mux is missing/);
  assertMatch(errorOf(changed(1, { me: "" })), /^LF1 in line 1: me is 0 long/);
  assertMatch(
    errorOf(changed(1, { version: 2 })),
    /^LF2 in line 1: version is 2, this page reads 1/,
  );
  const damaged = changed(1, {}).replace('{"at":10', '"at":10');
  assertMatch(errorOf(damaged), /^LF3 in line 3: the line is not JSON/);
  assertMatch(errorOf(changed(3, { at: "now" })), /^LF4 in line 3: at is a string/);
  assertMatch(
    errorOf(changed(4, { at: 5 })),
    /^LF4 in line 4: at is 5, .* 10 or more after line 3/,
  );
  assertMatch(errorOf(changed(4, { at: 1e9 })), /^LF4 in line 4/);
  assertMatch(errorOf(changed(2, { direction: "left" })), /^LF5 in line 2/);
  assertMatch(errorOf(changed(2, { sequence: 9 })), /^LF6 in line 2: F5: sequence is 9/);
  assertMatch(errorOf(changed(2, { total: 1e9 })), /^LF6 in line 2: F4/);
  assertMatch(errorOf(changed(2, { from: 7 })), /^LF7 in line 2: from is a number/);
  assertMatch(errorOf(changed(2, { offset: -1 })), /^LF7 in line 2: offset is -1/);
  assertMatch(errorOf(changed(2, { rule: [] })), /^LF7 in line 2: rule is an array/);
  assertMatch(errorOf(changed(2, { run: 7 })), /^LF7 in line 2: run is a number/);
  assertMatch(errorOf(changed(2, { run: { frames: 1, bytes: 1_201 } })), /^LF7 in line 2: run/);
  assertMatch(errorOf(changed(2, { run: { frames: 1e6, bytes: 1 } })), /^LF7 in line 2: run/);
  assertMatch(errorOf(changed(2, { fault: "bite" })), /^LF7 in line 2: fault is a string/);
  assertMatch(errorOf(changed(1, { frames: 3 })), /^LF8 in line 12: .* more than it says/);
  assertMatch(errorOf(changed(1, { frames: 30 })), /^LF8 in line 12: .* cut short/);
  assertMatch(errorOf(changed(1, { frames: MAX_LESSON_FRAMES + 1 })), /^LF9 in line 1/);
  assertMatch(errorOf("x".repeat(MAX_LESSON_LENGTH + 1)), /^LF9 in line 1/);
  assertMatch(errorOf(changed(2, { more: "x".repeat(140_000) })), /^LF9 in line 2/);
  assertMatch(
    errorOf(changed(3, { data: "jello" })),
    /^LF10 in line 1: .* remove hash from line 1/,
  );
});

Deno.test("lesson: without a hash it is taken as it is, and what is unknown is not", () => {
  const text = changed(1, { hash: undefined }).replaceAll('"at"', '"__proto__":{"x":1},"at"');
  const { lesson } = lessonOf(text.replaceAll("\n", "\r\n"));
  assertEquals(Object.keys(lesson.frames[0]!), ["n", "at", "direction", "frame"]);
  assertEquals("x" in lesson.frames[0]!.frame, false);
});

Deno.test("lesson: no text makes the reader throw", () => {
  const lines = changed(1, {}).split("\n");
  holds(
    fc.tuple(fc.nat(lines.length - 1), fc.oneof(anyText, fc.json())),
    ([line, garbage]) => {
      readLesson(garbage);
      readLesson(lines.with(line, garbage).join("\n"));
    },
  );
});

Deno.test("lesson: more frames than are read are not written", () => {
  const frames = Array.from({ length: MAX_LESSON_FRAMES + 1 }, () => smallLesson()[0]!);
  assertThrows(() => writeLesson({ frames }), RangeError, "at most 100000");
});
