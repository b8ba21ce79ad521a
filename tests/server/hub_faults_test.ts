import { assertEquals } from "@std/assert";
import { CLIENT_WORDS } from "../../lib/client_words.ts";
import type { Command } from "../../lib/commands.ts";
import { parseControl } from "../../lib/control.ts";
import { droppedBy } from "../../lib/fault_notes.ts";
import { DELAY_MS, type FaultRule } from "../../lib/faults.ts";
import { MAX_FAULT_RULES, MAX_LESSON_VALUES } from "../../lib/limits.ts";
import type { Frame } from "../../lib/protocol.ts";
import { createClassroom } from "../support/classroom.ts";
import { FakeClock } from "../support/clock.ts";

/** A classroom with one teacher, and one student who speaks. */
function createLesson() {
  const clock = new FakeClock();
  const made = createClassroom({ clock });
  const teacher = made.pass(made.admit("Ms Heron", "teacher"));
  const pass = made.pass(made.admit("Ana"));
  const { room } = made.classroom;
  const seen: Frame[] = [];
  const closed: number[] = [];
  room.join({ send: (text) => seen.push(JSON.parse(text)), close() {} }, "reader");
  const close = (code: number) => closed.push(code);
  const member = pass.through(room.join({ send() {}, close }, pass.newSender()), close);
  const say = (messageId: string, fields: Record<string, unknown> = {}) =>
    member.publish({ channel: "chat", messageId, sequence: 0, total: 1, data: "hi", ...fields });
  const command = (fields: Record<string, unknown>, by = teacher) =>
    by.command({ channel: "$", ...fields } as unknown as Command, () => {});
  const inject = (...rules: FaultRule[]) => command({ type: "faults", rules });
  /** What a reader saw on `chat`: `id`, and what was done to it. */
  const chat = () =>
    seen.filter(({ channel }) => channel === "chat").map((frame) => {
      const { messageId, fault } = frame as Frame & { fault?: string };
      return fault ? `${messageId} ${fault}` : messageId;
    });
  return { ...made, clock, room, seen, closed, say, command, inject, chat, member, pass };
}

Deno.test("M18: a frame that is dropped is in no log, and everybody is told", () => {
  const { say, inject, chat, seen, member } = createLesson();
  inject({ kind: "drop", share: 1, count: 1 });
  for (const id of ["1", "2"]) say(id);
  assertEquals(chat(), ["2"]);
  const note = seen.find(({ channel }) => channel === "faults")!;
  assertEquals([note.from, droppedBy(note)], ["$", {
    channel: "chat",
    messageId: "1",
    sequence: 0,
    total: 1,
    from: member.from,
    data: "",
  }]);
});

Deno.test("M18, B3: what announces a message in bytes is left alone, as its runs are", () => {
  const { say, inject, seen } = createLesson();
  inject({ kind: "drop", share: 1, channel: "file" });
  say("real", { channel: "file", total: 3, number: 0 });
  say("fake", { channel: "file" });
  const notes = seen.map(droppedBy).filter((dropped) => !!dropped);
  assertEquals(notes.map(({ messageId }) => messageId), ["fake"]);
});

Deno.test("M18, M21: faults are done to frames of the people's own channels too", () => {
  const { say, inject, seen, command } = createLesson();
  const look = { letter: "M", shape: "diamond", colour: "teal" };
  assertEquals(command({ type: "declare", name: "mood", ...look }), undefined);
  inject({ kind: "drop", share: 1, channel: "mood" });
  say("1");
  say("2", { channel: "mood" });
  const notes = seen.map(droppedBy).filter((dropped) => !!dropped);
  assertEquals(notes.map(({ channel, messageId }) => [channel, messageId]), [["mood", "2"]]);
});

Deno.test("M19: anybody can have a dropped frame go on after all, once", () => {
  const { say, inject, chat, member, pass, command } = createLesson();
  inject({ kind: "drop", share: 1, count: 1 });
  say("1");
  const wish = { type: "repair", of: "chat", from: member.from, messageId: "1", sequence: 0 };
  assertEquals(command({ ...wish, sequence: 1 }, pass)?.rule, "M19");
  assertEquals(command(wish, pass), undefined);
  assertEquals(chat(), ["1"]);
  assertEquals(command(wish, pass)?.rule, "M19");
});

Deno.test("M18: doubled, swapped and late frames come so, and say what was done to them", () => {
  const { say, inject, chat, clock } = createLesson();
  inject({ kind: "duplicate", share: 1, count: 1 });
  say("1");
  inject({ kind: "swap", share: 1, count: 1 });
  for (const id of ["2", "3"]) say(id);
  inject({ kind: "delay", share: 1, count: 1 });
  for (const id of ["4", "5"]) say(id);
  assertEquals(chat(), ["1", "1 duplicate", "3", "2 swap", "5"]);
  clock.advance(DELAY_MS);
  assertEquals(chat().at(-1), "4 delay");
});

