import { assertEquals } from "@std/assert";
import { CLIENT_WORDS } from "../../lib/client_words.ts";
import { MAX_BATCH_LENGTH, MAX_REPORTED, MAX_WORD_LENGTH } from "../../lib/limits.ts";
import type { Answer, Command } from "../../lib/commands.ts";
import { parseControl } from "../../lib/control.ts";
import { MAX_PEOPLE } from "../../server/limits.ts";
import type { Pass } from "../../server/person.ts";
import { createClassroom } from "../support/classroom.ts";

function createLesson() {
  const made = createClassroom();
  const [teacher, ana, ben] = [
    made.pass(made.admit("Ms Heron", "teacher")),
    made.pass(made.admit("Ana")),
    made.pass(made.admit("Ben")),
  ];
  const answers: Answer[] = [];
  const command = (by: Pass, fields: Record<string, unknown>) =>
    by.command({ channel: "$", ...fields } as unknown as Command, (answer) => answers.push(answer));
  const reports = () => {
    command(teacher, { type: "reports" });
    return (answers.at(-1) as { reports: Record<string, unknown> }).reports;
  };
  return { ...made, teacher, ana, ben, command, reports, answers };
}

Deno.test("M20: what people report is merged, told to a teacher who asks, and to nobody else", () => {
  const { command, reports, ana, ben, said, answers } = createLesson();
  const before = said("room");
  command(ana, { type: "report", values: { "bet:frames": "5" } });
  command(ana, { type: "report", values: { "bet:frames": "4", "mission:1": true } });
  command(ben, { type: "report", values: { "bet:frames": "5" } });
  assertEquals(said("room"), before);
  assertEquals(command(ana, { type: "reports" })?.rule, "M5");
  assertEquals(answers, []);
  assertEquals(reports(), {
    [ana.person.id]: { "bet:frames": "4", "mission:1": true },
    [ben.person.id]: { "bet:frames": "5" },
  });
});

Deno.test("M20: who is removed has reported nothing", () => {
  const { command, reports, teacher, ana } = createLesson();
  command(ana, { type: "report", values: { a: 1 } });
  command(teacher, { type: "remove", who: ana.person.id });
  assertEquals(reports(), {});
});

Deno.test("M20: one person reports a bounded number of values, and a class's fit in one message", () => {
  const { command, reports, ana } = createLesson();
  const name = (n: number) => `${n}`.padEnd(MAX_WORD_LENGTH, "x");
  const values = Object.fromEntries(
    Array.from({ length: MAX_REPORTED }, (_, n) => [name(n), name(n)]),
  );
  assertEquals(command(ana, { type: "report", values }), undefined);
  assertEquals(command(ana, { type: "report", values: { more: 1 } })?.rule, "M20");
  const longest = JSON.stringify(reports()).length + "an-animal-of-length-20".length;
  assertEquals(longest * MAX_PEOPLE < MAX_BATCH_LENGTH, true, `${longest * MAX_PEOPLE}`);
});

Deno.test("M20: what has not the shape is answered with what is wrong", () => {
  const wrong = (fields: Record<string, unknown>) => {
    const result = parseControl({ channel: "$", ...fields }, CLIENT_WORDS);
    return result.ok ? undefined : `${result.error.rule}: ${result.error.message}`;
  };
  const words =
    'M20: names and strings in values must be of letters, digits and "-_.:", at most 20';
  assertEquals(wrong({ type: "report", values: { "a:b": "c-d", n: 1.5, yes: true } }), undefined);
  for (
    const values of [{ "a b": 1 }, { "": 1 }, { a: "<b>" }, { a: null }, { a: "x".repeat(21) }]
  ) {
    assertEquals(wrong({ type: "report", values }), words);
  }
  assertEquals(wrong({ type: "report" }), "M20: values is missing, must be an object");
  assertEquals(
    wrong({ type: "reports", reports: [] }),
    "M20: reports is an array, must be an object of objects",
  );
});
