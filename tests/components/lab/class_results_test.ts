import { assert, assertEquals } from "@std/assert";
import { betOf } from "../../../components/lab/bets.ts";
import {
  type ClassResults,
  histogramOf,
  toCsv,
  toNdjson,
  type Vote,
} from "../../../components/lab/class_results.ts";

const { options, answer } = betOf("frames", 0);
const right = options.indexOf(answer);

const vote = (from: string, option: number, fields: Partial<Vote> = {}): Vote => ({
  ...{ from, bet: "frames", seed: 0, option },
  ...fields,
});

const results: ClassResults = {
  students: [
    { from: "otter", name: "Ana", progress: new Set(["road/three", "road/between"]) },
    { from: "heron", name: '=HYPERLINK("x"),', progress: new Set(["cut/several"]) },
  ],
  votes: [vote("heron", 0), vote("otter", right), vote("heron", right + 9), vote("otter", right)],
};

Deno.test("histogram: hidden until it is revealed, but for how many voted", () => {
  const votes = [vote("otter", right), vote("heron", 0)];
  assertEquals(histogramOf(votes, "frames", 0, false), {
    question: betOf("frames", 0).question,
    votes: 2,
  });
  const { bars } = histogramOf(votes, "frames", 0, true);
  assertEquals(
    bars?.map((bar) => bar.votes),
    options.map((_, n) => n === right || n === 0 ? 1 : 0),
  );
  assertEquals(bars?.filter(({ isAnswer }) => isAnswer).map(({ option }) => option), [answer]);
});

Deno.test("histogram: a person has one vote, the last, and only for what there is", () => {
  const votes = [
    ...[vote("otter", 0), vote("otter", right), vote("heron", 99), vote("eagle", -1)],
    ...[vote("ibis", 0, { seed: 1 }), vote("ibis", 0, { bet: "next" })],
  ];
  const { votes: count, bars } = histogramOf(votes, "frames", 0, true);
  assertEquals(count, 1);
  assertEquals(bars?.[right]?.votes, 1);
});

Deno.test("class results: as CSV, nobody is named", () => {
  const csv = toCsv(results);
  assertEquals(csv.split("\r\n").slice(0, 3), [
    "person,bet frames,bet next,bet missing,bet finishesFirst,bet beside,bet sameId,bet repeat," +
    "mission road,mission cut,mission wait,mission lose,mission sameId,mission design",
    "s1,right,,,,,,,2/2,0/2,0/2,0/3,0/2,0/3",
    "s2,,,,,,,,0/2,1/2,0/2,0/3,0/2,0/3",
  ]);
  for (const word of ["otter", "heron", "Ana"]) assert(!csv.includes(word), word);
});

Deno.test("class results: with names on request, and no cell is a formula", () => {
  const lines = toCsv(results, { names: true }).split("\r\n");
  assertEquals(lines[1]?.startsWith("otter,Ana,right,"), true);
  assertEquals(lines[2]?.startsWith(`heron,"'=HYPERLINK(""x""),",`), true);
  for (const name of ["+1", "-1", "@x", "\tx", "\r", "＝1"]) {
    const [student] = results.students;
    const csv = toCsv({ students: [{ ...student!, name }], votes: [] }, { names: true });
    assert(/otter,"?'/.test(csv), name);
  }
});

Deno.test("class results: as lines of JSON, the first about the file", () => {
  const lines = toNdjson(results).trim().split("\n").map((line) => JSON.parse(line));
  assertEquals(lines[0], { mux: "results", version: 1, people: 2, names: false });
  assertEquals(lines[1].person, "s1");
  assertEquals(lines[1].bets, [{ bet: "frames", seed: 0, chosen: answer, isRight: true }]);
  assertEquals(lines[2].missions.cut, { done: 1, of: 2 });
  assertEquals(toNdjson(results, { names: true }).includes('"name":"Ana"'), true);
});
