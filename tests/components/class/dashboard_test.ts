import { assertEquals } from "@std/assert";
import { chosenOf, lookUp, shownCounts } from "../../../components/class/asked.ts";
import { betsOf, studentRows } from "../../../components/class/dashboard.ts";
import { type Classroom, learn, NO_CLASSROOM } from "../../../components/classroom.ts";
import { readReports } from "../../../components/lab/reports_read.ts";

const said = (room: Classroom, from: string, words: unknown) =>
  learn(room, { from, channel: "people", messageId: "", text: JSON.stringify(words) });

const ROOM = [
  ["owl", { name: "Ms Lee", role: "teacher" }],
  ["otter", { name: "Ana", role: "student" }],
  ["heron", { name: "Ben", role: "student" }],
].reduce((room, [from, words]) => said(room, from as string, words), NO_CLASSROOM);

Deno.test("class: U25: who is here, what they have bet, and the missions that they have done", () => {
  const results = readReports({
    otter: { "bet:frames": "0:1", "bet:next": "0:0", "mission:road": 3, "mission:cut": 1 },
    owl: { "bet:frames": "0:1" },
  }, (id) => id);
  const people = [
    { from: "otter", state: "left" as const, since: 0 },
    { from: "otter~2", state: "away" as const, since: 0 },
    { from: "heron", state: "left" as const, since: 0 },
  ];
  assertEquals(studentRows(ROOM, people, results), [
    { id: "otter", isHere: true, bets: 2, done: ["See one road"] },
    { id: "heron", isHere: false, bets: 0, done: [] },
  ]);
});

Deno.test("class: U17: the bet that is asked comes first, and each comes once", () => {
  const votes = [
    { from: "otter", bet: "frames" as const, seed: 0, option: 1 },
    { from: "heron", bet: "frames" as const, seed: 0, option: 2 },
    { from: "heron", bet: "next" as const, seed: 0, option: 2 },
  ];
  const asked = { id: "next", seed: 0, counts: [1, 2] };
  assertEquals(betsOf(votes, asked), [asked, { id: "frames", seed: 0 }]);
  assertEquals(betsOf([], undefined), []);
});

Deno.test("class: U17: what is shown is what was counted; a bet that this page does not know is none", () => {
  const bet = lookUp({ id: "frames", seed: 0 })!;
  const { votes, bars } = shownCounts(bet, [1, 4]);
  assertEquals(votes, 5);
  assertEquals(bars!.map(({ votes }) => votes).slice(0, 3), [1, 4, 0]);
  assertEquals(bars!.filter(({ isAnswer }) => isAnswer).map(({ option }) => option), [bet.answer]);
  assertEquals(lookUp({ id: "constructor", seed: 0 }), undefined);
});

Deno.test("class: U17: a page knows again what it has bet, for the same numbers only", () => {
  const values = { "bet:frames": "3:2", "bet:next": 7 };
  assertEquals(chosenOf(values, { id: "frames", seed: 3 }), 2);
  assertEquals(chosenOf(values, { id: "frames", seed: 0 }), undefined);
  assertEquals(chosenOf(values, { id: "next", seed: 0 }), undefined);
});
