import { assert, assertEquals } from "@std/assert";
import { SLICE } from "../../server/limits.ts";
import { LiveReaders } from "../../server/live_readers.ts";
import { fc, holds } from "../support/property.ts";
import { FakeReader } from "../support/reader.ts";

function create(count: number) {
  const tasks: (() => void)[] = [];
  const live = new LiveReaders((task) => tasks.push(task));
  const readers = Array.from({ length: count }, () => new FakeReader());
  for (const reader of readers) live.add(reader);
  /** Lets the event loop have its way once. */
  const pass = () => tasks.splice(0).forEach((task) => task());
  /** How many readers have heard so many texts. */
  const heard = (texts: number) => readers.filter((reader) => reader.texts.length >= texts).length;
  return { live, readers, tasks, pass, heard };
}

Deno.test("LiveReaders: a class has it at once, and nothing is under way then", () => {
  const { live, tasks, heard } = create(SLICE - 1);
  live.say(["a", "b"]);
  assertEquals([heard(2), tasks.length], [SLICE - 1, 0]);
});

Deno.test("LiveReaders: between two slices the event loop has its way", () => {
  const { live, tasks, pass, heard } = create(2 * SLICE + 1);
  live.say(["a"]);
  const counts = [heard(1)];
  while (tasks.length > 0) {
    pass();
    counts.push(heard(1));
  }
  assertEquals(counts, [SLICE, 2 * SLICE, 2 * SLICE + 1]);
});

Deno.test("LiveReaders: who came first has what is new at the next pass, whoever still waits for older texts", () => {
  const { live, readers, pass } = create(10 * SLICE);
  live.say(["old"]);
  pass();
  live.say(["new"]);
  pass();
  assertEquals(readers[0]!.texts, ["old", "new"]);
  assertEquals(readers.at(-1)!.texts, []);
});

Deno.test("LiveReaders: who came last waits a bounded time, though something new comes at every pass", () => {
  const { live, readers, pass } = create(10 * SLICE);
  live.say(["0"]);
  for (let n = 1; n <= 20; n++) {
    live.say([`${n}`]);
    pass();
  }
  assert(
    readers.at(-1)!.texts.includes("0"),
    "Its turn is every second one: ten slices, twenty passes",
  );
});

Deno.test("LiveReaders: who leaves meanwhile gets nothing more, and who comes gets nothing old", () => {
  const { live, readers, pass } = create(SLICE + 2);
  live.say(["a"]);
  live.delete(readers.at(-1)!);
  const late = new FakeReader();
  live.add(late);
  live.say(["b"]);
  for (let n = 0; n < 4; n++) pass();
  assertEquals(readers.map(({ texts }) => texts.join()), [
    ...Array.from({ length: SLICE + 1 }, () => "a,b"),
    "",
  ]);
  assertEquals(late.texts, ["b"]);
});

Deno.test("LiveReaders: before all are let go, everybody has everything", () => {
  const { live, heard, pass } = create(3 * SLICE);
  live.say(["a"]);
  live.clear();
  pass();
  assertEquals([heard(1), live.size], [3 * SLICE, 0]);
});

Deno.test("LiveReaders: each gets every text that is said while it is there, once and in order", () => {
  const step = fc.constantFrom("say", "say", "pass", "pass", "come", "go");
  holds(
    fc.tuple(fc.nat({ max: 4 * SLICE }), fc.array(step, { maxLength: 60 })),
    ([count, steps]) => {
      const { live, readers, tasks, pass } = create(count);
      const here = [...readers];
      const owed = new Map<FakeReader, string[]>(here.map((reader) => [reader, []]));
      steps.forEach((what, n) => {
        if (what === "pass") pass();
        if (what === "say") {
          live.say([`${n}`, `${n}+`]);
          for (const reader of here) owed.get(reader)!.push(`${n}`, `${n}+`);
        }
        if (what === "come") {
          const reader = new FakeReader();
          live.add(reader);
          here.push(reader);
          owed.set(reader, []);
        }
        if (what === "go" && here.length > 0) {
          const [reader] = here.splice(n % here.length, 1);
          live.delete(reader!);
          // What it has is the beginning of what it was owed.
          const { texts } = reader!;
          assertEquals(texts, owed.get(reader!)!.slice(0, texts.length));
        }
      });
      while (tasks.length > 0) pass();
      for (const reader of here) assertEquals(reader.texts, owed.get(reader));
    },
  );
});
