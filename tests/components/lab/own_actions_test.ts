import { assertEquals } from "@std/assert";
import type { LoggedFrame } from "../../../components/lab/log.ts";
import { actionsOf, MOST_ACTIONS, MOST_OF_EACH } from "../../../components/lab/own_actions.ts";
import { LINE, simulate } from "../../../components/lab/simulate.ts";
import { split } from "../../../lib/protocol.ts";
import { cut, inTurn, logOf } from "./logs.ts";

/** Frames as this page sent them. */
const sent = (channel: string, messageId: string, data: string, size = 4) =>
  split({ channel, messageId, data }, size);
const up = (entries: readonly LoggedFrame[]): LoggedFrame[] =>
  entries.map((entry) => ({ ...entry, direction: "up" }));

Deno.test("compare: U12: what the page sent is sent again, each message when it began", () => {
  const frames = inTurn(sent("file", "file-1", "ABCDEFGH"), sent("chat", "chat-2", "hi 🚲"));
  const log = [
    ...up(logOf(frames, { start: 5_000 })),
    ...logOf(cut("heron", "chat", "chat-1", "from another"), { start: 6_000 }),
  ];
  const actions = actionsOf(log);
  assertEquals(actions, [
    { at: 0, channel: "file", data: "ABCDEFGH" },
    { at: 10, channel: "chat", data: "hi 🚲" },
  ]);
  const passages = simulate(actions, {
    order: "one-at-a-time",
    chunkSize: 4,
    line: LINE,
    sockets: 1,
  });
  assertEquals(passages.map(({ frame }) => frame.channel), ["file", "file", "chat"]);
});

Deno.test("compare: U12: what was sent again counts once, and what control says not at all", () => {
  const [first, second] = sent("chat", "chat-1", "hello");
  const ack = { ...first!, channel: "$", messageId: "ack" };
  assertEquals(actionsOf(up(logOf([first!, ack, first!, second!]))), [
    { at: 0, channel: "chat", data: "hello" },
  ]);
  assertEquals(actionsOf([]), []);
});

Deno.test("compare: U12: of much the last is taken, and of a long file its beginning", () => {
  const many = Array.from({ length: 14 }, (_, n) => sent("chat", `chat-${n}`, `line ${n}`, 20))
    .flat();
  const actions = actionsOf(up(logOf(many)));
  assertEquals([actions.length, actions[0]!.data, actions[0]!.at], [MOST_ACTIONS, "line 4", 0]);
  const frame = { channel: "file", messageId: "#1", sequence: 0, total: 3_000, data: "" };
  const run = { n: 1, at: 0, direction: "up", frame, run: { frames: 3_000, bytes: 9e6 } } as const;
  assertEquals(actionsOf([run]).map(({ data }) => data.length), [MOST_OF_EACH]);
});