Deno.test("M18: a rule that had its frames is out of the room's state, after a restart too", () => {
  const { say, inject, said, saved } = createLesson();
  const always: FaultRule = { kind: "delay", share: 1, channel: "typing" };
  const counted: FaultRule = { kind: "drop", share: 1, count: 2 };
  inject(counted, always);
  say("1");
  assertEquals(said("room")["$"].faults, [counted, always]);
  say("2");
  assertEquals(said("room")["$"].faults, [always]);
  const { said: saidLater } = createClassroom({ saved: saved.at(-1) });
  assertEquals(saidLater("room")["$"].faults, [always]);
});

Deno.test("M18: a frame that waits to be swapped goes on by itself", () => {
  const { say, inject, chat, clock } = createLesson();
  inject({ kind: "swap", share: 1, count: 1 });
  say("1");
  assertEquals(chat(), []);
  clock.advance(DELAY_MS);
  assertEquals(chat(), ["1 swap"]);
  assertEquals(clock.waiting, 0);
});

Deno.test("M18, X10: a cut closes the sender's connection with 1012, and what it said is kept", async () => {
  const { say, inject, chat, closed } = createLesson();
  inject({ kind: "cut", share: 1, count: 1 });
  say("1");
  await Promise.resolve();
  assertEquals([closed, chat()], [[1012], ["1 cut"]]);
});

Deno.test("M18: only the hub says what was done to a frame", () => {
  const { say, chat } = createLesson();
  say("1", { fault: "drop" });
  assertEquals(chat(), ["1"]);
});

Deno.test("M17, M18: the room says how pages are set and what is injected, also after a restart", () => {
  const { command, inject, said, saved, room } = createLesson();
  command({ type: "lesson", values: { chunkSize: 2, order: "priority" } });
  inject({ kind: "drop", channel: "file", share: 0.5 });
  const state = said("room")["$"];
  assertEquals(state.lesson, { chunkSize: 2, order: "priority" });
  assertEquals(state.faults, [{ kind: "drop", channel: "file", share: 0.5 }]);
  const again = createClassroom({ room, saved: saved.at(-1)! });
  assertEquals(again.said("room")["$"], state);
});

Deno.test("M5, M17, M18: they are for teachers", () => {
  const { command, pass } = createLesson();
  assertEquals(command({ type: "lesson", values: {} }, pass)?.rule, "M5");
  assertEquals(command({ type: "faults", rules: [] }, pass)?.rule, "M5");
});

Deno.test("M17, M18, M19: what has not the shape is answered with what is wrong", () => {
  const wrong = (fields: Record<string, unknown>) => {
    const result = parseControl({ channel: "$", ...fields }, CLIENT_WORDS);
    return result.ok ? undefined : `${result.error.rule}: ${result.error.message}`;
  };
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [n, 1]));
  const fault = { kind: "drop", share: 1 };
  const repair = { type: "repair", of: "chat", from: "otter", messageId: "1", sequence: 0 };
  assertEquals(wrong({ type: "lesson", values: many(MAX_LESSON_VALUES) }), undefined);
  assertEquals(
    wrong({ type: "faults", rules: [{ ...fault, channel: "file", count: 3 }] }),
    undefined,
  );
  assertEquals(wrong(repair), undefined);
  for (
    const [words, fields] of [
      ["M17: values is missing, must be an object", { type: "lesson" }],
      ["M17: values has 33, at most 32", { type: "lesson", values: many(MAX_LESSON_VALUES + 1) }],
      [
        "M17: a name in values is 33 long, must be a string of 1 to 32",
        { type: "lesson", values: { ["x".repeat(33)]: 1 } },
      ],
      [
        "M17: values.a is an object, must be a boolean, a number, or a string of up to 64",
        { type: "lesson", values: { a: {} } },
      ],
      ["M18: rules is missing, must be an array", { type: "faults" }],
      [
        "M18: rules has 9, at most 8",
        { type: "faults", rules: Array(MAX_FAULT_RULES + 1).fill(fault) },
      ],
      [
        "M18: rules[0].kind is another string, must be drop, duplicate, swap, delay, cut",
        { type: "faults", rules: [{ ...fault, kind: "explode" }] },
      ],
      [
        "M18: rules[0].share is 2, must be a number from 0 to 1",
        { type: "faults", rules: [{ ...fault, share: 2 }] },
      ],
      [
        "M18: rules[0].count is 0, must be an integer from 1 to 1000",
        { type: "faults", rules: [{ ...fault, count: 0 }] },
      ],
      ["M19: sequence is -1, must be an integer of 0 or more", { ...repair, sequence: -1 }],
    ] as const
  ) {
    assertEquals(wrong(fields), words);
  }
});
