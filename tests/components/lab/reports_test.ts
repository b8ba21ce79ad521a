import { assert, assertEquals } from "@std/assert";
import { BET_IDS, betOf } from "../../../components/lab/bets.ts";
import { MISSIONS } from "../../../components/lab/missions.ts";
import { reportProgress, reportVote } from "../../../components/lab/reports.ts";
import { readReports } from "../../../components/lab/reports_read.ts";
import { CLIENT_WORDS } from "../../../lib/client_words.ts";
import { parseControl } from "../../../lib/control.ts";

const every = new Set(
  MISSIONS.flatMap(({ id, steps }) => steps.map((step) => `${id}/${step.id}`)),
);
const nameOf = (id: string) => id.toUpperCase();

Deno.test("M20: all that a page can report fits into one report", () => {
  const votes = BET_IDS.map((bet) => reportVote({ bet, seed: 999_999_999, option: 7 }));
  const values = Object.assign({}, ...votes, reportProgress(every));
  const result = parseControl({ channel: "$", type: "report", values }, CLIENT_WORDS);
  assert(result.ok, result.ok ? "" : result.error.message);
});

Deno.test("reports: what was reported is read again", () => {
  const progress = new Set(["lose/drop", "lose/mend", "cut/several"]);
  const vote = { bet: "frames" as const, seed: 3, option: 1 };
  const { students, votes } = readReports({
    otter: { ...reportProgress(progress), ...reportVote(vote) },
    heron: reportProgress(every),
  }, nameOf);
  assertEquals(students.map(({ from, name }) => `${from} ${name}`), ["otter OTTER", "heron HERON"]);
  assertEquals([...students[0]!.progress].sort(), [...progress].sort());
  assertEquals(students[1]!.progress, every);
  assertEquals(votes, [{ from: "otter", ...vote }]);
  assert(betOf("frames", 3).options.length > vote.option);
});

Deno.test("reports: what is begun is said, and what means nothing is passed over", () => {
  assertEquals(reportProgress(new Set()), {});
  const values = {
    ...{ "bet:frames": "x:1", "bet:next": 7, "bet:constructor": "0:1", "mission:cut": 99 },
    ...{ "mission:road": 1.5, "mission:lose": "3", mood: "good" },
  };
  const { students, votes } = readReports({ otter: values }, nameOf);
  assertEquals(votes, []);
  assertEquals(students[0]!.progress, new Set());
});
