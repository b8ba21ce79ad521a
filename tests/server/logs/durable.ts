/**
 * What every engine that outlives the process is held to, besides.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { Retention } from "../../../server/logs/log.ts";
import {
  chat,
  type Create,
  entries,
  KEEP_ALL,
  read,
  run,
  session,
  testsOf,
  text,
} from "./bench.ts";

/** Makes the tests of an engine. `create` opens a new one. */
export function survives(
  name: string,
  create: Create,
  options: Partial<Deno.TestDefinition> = {},
): void {
  const test = testsOf(name, create, options);

  test("log: what was durable is the same after a crash, and offsets go on", async (bench) => {
    const log = chat(bench);
    const names = ["\ud800", "a\0b", "👩‍🏫", '"\\', "__proto__"];
    for (const messageId of names) {
      log.append(text(messageId, { data: `${messageId}\ud83d`, colour: [messageId] } as never));
    }
    log.append(run("bytes", 1, 4, Uint8Array.from({ length: 3_000 }, (_, n) => n % 251)));
    await bench.settle();
    const before = { ...ends(log), entries: entries(log), epoch: bench.room.epoch };
    log.append(text("lost"));
    await bench.reopen!();
    const again = chat(bench);
    assertEquals({ ...ends(again), entries: entries(again), epoch: bench.room.epoch }, before);
    again.append(text("next"));
    await bench.settle();
    assertEquals(read(again).at(-1), `next/0@${before.next}`);
  });

  test("R1, R2: a session and what it has said are kept together, and both are exact", async (bench) => {
    const log = chat(bench);
    const kept = session("token", "otter");
    const counts = { frames: 0, bytes: 0 };
    kept.channels.set("chat", counts);
    const say = (messageId: string) => {
      log.append(text(messageId));
      counts.frames++;
      counts.bytes += 10;
      bench.room.sessions.save(kept);
    };
    bench.room.sessions.save(kept);
    for (let round = 0; round < 10; round++) {
      say(`${round}a`);
      say(`${round}b`);
      // The last of them is cut off by the crash.
      if (round < 9) await bench.settle();
    }
    await bench.reopen!();
    const [found, ...others] = bench.room.sessions.load();
    const again = chat(bench);
    const { frames, bytes } = found!.channels.get("chat")!;
    assertEquals([found!.token, found!.from, found!.until, others], [
      "token",
      "otter",
      Infinity,
      [],
    ]);
    assertEquals([frames, bytes, again.next, again.bytes], [18, 180, 18, 180]);
    // What was cut off is sent again, and something before it is too.
    for (const messageId of ["8b", "9a", "9b", "9a"]) again.append(text(messageId));
    await bench.settle();
    assertEquals(read(again).slice(-3), ["8b/0@17", "9a/0@18", "9b/0@19"]);
    assertEquals(again.firstOf("otter", "8b"), 17);
  });

  test("R2: after a crash too, what a sender said before its session began is somebody else's", async (bench) => {
    const log = chat(bench);
    log.append(text("a"));
    log.append(text("b", { repeatable: true }));
    await bench.settle();
    log.forget("otter");
    bench.room.sessions.save(session("token", "otter"));
    log.append(text("c"));
    await bench.settle();
    await bench.reopen!();
    const again = chat(bench);
    for (const messageId of ["a", "b", "c"]) again.append(text(messageId));
    await bench.settle();
    assertEquals(read(again), ["a/0@0", "b/0@1", "c/0@2", "a/0@3", "b/0@4"]);
  });

  test("R4: of a session all is kept, and of one that is deleted nothing", async (bench) => {
    const { sessions } = bench.room;
    const kept = session("one", "otter");
    kept.until = 17;
    kept.channels.set("file", {
      frames: 3,
      bytes: 20,
      announced: new Map([[9, { messageId: "\ud800", total: 5, number: 2 }]]),
      refused: [{ from: 1, to: 2, rule: "M1", message: "no" }],
    });
    for (const some of [session("two", "heron"), kept, session("three", "lynx")]) {
      sessions.save(some);
    }
    await bench.settle();
    sessions.delete("two");
    await bench.settle();
    await bench.reopen!();
    // Who was let go first is the first.
    const found = [...bench.room.sessions.load()];
    assertEquals(found, [kept, session("three", "lynx")]);
  });

  test("log: retention holds for what was kept before a crash", async (bench) => {
    let now = 0;
    const open = (retention: Partial<Retention>) =>
      chat(bench, { ...KEEP_ALL, ...retention }, () => now);
    const log = open({});
    for (let n = 0; n < 1_000; n++) {
      log.append(text(`${n}`));
      now++;
    }
    await bench.settle();
    await bench.reopen!();
    assertEquals(open({ frames: 700 }).oldest, 300);
    await bench.reopen!();
    assertEquals(open({ bytes: 6_005 }).oldest, 400);
    await bench.reopen!();
    const old = open({ ms: 300 });
    assertEquals([old.oldest, read(old)[0], old.next], [700, "700/0@700", 1_000]);
    now += 1_000;
    old.append(text("new"));
    await bench.settle();
    assertEquals([old.oldest, read(old)], [1_000, ["new/0@1000"]]);
  });

  test("T5: of state the latest of each sender survives, and nothing else", async (bench) => {
    const state = { ...KEEP_ALL, latestOnly: true };
    const log = chat(bench, state);
    for (const [n, from] of ["otter", "heron", "otter", "lynx", "otter"].entries()) {
      log.append(text(`${n}`, { from }));
      await bench.settle();
    }
    log.drop("lynx");
    await bench.settle();
    await bench.reopen!();
    const again = chat(bench, state);
    assertEquals(entries(again).map(({ from, offset }) => [from, offset]), [["heron", 1], [
      "otter",
      4,
    ]]);
    assertEquals([again.oldest, again.next], [1, 5]);
  });

  test("log: what is fleeting need not survive, and its offsets are not given again", async (bench) => {
    const fleeting = { ...KEEP_ALL, fleeting: true };
    const log = chat(bench, fleeting);
    for (const messageId of ["a", "b"]) log.append(text(messageId));
    await bench.settle();
    assertEquals(read(log), ["a/0@0", "b/0@1"]);
    await bench.reopen!();
    const again = chat(bench, fleeting);
    again.append(text("c"));
    await bench.settle();
    assertEquals(read(again).at(-1), "c/0@2");
  });

  test("G1: what was cleared stays cleared", async (bench) => {
    const log = chat(bench);
    for (const messageId of ["a", "b"]) log.append(text(messageId));
    log.clear();
    log.append(text("c"));
    await bench.settle();
    await bench.reopen!();
    const again = chat(bench);
    assertEquals([again.oldest, again.cleared, again.next, read(again)], [2, 2, 3, ["c/0@2"]]);
  });

  test("store: settings survive", async (bench) => {
    bench.room.save('{"locked":true}');
    await bench.settle();
    await bench.reopen!();
    assertEquals(bench.room.load(), '{"locked":true}');
  });
}

function ends({ oldest, next, bytes, cleared }: ReturnType<typeof chat>) {
  return { oldest, next, bytes, cleared };
}
