import { assert, assertEquals } from "@std/assert";
import { fork } from "../../../components/lab/fork.ts";
import { figuresOf, logOf as logOfPassages } from "../../../components/lab/figures.ts";
import type { LoggedFrame } from "../../../components/lab/log.ts";
import { type Knobs, LINE, simulate } from "../../../components/lab/simulate.ts";
import { stateText } from "../../../components/lab/state_hash.ts";
import { cut, inTurn, logOf } from "./logs.ts";

const knobs = (fields: Partial<Knobs> = {}): Knobs => ({
  order: "one-at-a-time",
  chunkSize: 4,
  line: LINE,
  sockets: 1,
  ...fields,
});

const labels = (log: readonly LoggedFrame[]) =>
  log.map(({ frame }) => `${frame.channel} ${frame.sequence + 1}/${frame.total}`);

/** What was completed, whatever the order. */
const said = (log: readonly LoggedFrame[]) => stateText(log).split("\n").sort();

function lesson(): LoggedFrame[] {
  const file = cut("heron", "file", "file-1", "ABCDEFGH", 2);
  const chat = cut("otter", "chat", "chat-1", "hello", 2);
  const later = cut("otter", "chat", "chat-2", "hello", 2);
  return logOf([...inTurn(file, chat), ...later]);
}

Deno.test("fork: what was there stays, and the rest goes by the new order", () => {
  const log = lesson();
  assertEquals(labels(log).slice(0, 5), [
    "file 1/4",
    "chat 1/3",
    "file 2/4",
    "chat 2/3",
    "file 3/4",
  ]);
  const forked = fork(log, 2, knobs({ chunkSize: 2 }));
  assertEquals(forked.slice(0, 2), log.slice(0, 2));
  assertEquals(labels(forked).slice(2), [
    ...["file 2/4", "file 3/4", "file 4/4"],
    ...["chat 2/3", "chat 3/3", "chat 1/3", "chat 2/3", "chat 3/3"],
  ]);
  assertEquals(forked.map(({ n }) => n), log.map(({ n }) => n));
  assert(forked.every(({ at }, n) => n === 0 || at >= forked[n - 1]!.at));
  assertEquals(said(forked), said(log));
});

Deno.test("fork: what begins later is cut anew, what was open is not", () => {
  const forked = fork(lesson(), 2, knobs({ chunkSize: 100 }));
  assertEquals(labels(forked).slice(2), [
    ...["file 2/4", "file 3/4", "file 4/4", "chat 2/3", "chat 3/3"],
    "chat 1/1",
  ]);
  assertEquals(said(forked), said(lesson()));
});

Deno.test("fork: before the first frame all is played anew, after the last nothing", () => {
  const log = lesson();
  assertEquals(said(fork(log, 0, knobs({ chunkSize: 1 }))), said(log));
  assertEquals(fork(log, log.length, knobs()), log);
  assertEquals(fork([], 0, knobs()), []);
});

Deno.test("fork: a message that never was complete keeps its frames", () => {
  const log = lesson().filter(({ n }) => n !== 3);
  const numbered = log.map((entry, index) => ({ ...entry, n: index + 1 }));
  assertEquals(said(fork(numbered, 0, knobs({ chunkSize: 100 }))), said(numbered));
});

Deno.test("fork: the same lesson in turn lets chat arrive sooner", () => {
  const actions = [
    { at: 0, channel: "file", data: "x".repeat(80), from: "heron" },
    { at: 100, channel: "chat", data: "hello", from: "otter" },
  ];
  const passages = simulate(actions, knobs());
  const log = logOfPassages(passages);
  const end = (log: readonly LoggedFrame[]) =>
    log.findLast(({ frame }) => frame.channel === "chat")!.at;
  // The log tells when chat came, not when it was asked for; a fork can only begin from there.
  const early = log.map((entry) => entry.frame.channel === "chat" ? { ...entry, at: 300 } : entry)
    .sort((a, b) => a.at - b.at).map((entry, index) => ({ ...entry, n: index + 1 }));
  const waits = (order: Knobs["order"]) => end(fork(early, 1, knobs({ order })));
  assert(waits("round-robin") < waits("one-at-a-time"));
  assert(figuresOf(passages).chatMs! > 0);
});

Deno.test("fork: runs of bytes go as their pieces, each as long as it was", () => {
  const [head] = cut("heron", "file", "file-1", "head", 4);
  const log: LoggedFrame[] = [
    ...logOf([{ ...head!, total: 3 }]),
    {
      n: 2,
      at: 10,
      direction: "down",
      frame: { ...head!, total: 3, sequence: 1, data: "" },
      run: { frames: 2, bytes: 2_400 },
    },
  ];
  const forked = fork(log, 1, knobs());
  assertEquals(labels(forked), ["file 1/3", "file 2/3", "file 3/3"]);
  assertEquals(forked[2]?.frame.data.length, 1_600);
});
