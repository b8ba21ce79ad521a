import { assertEquals } from "@std/assert";
import { encodeFrame } from "../../lib/brief.ts";
import type { Draft, Entry, Retention } from "../../server/logs/log.ts";
import { MemoryLog } from "../../server/logs/memory.ts";

const KEEP_ALL: Retention = { bytes: Infinity, frames: Infinity, ms: Infinity };

function draft(fields: Partial<Draft> = {}): Draft {
  const whole = {
    from: "otter",
    messageId: "m",
    sequence: 0,
    total: 1,
    frames: 1,
    bytes: 10,
    repeatable: false,
    ...fields,
  };
  const { messageId, sequence, total, from } = whole;
  const frame = { channel: "chat", messageId, sequence, total, data: "x" };
  return { ...whole, encode: (offset) => encodeFrame(frame, from, offset) };
}

function read(log: MemoryLog, from = 0): string[] {
  const texts: string[] = [];
  for (let entry = log.at(from); entry; entry = log.at(entry.offset + entry.frames)) {
    texts.push(`${entry.messageId}/${entry.sequence}@${entry.offset}`);
  }
  return texts;
}

Deno.test("P3: offsets count frames, a run's pieces too, and subscribers hear of each entry once", () => {
  const log = new MemoryLog(KEEP_ALL, () => 0);
  const heard: Entry[] = [];
  log.subscribe((entry) => heard.push(entry));
  log.append(draft({ messageId: "a" }));
  log.append(draft({ messageId: "b", total: 6, frames: 5, bytes: 6_000 }));
  log.append(draft({ messageId: "c" }));
  assertEquals(heard.map(({ offset }) => offset), [0, 1, 6]);
  assertEquals([log.next, log.bytes, log.oldest], [7, 6_020, 0]);
  assertEquals(log.at(3)?.messageId, "b");
  assertEquals(log.at(7), undefined);
});

Deno.test("R2: a frame that the log has is not taken twice, whatever the order", () => {
  const log = new MemoryLog(KEEP_ALL, () => 0);
  for (const sequence of [0, 1, 0, 3, 1, 2, 3, 2]) log.append(draft({ sequence, total: 4 }));
  log.append(draft({ from: "heron", sequence: 0, total: 4 }));
  assertEquals(read(log), ["m/0@0", "m/1@1", "m/3@2", "m/2@3", "m/0@4"]);
});

Deno.test("P1: the plain wire may repeat a frame on purpose", () => {
  const log = new MemoryLog(KEEP_ALL, () => 0);
  for (let n = 0; n < 3; n++) log.append(draft({ repeatable: true }));
  assertEquals(log.next, 3);
});

Deno.test("MemoryLog: retention by bytes, by frames and by age lets the oldest go", () => {
  let now = 0;
  const append = (log: MemoryLog, n: number) => {
    for (let i = 0; i < n; i++) log.append(draft({ messageId: `${log.next}` }));
  };
  const bytes = new MemoryLog({ ...KEEP_ALL, bytes: 35 }, () => now);
  append(bytes, 10);
  assertEquals([bytes.oldest, read(bytes).length], [7, 3]);
  const frames = new MemoryLog({ ...KEEP_ALL, frames: 4 }, () => now);
  append(frames, 5_000);
  assertEquals([frames.oldest, read(frames)[0]], [4_996, "4996/0@4996"]);
  const age = new MemoryLog({ ...KEEP_ALL, ms: 1_000 }, () => now);
  append(age, 2);
  now = 600;
  append(age, 1);
  now = 1_500;
  assertEquals([age.oldest, age.next], [2, 3]);
});

Deno.test("T5: a state log keeps each sender's latest whole message", () => {
  const log = new MemoryLog({ ...KEEP_ALL, latestOnly: true }, () => 0);
  const say = (from: string, messageId: string, sequence = 0, total = 1) =>
    log.append(draft({ from, messageId, sequence, total }));
  say("otter", "o1");
  say("heron", "h1");
  say("otter", "o2", 0, 2);
  assertEquals(read(log), ["o1/0@0", "h1/0@1", "o2/0@2"]);
  say("otter", "o2", 1, 2);
  assertEquals(read(log), ["h1/0@1", "o2/0@2", "o2/1@3"]);
  log.drop("heron");
  assertEquals([read(log).length, log.next], [2, 4]);
});
