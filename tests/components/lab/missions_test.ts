import { assert, assertEquals } from "@std/assert";
import { EXPERIMENTS } from "../../../components/experiments.ts";
import type { LoggedFrame } from "../../../components/lab/log.ts";
import {
  type MissionId,
  MISSIONS,
  type MissionView,
  type Progress,
  progressIn,
  progressOf,
  stepsLeft,
} from "../../../components/lab/missions.ts";
import type { Frame } from "../../../lib/protocol.ts";
import { cut, inTurn, logOf } from "./logs.ts";

const NONE: Progress = new Set();
const ME = "otter";

const view = (fields: Partial<MissionView>): MissionView => ({
  log: [],
  me: ME,
  waits: [],
  designed: [],
  ...fields,
});

/** Ids of the steps that are left of a mission. */
function left(id: MissionId, fields: Partial<MissionView>, before = NONE): string[] {
  const mission = MISSIONS.find((mission) => mission.id === id)!;
  return stepsLeft(mission, progressOf(view(fields), before)).map(({ id }) => id);
}

const down = (...messages: readonly Frame[][]) => logOf(messages.flat());

Deno.test("missions: at the start all is left, and no step is done by an empty log", () => {
  assertEquals(progressOf(view({}), NONE), NONE);
  assertEquals(MISSIONS.map(({ id, steps }) => `${id} ${steps.length}`), [
    ...["road 2", "cut 2", "wait 2", "lose 3", "sameId 2", "design 3"],
  ]);
});

Deno.test("missions: the course's four experiments are among them", () => {
  const experiments = MISSIONS.flatMap(({ experiment }) => experiment ?? []);
  assertEquals(new Set(experiments), new Set(EXPERIMENTS));
});

Deno.test("missions: see one road", () => {
  const chat = cut(ME, "chat", "chat-1", "hello");
  const presence = cut(ME, "presence", "p-1", "online");
  const file = cut(ME, "file", "file-1", "ABCDEFGH");
  assertEquals(left("road", { log: down(chat, presence) }), ["three", "between"]);
  assertEquals(left("road", { log: down(chat, presence, file) }), ["between"]);
  assertEquals(left("road", { log: logOf(inTurn(chat, presence, file)) }), []);
  const others = [cut("heron", "file", "file-1", "A"), cut("heron", "presence", "p", "online")];
  assertEquals(left("road", { log: down(chat, ...others) }), ["three", "between"]);
  const [a, b] = cut(ME, "chat", "chat-2", "hello");
  const apart = [cut(ME, "chat", "chat-1", "hi")[0]!, presence[0]!, a!, b!];
  assertEquals(left("road", { log: logOf(apart) }).includes("between"), true);
});

Deno.test("missions: cut it into frames", () => {
  const whole = cut(ME, "chat", "chat-1", "hello", 100);
  const two = cut(ME, "chat", "chat-2", "hello", 4);
  const five = cut(ME, "chat", "chat-3", "hello", 1);
  assertEquals(left("cut", { log: down(whole) }), ["several", "smaller"]);
  assertEquals(left("cut", { log: down(two) }), ["smaller"]);
  assertEquals(left("cut", { log: down(five, two) }), ["smaller"]);
  assertEquals(left("cut", { log: down(two, five.slice(1)) }), ["smaller"]);
  assertEquals(left("cut", { log: down(two, five) }), []);
});

Deno.test("missions: make chat wait, then fix it", () => {
  const wait = (ms: number, isBeside = true) => ({ ms, isBeside });
  assertEquals(left("wait", { waits: [wait(50), wait(3_000, false)] }), ["behind", "passes"]);
  assertEquals(left("wait", { waits: [wait(50), wait(3_000)] }), ["passes"]);
  assertEquals(left("wait", { waits: [wait(3_000), wait(50, false), wait(1_501)] }), ["passes"]);
  assertEquals(left("wait", { waits: [wait(3_000), wait(1_500)] }), []);
});

