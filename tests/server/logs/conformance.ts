/**
 * What every engine of logs is held to, whatever is below it.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { encodeRun, PIECE_BYTES } from "../../../lib/bulk.ts";
import type { ChannelLog, Entry } from "../../../server/logs/log.ts";
import { chat, type Create, entries, KEEP_ALL, read, run, testsOf, text } from "./bench.ts";

/** Makes the tests of an engine. `create` opens a new one. */
export function conforms(
  name: string,
  create: Create,
  options: Partial<Deno.TestDefinition> = {},
): void {
  const test = testsOf(name, create, options);

  test("P3: offsets count frames, a run's pieces too, and subscribers hear of each entry once, in order", async (bench) => {
    const log = chat(bench);
    const heard: Entry[] = [];
    log.subscribe((entry) => heard.push(entry));
    log.append(text("a"));
    log.append(run("b", 1, 6, new Uint8Array(4 * PIECE_BYTES + 1)));
    log.append(text("c"));
    await bench.settle();
    assertEquals(heard.map(({ offset }) => offset), [0, 1, 6]);
    assertEquals([log.next, log.bytes, log.oldest], [7, 4_821, 0]);
    assertEquals(log.at(3)?.messageId, "b");
    assertEquals(log.at(7), undefined);
    log.append(text("d"));
    await bench.settle();
    assertEquals(heard.at(-1), log.at(7));
  });

  test("log: an entry is told when it can be read, and no sooner than its promise says", async (bench) => {
    const log = chat(bench);
    const heard: number[] = [];
    log.subscribe(({ offset }) => {
      assertEquals([log.next, log.at(offset)?.offset], [offset + 1, offset]);
      heard.push(offset);
    });
    const done = log.append(text("a"));
    const known = log.append(text("a"));
    if (done) {
      // Of what is not durable yet nobody hears, and a repeat of it is no sooner done.
      assert(known);
      assertEquals([heard, log.next, log.bytes, log.at(0)], [[], 0, 0, undefined]);
    }
    await bench.settle();
    await done;
    await known;
    assertEquals([heard, log.next, log.append(text("a"))], [[0], 1, undefined]);
  });

  test("log: what is read is what was written, whatever is in it", async (bench) => {
    const log = chat(bench);
    const names = ["\ud800", "\udc00", "a\0b", "\u2028", "👩‍🏫", '"\\', "__proto__", "null"];
    for (const messageId of names) {
      log.append(text(messageId, { data: `${messageId}\ud83d`, colour: [messageId] } as never));
    }
    const payload = Uint8Array.from({ length: 3_000 }, (_, n) => n % 251);
    log.append(run("bytes", 1, 4, payload));
    await bench.settle();
    const found = entries(log);
    assertEquals(found.slice(0, -1).map(({ messageId }) => messageId), names);
    found.slice(0, -1).forEach(({ encoded, offset }, n) => {
      assert(!(encoded instanceof Uint8Array));
      const { messageId, data, colour } = JSON.parse(encoded.text);
      assertEquals([messageId, data, colour], [names[n], `${names[n]}\ud83d`, [names[n]]]);
      assertEquals([encoded.messageId, encoded.offset, encoded.channel], [
        names[n],
        offset,
        "chat",
      ]);
      assert(encoded.text.slice(encoded.dataAt).startsWith('"data":'));
    });
    const header = { channel: 2, message: 7, sequence: 1, offset: names.length, payload };
    assertEquals(found.at(-1)!.encoded, encodeRun(header) as never);
  });

  test("R2: a frame that the log has is not taken twice, whatever the order", async (bench) => {
    const log = chat(bench);
    for (const sequence of [0, 1, 0, 3, 1, 2, 3, 2]) log.append(text("m", { sequence, total: 4 }));
    log.append(text("m", { from: "heron", total: 4 }));
    await bench.settle();
    assertEquals(read(log), ["m/0@0", "m/1@1", "m/3@2", "m/2@3", "m/0@4"]);
  });

  test("R2: a run of which some pieces are known, and not all, is taken", async (bench) => {
    const log = chat(bench);
    const pieces = (sequence: number, count: number) =>
      run("m", sequence, 9, new Uint8Array(count * PIECE_BYTES));
    for (const [sequence, count] of [[3, 1], [3, 2], [3, 2], [1, 3], [1, 2]] as const) {
      log.append(pieces(sequence, count));
    }
    await bench.settle();
    assertEquals(read(log), ["m/3@0", "m/3@1", "m/1@3"]);
  });

  test("R2: a sender that is forgotten says something new", async (bench) => {
    const log = chat(bench);
    for (const from of ["otter", "heron"]) log.append(text("m", { from }));
    log.forget("otter");
    for (const from of ["otter", "heron"]) log.append(text("m", { from }));
    await bench.settle();
    assertEquals(entries(log).map(({ from }) => from), ["otter", "heron", "otter"]);
  });

  test("B3: where a message began is known, also of one that was just appended", async (bench) => {
    const log = chat(bench);
    for (const [messageId, sequence] of [["a", 0], ["b", 1], ["b", 0], ["a", 0]] as const) {
      log.append(text(messageId, { sequence, total: 2 }));
    }
    const places = () => ["a", "b", "c"].map((messageId) => log.firstOf("otter", messageId));
    assertEquals(places(), [0, 2, undefined]);
    assertEquals(log.firstOf("heron", "a"), undefined);
    await bench.settle();
    assertEquals(places(), [0, 2, undefined]);
  });

  test("P1: the plain wire may repeat a frame on purpose", async (bench) => {
    const log = chat(bench);
    for (let n = 0; n < 3; n++) log.append(text("m", { repeatable: true }));
    await bench.settle();
    assertEquals([log.next, read(log).length], [3, 3]);
  });

  test("log: retention by bytes, by frames and by age lets the oldest go", async (bench) => {
    let now = 0;
    const append = (log: ChannelLog, count: number) => {
      for (let n = 0; n < count; n++) log.append(text(`${n}`, { repeatable: true }));
      return bench.settle();
    };
    const bytes = bench.room.log("bytes", { ...KEEP_ALL, bytes: 35 }, () => now);
    await append(bytes, 10);
    assertEquals([bytes.oldest, read(bytes).length], [7, 3]);
    const frames = bench.room.log("frames", { ...KEEP_ALL, frames: 4 }, () => now);
    await append(frames, 3_000);
    assertEquals([frames.oldest, read(frames)[0]], [2_996, "2996/0@2996"]);
    assertEquals(frames.at(0)?.offset, 2_996);
    const age = bench.room.log("age", { ...KEEP_ALL, ms: 1_000 }, () => now);
    await append(age, 2);
    now = 600;
    await append(age, 1);
    now = 1_000;
    assertEquals(age.oldest, 0);
    now = 1_500;
    assertEquals([age.oldest, age.next], [2, 3]);
    now = 9_000;
    assertEquals([age.oldest, age.next, read(age)], [3, 3, []]);
    await append(age, 1);
    assertEquals([age.oldest, age.next], [3, 4]);
  });

  test("log: what a frame has beyond its labels counts, also where it is no payload", async (bench) => {
    const log = bench.room.log("bytes", { ...KEEP_ALL, bytes: 250_000 }, () => 0);
    const fields = { junk: "é\ud83d\udc4d".repeat(30_000) };
    for (let n = 0; n < 20; n++) {
      log.append(text(`${n}`, { repeatable: true, ...fields }));
      await bench.settle();
    }
    // Each takes 90,000 and more: two of them fit, however many came before.
    assertEquals([read(log).length, log.oldest, log.bytes], [2, 18, 200]);
  });

  test("T5: a state log keeps each sender's latest whole message", async (bench) => {
    const log = bench.room.log("presence", { ...KEEP_ALL, latestOnly: true }, () => 0);
    const say = (from: string, messageId: string, sequence = 0, total = 1) =>
      log.append(text(messageId, { from, sequence, total }));
    say("otter", "o1");
    say("heron", "h1");
    say("otter", "o2", 0, 2);
    await bench.settle();
    assertEquals(read(log), ["o1/0@0", "h1/0@1", "o2/0@2"]);
    say("otter", "o2", 1, 2);
    await bench.settle();
    assertEquals(read(log), ["h1/0@1", "o2/0@2", "o2/1@3"]);
    log.drop("heron");
    await bench.settle();
    assertEquals([read(log).length, log.next], [2, 4]);
  });

  test("log: what is dropped or cleared is gone, and what comes after it is not", async (bench) => {
    const log = chat(bench);
    for (const from of ["otter", "heron", "otter"]) {
      log.append(text("m", { from, repeatable: true }));
    }
    log.drop("otter");
    log.append(text("m", { repeatable: true }));
    await bench.settle();
    assertEquals(read(log), ["m/0@1", "m/0@3"]);
    assertEquals([log.oldest, log.cleared], [1, 0]);
    log.append(text("n"));
    const done = log.clear();
    await bench.settle();
    await done;
    assertEquals([log.oldest, log.cleared, log.next, read(log), log.at(0)], [
      5,
      5,
      5,
      [],
      undefined,
    ]);
    log.append(text("o"));
    await bench.settle();
    assertEquals([read(log), log.bytes], [["o/0@5"], 60]);
  });

  test("store: a room's settings are what was saved last, and rooms know nothing of each other", async (bench) => {
    assertEquals(bench.room.load(), undefined);
    bench.room.save("{}");
    bench.room.save('{"locked":true}');
    await bench.settle();
    assertEquals([bench.room.load(), bench.room.failure], ['{"locked":true}', undefined]);
  });
}
