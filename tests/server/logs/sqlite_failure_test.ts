import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { explain } from "../../../server/logs/sqlite_db.ts";
import { SqliteStore } from "../../../server/logs/sqlite.ts";
import { chat, KEEP_ALL, read, session, text } from "./bench.ts";
import { FILES, fill, openSqlite, type SqliteBench } from "./sqlite_bench.ts";

/** Appends so much that what is at the beginning is on the disk alone. */
async function appendMuch(bench: SqliteBench) {
  const log = chat(bench);
  for (let n = 0; n < 600; n++) log.append(text(`${n}`, { data: "x".repeat(16_000) }));
  await bench.settle();
  return log;
}

/** Writes nonsense over the middle of the file, as a disk that fails may. */
async function damage(bench: SqliteBench) {
  bench.store.close();
  using file = await Deno.open(bench.path, { read: true, write: true });
  const { size } = await file.stat();
  await file.seek(size >> 2, Deno.SeekMode.Start);
  await file.write(new Uint8Array(size >> 1).fill(0x5a));
}

Deno.test({
  name: "SQLite: a full disk takes nothing more, and what was durable is read on",
  ...FILES,
  async fn() {
    await using bench = await openSqlite();
    const log = chat(bench);
    const failures: string[] = [];
    bench.store.onFailure(({ message }) => failures.push(message));
    log.append(text("a"));
    await bench.settle();
    fill(bench);
    const lost = [1, 2].map((n) => log.append(text(`${n}`, { data: "x".repeat(16_000) })));
    await bench.settle();
    for (const done of lost) {
      await assertRejects(() => done as Promise<void>, Error, "disk is full");
    }
    assertEquals([bench.room.failure?.message, failures], ["the disk is full", [
      "the disk is full",
    ]]);
    await assertRejects(() => log.append(text("small")) as Promise<void>);
    await assertRejects(() => log.clear() as Promise<void>);
    log.drop("otter");
    bench.room.save("{}");
    bench.room.sessions.save(session("token", "otter"));
    await bench.settle();
    assertEquals([read(log), log.next, log.bytes, log.oldest], [["a/0@0"], 1, 10, 0]);
    // With room on the disk again, a start is all that it takes.
    await bench.reopen!();
    const again = chat(bench);
    again.append(text("b"));
    await bench.settle();
    assertEquals(read(again), ["a/0@0", "b/0@1"]);
  },
});

Deno.test({
  name: "SQLite: a file that is damaged can be opened and read as far as it goes, and ends nothing",
  ...FILES,
  async fn() {
    await using bench = await openSqlite();
    await appendMuch(bench);
    await damage(bench);
    let log;
    try {
      await bench.reopen!();
      log = chat(bench);
      // Where the damage is decides how much can be read; that it ends in order is what counts.
      for (let offset = 0, entry; (entry = log.at(offset)); offset = entry.offset + entry.frames);
      assert(log.oldest <= log.next);
      await assertRejects(async () => await log!.append(text("new")), Error, "damaged");
    } catch (error) {
      assertEquals(explain(error).message, "its file is damaged");
    }
  },
});

Deno.test({
  name: "SQLite: a page that cannot be read makes the room read-only, and the rest is read on",
  ...FILES,
  async fn() {
    await using bench = await openSqlite();
    const log = await appendMuch(bench);
    // The table is gone from under it: the same as a page that is.
    bench.db.exec("DROP TABLE entry");
    const first = log.at(0)!;
    assert(first.offset > 0, "What is in memory is read on");
    assertEquals([log.oldest, log.next], [first.offset, 600]);
    assertEquals(bench.room.failure?.message, "no such table: entry");
    await assertRejects(async () => await log.append(text("new")));
  },
});

Deno.test({
  name: "SQLite: a file that is none of ours, of another version or in use is told in a few words",
  ...FILES,
  async fn() {
    await using bench = await openSqlite();
    const reason = (path: string) =>
      explain(assertThrows(() => new SqliteStore(new DatabaseSync(path)), Error)).message;
    assertEquals(reason(bench.path), "its file is in use by another server");
    bench.db.exec("PRAGMA user_version = 99");
    bench.store.close();
    assertEquals(reason(bench.path), "file has version 99, this server knows 2");
    await Deno.writeTextFile(`${bench.path}.txt`, "nothing of a database is in here. ".repeat(99));
    assertEquals(reason(`${bench.path}.txt`), "its file is damaged, or none of ours");
  },
});

Deno.test({
  name: "SQLite: what is older than the memory's part is read from the disk, once for all who lag",
  ...FILES,
  async fn() {
    await using bench = await openSqlite();
    const log = await appendMuch(bench);
    assertEquals(read(log).length, 600);
    const [one, two] = [log.at(3), log.at(3)];
    assertEquals([one?.messageId, one === two], ["3", true]);
    assert(log.at(599) === log.at(599));
  },
});

Deno.test({
  name: "SQLite: what retention took is deleted on the disk too",
  ...FILES,
  async fn() {
    await using bench = await openSqlite();
    const rows = () => (bench.db.prepare("SELECT count(*) n FROM entry").get() as { n: number }).n;
    const log = chat(bench, { ...KEEP_ALL, frames: 100 });
    for (let n = 0; n < 1_000; n++) {
      log.append(text(`${n}`));
      if (n % 50 === 0) await bench.settle();
    }
    await bench.settle();
    assert(rows() < 300, `${rows()} rows`);
    log.clear();
    await bench.settle();
    assertEquals(rows(), 0);
  },
});

Deno.test({
  name: "SQLite: rooms are kept apart, and of one that is removed nothing is left",
  ...FILES,
  async fn() {
    await using bench = await openSqlite();
    const other = bench.store.open("other");
    for (const room of [bench.room, other]) {
      room.log("chat", KEEP_ALL, () => 0).append(text("a"));
      room.sessions.save(session(crypto.randomUUID(), "otter"));
    }
    await bench.settle();
    assertEquals([...bench.store.rooms()].toSorted(), ["other", "room"]);
    assertEquals(bench.store.open("other"), other);
    bench.store.remove("other");
    assertEquals([...bench.store.rooms()], ["room"]);
    const count = (table: string) =>
      (bench.db.prepare(`SELECT count(*) n FROM ${table}`).get() as { n: number }).n;
    assertEquals(["room", "log", "entry", "session"].map(count), [1, 1, 1, 1]);
    const again = bench.store.open("other");
    assertEquals([again.epoch === other.epoch, [...again.sessions.load()]], [false, []]);
  },
});

Deno.test({
  name: "SQLite: closing writes what waits, and can be done twice",
  ...FILES,
  async fn() {
    await using bench = await openSqlite();
    chat(bench).append(text("a"));
    bench.store.close();
    bench.store.close();
    bench.turn();
    await bench.reopen!();
    assertEquals(read(chat(bench)), ["a/0@0"]);
  },
});
