import { assert, assertEquals } from "@std/assert";
import { CLASSROOM_CHANNELS } from "../../lib/channels.ts";
import { nameKey } from "../../server/person_names.ts";
import type { Person } from "../../server/person.ts";
import { isRefusal } from "../../server/refusal.ts";
import { Room } from "../../server/room.ts";
import { createClassroom } from "../support/classroom.ts";
import { FILES, openSqlite } from "./logs/sqlite_bench.ts";
import { fc, holds } from "../support/property.ts";

const name = fc.constantFrom(
  "Ana",
  "ANA ",
  "Ａｎａ",
  "Ana 2",
  "",
  "bear",
  "Badger",
  "\u200b",
  "李明",
);
const on = fc.boolean();
/** Of the people in the order of their coming, or of nobody. */
const who = fc.integer({ min: -1, max: 6 });
const step = fc.oneof(
  fc.record({ do: fc.constant("admit" as const), name }),
  fc.record({ do: fc.constant("restart" as const) }),
  fc.record({
    do: fc.constantFrom("lock" as const, "pause" as const, "hide" as const, "clear" as const),
    by: who,
    on,
  }),
  fc.record({
    do: fc.constantFrom("mute" as const, "remove" as const, "rename" as const),
    by: who,
    who,
    name,
    on,
  }),
);

Deno.test("M2, M3, M5, M11: whatever is done, names are one person's, students change nothing, and a restart changes nothing", () => {
  holds(fc.array(step, { maxLength: 40 }), (steps) => {
    let parts = createClassroom();
    let saved: string | undefined;
    const people: Person[] = [parts.admit("Ms Lee", "teacher"), parts.admit("Ana")];
    const told = () => [parts.said("people"), parts.said("room")];
    for (const step of steps) {
      const before = told();
      if (step.do === "admit") {
        const person = parts.classroom.admit(step.name, "student");
        if (isRefusal(person)) assertEquals(parts.said("room")["$"].locked, true);
        else people.push(person);
      } else if (step.do === "restart") {
        const { room } = parts.classroom;
        saved = parts.saved.at(-1) ?? saved;
        parts = createClassroom({ room, saved });
        assertEquals(told(), before);
      } else {
        const by = people[step.by] ?? people[0]!;
        if (isRefusal(parts.classroom.pass(by))) continue;
        const subject = "who" in step ? { who: people[step.who]?.id ?? "nobody" } : {};
        const rule = parts.command(by, { type: step.do, ...step, ...subject });
        assert([undefined, "M5", "M6"].includes(rule), rule);
        if (by.role === "student") assertEquals(rule, "M5");
        if (rule) assertEquals(told(), before);
      }
      parts.command(people[0]!, { type: "names" });
      const answer = parts.answers.at(-1)!;
      assert(answer.type === "names");
      const names = Object.entries(answer.names!);
      assertEquals(new Set(names.map(([, name]) => nameKey(name))).size, names.length);
      assertEquals(names.length, parts.classroom.size);
      assertEquals(new Set(people.map(({ id }) => id)).size, people.length);
      const isHidden = parts.said("room")["$"].namesHidden;
      for (const [id, entry] of Object.entries(parts.said("people"))) {
        const found = parts.classroom.pass(people.find((person) => person.id === id)!);
        assertEquals(isRefusal(found), entry.removed === true);
        assertEquals("name" in entry, !isHidden);
      }
    }
  }, 30);
});

Deno.test({
  name:
    "M3, M4, M14: a classroom on a disk is after a crash what it was, and its people are who they were",
  ...FILES,
  async fn() {
    await using bench = await openSqlite();
    const open = () =>
      createClassroom({
        room: new Room({ channels: CLASSROOM_CHANNELS, store: bench.room, now: () => 0 }),
        saved: bench.room.load(),
        save: (json) => bench.room.save(json),
      });
    const one = open();
    const [teacher, ana, ben] = [
      one.admit("Ms Lee", "teacher"),
      one.admit("Ana"),
      one.admit("Ben"),
    ];
    assertEquals(one.pass(ana).newSender(), "bear");
    one.command(teacher, { type: "mute", who: ana.id, on: true });
    one.command(teacher, { type: "remove", who: ben.id });
    one.command(teacher, { type: "lock", on: true });
    bench.turn();
    // What is on no disk yet is lost, and nothing says that it was.
    one.command(teacher, { type: "pause", on: true });
    const told = [one.said("people"), one.said("room")];
    const ends = one.classroom.room.channels.map(({ log }) => log.next);
    await bench.reopen!();
    const again = open();
    bench.turn();
    assertEquals([again.said("people"), again.said("room")], told);
    assertEquals(again.classroom.room.channels.map(({ log }) => log.next), ends);
    assertEquals(again.said("room")["$"].paused, false);
    assertEquals(again.pass(ana).check("chat")?.rule, "M9");
    assertEquals(again.pass(ana).newSender(), "bear~2");
    assert(
      isRefusal(again.classroom.pass(ben)) && isRefusal(again.classroom.admit("Cy", "student")),
    );
  },
});