Deno.test("missions: lose a frame, find it", () => {
  const [first, ...rest] = logOf(cut(ME, "file", "file-1", "ABCDEFGHIJ"));
  const dropped: LoggedFrame = { ...first!, fault: "drop" };
  assertEquals(left("lose", { log: [dropped] }), ["find", "mend"]);
  assertEquals(left("lose", { log: [dropped, ...rest] }), ["mend"]);
  assertEquals(left("lose", { log: [dropped, ...rest, first!] }), []);
});

Deno.test("missions: two people, same id", () => {
  const mine = cut(ME, "chat", "chat-1", "hello");
  const theirs = cut("heron", "chat", "chat-1", "Bob here");
  assertEquals(left("sameId", { log: down(mine) }), ["both", "apart"]);
  assertEquals(left("sameId", { log: down(mine, theirs) }), ["apart"]);
  assertEquals(left("sameId", { log: logOf(inTurn(mine, theirs)) }), []);
  const others = inTurn(cut("wren", "chat", "chat-1", "hello"), theirs);
  assertEquals(left("sameId", { log: logOf(others) }), ["both", "apart"], "Classmates did it");
});

Deno.test("missions: design a channel", () => {
  const long = cut(ME, "mood", "mood-1", "rather good");
  const short = cut(ME, "mood", "mood-2", "good");
  const designed = ["mood"];
  assertEquals(left("design", { log: down(short) }), ["make", "use", "short"]);
  assertEquals(left("design", { designed }), ["use", "short"]);
  assertEquals(left("design", { designed, log: down(long) }), ["short"]);
  assertEquals(left("design", { designed, log: down(long, short) }), []);
});

Deno.test("missions: what was done stays done, also when the log forgets it", () => {
  const done = progressOf(view({ log: down(cut(ME, "chat", "chat-1", "hello")) }), NONE);
  assertEquals([...done], ["cut/several"]);
  assertEquals(progressOf(view({}), done), done);
});

Deno.test("missions: what was done long before anybody looked counts, and what lies across two looks", () => {
  const done = inTurn(
    cut(ME, "file", "f", "ABCDEFGH"),
    cut(ME, "chat", "c", "hello multiplexing"),
    cut(ME, "presence", "p", "online"),
  );
  const crowd = (id: string, n: number) => cut("heron", "chat", id, "x".repeat(n), 1);
  const shows = (before: number, after: number, looked = 0) => {
    const log = logOf([...crowd("a", before), ...done, ...crowd("b", after)]);
    const progress = progressIn(view({ log }), NONE, looked);
    return MISSIONS[0]!.steps.every(({ id }) => progress.has(`road/${id}`));
  };
  assert(shows(0, 0));
  assert(shows(10, 4_000));
  for (const before of [495, 498, 995, 998, 2_499]) assert(shows(before, 2_000), `${before}`);
  // The first half of it was there at the last look, and the second was not.
  assert(shows(2_000, 0, 2_004));
  assert(!shows(10, 4_000, 3_000), "It was looked at, and is not looked at again");
});

Deno.test("missions: what was said before the page came counts for nothing", () => {
  const file = cut(ME, "file", "file-1", "ABCDEFGH");
  const large = cut(ME, "own", "own-1", "hello", 5);
  const mine = [cut(ME, "chat", "chat-1", "hello"), cut(ME, "chat", "chat-2", "hello", 2), large];
  const frames = inTurn(...mine, cut("heron", "chat", "chat-1", "hello"), file);
  const live: LoggedFrame[] = [
    { ...logOf(file)[0]!, fault: "drop" as const },
    ...logOf([...frames, ...cut(ME, "chat", "chat-3", "hello", 2)]),
    ...logOf(cut(ME, "chat", "chat-4", "hello")),
  ].map((entry, n) => ({ ...entry, n: n + 1 }));
  const done = progressOf(view({ log: live, designed: ["own"] }), NONE);
  const history = live.map((entry) => ({ ...entry, isHistory: true }));
  const kept = progressIn(view({ log: history, designed: ["own"] }), NONE, 0);
  assertEquals([...done].filter((step) => !kept.has(step)).toSorted(), [
    ...["cut/several", "cut/smaller", "design/short", "design/use"],
    ...["lose/drop", "lose/find", "lose/mend", "road/between", "road/three"],
    ...["sameId/apart", "sameId/both"],
  ]);
  assertEquals([...kept], ["design/make"]);
});
