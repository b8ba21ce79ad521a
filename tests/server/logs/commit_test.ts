import { assertEquals, assertRejects } from "@std/assert";
import { GroupCommit } from "../../../server/logs/commit.ts";

/** A group commit on an engine that writes down what it is asked to do. */
function create() {
  const said: string[] = [];
  const tasks: (() => void)[] = [];
  const full = { value: false };
  const commit = new GroupCommit({
    begin: () => said.push("begin"),
    commit() {
      if (full.value) throw new Error("13");
      said.push("commit");
    },
    rollback: () => said.push("rollback"),
    explain: (error) => new Error("the disk is full", { cause: error }),
  }, (task) => tasks.push(task));
  const change = (name: string) => ({
    write: () => said.push(`write ${name}`),
    done: () => said.push(`${name} is done`),
    undone: () => said.push(`${name} is undone`),
  });
  const turn = () => tasks.splice(0).forEach((task) => task());
  return { commit, change, turn, full, said: () => said.splice(0).join(", ") };
}

Deno.test("GroupCommit: what comes in one turn is one transaction, in order, and rows last and once", async () => {
  const { commit, change, turn, said } = create();
  const row = change("row");
  const one = commit.add(change("a"));
  commit.touch(row);
  const two = commit.add(change("b"));
  commit.touch(row);
  assertEquals([one, said()], [two, ""]);
  assertEquals(commit.pending, one);
  turn();
  const { length } = await Promise.all([one, two]);
  assertEquals(length, 2);
  const words = "begin, write a, write b, write row, commit, a is done, b is done, row is done";
  assertEquals([said(), commit.pending], [words, undefined]);
  turn();
  assertEquals(said(), "");
});

Deno.test("GroupCommit: what is added while others are told that they are done is in the next one", () => {
  const { commit, change, turn, said } = create();
  commit.add({ ...change("a"), done: () => void commit.add(change("b")) });
  turn();
  assertEquals(said(), "begin, write a, commit");
  turn();
  assertEquals(said(), "begin, write b, commit, b is done");
});

Deno.test("GroupCommit: after an error nothing is written any more, and all are told why", async () => {
  const { commit, change, turn, full, said } = create();
  const failures: string[] = [];
  commit.onFailure(({ message }) => failures.push(message));
  full.value = true;
  const one = commit.add(change("a"));
  turn();
  await assertRejects(() => one, Error, "the disk is full");
  assertEquals(said(), "begin, write a, a is undone, rollback");
  full.value = false;
  await assertRejects(() => commit.add(change("b")), Error, "the disk is full");
  commit.touch(change("row"));
  turn();
  commit.flush();
  commit.onFailure(({ message }) => failures.push(message));
  assertEquals([said(), failures], ["", ["the disk is full", "the disk is full"]]);
  assertEquals(commit.pending, undefined);
});

Deno.test("GroupCommit: a read that fails ends the writing too, with what waits", async () => {
  const { commit, change, turn, said } = create();
  const waits = commit.add(change("a"));
  assertEquals(commit.attempt(() => 7), 7);
  const found = commit.attempt(() => {
    throw new Error("11");
  });
  assertEquals([found, said()], [undefined, "rollback, a is undone"]);
  await assertRejects(() => waits);
  turn();
  assertEquals(said(), "");
});
