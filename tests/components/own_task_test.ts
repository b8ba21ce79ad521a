import { assertEquals } from "@std/assert";
import { ownTask } from "../../components/own_task.ts";

Deno.test("near: each part has a task of its own, in the order in which they asked", async () => {
  const seen: string[] = [];
  const note = (what: string) => () => void seen.push(what);
  const turns = [ownTask().then(note("first")), ownTask().then(note("second"))];
  // A task in between is one that somebody who presses a key may have.
  const between = new Promise<void>((resolve) =>
    ownTask().then(() => setTimeout(() => resolve(note("between")())))
  );
  turns.push(ownTask().then(note("last")));
  await Promise.all([...turns, between]);
  assertEquals(seen, ["first", "second", "between", "last"]);
});
