import { assertEquals, assertMatch } from "@std/assert";
import { learn, nameOf, NO_CLASSROOM } from "../../components/classroom.ts";
import { type Delay, Delays, perSecond, typical } from "../../components/delays.ts";
import type { WireFrame } from "../../components/frames.ts";
import { Keep } from "../../components/keep.ts";
import { linksIn } from "../../components/links.ts";
import { dataAt, filtered, jsonOf, NO_FILTER, pieceOf } from "../../components/raw.ts";
import { slowed } from "../../components/slow_socket.ts";
import { texts } from "../../components/texts/page.ts";
import { why } from "../../components/why.ts";
import type { Frame } from "../../lib/protocol.ts";
import { FakeClock } from "../support/clock.ts";
import { frame } from "../support/frames.ts";
import { fc, holds } from "../support/property.ts";
import { FakeSocket } from "../support/socket.ts";

const up = (fields: Partial<Frame>, n = 1): WireFrame => ({
  n,
  at: 0,
  direction: "up",
  frame: frame(fields),
});

Deno.test("U4 list: how many frames are in the list, and from which on they are kept", () => {
  const { shown } = texts.raw;
  assertEquals([shown(1, 1, 1), shown(2, 5_000, 1)], ["1 frame", "2 of 5,000 frames"]);
  assertEquals(
    shown(5_027, 5_027, 1_001),
    "5,027 frames, from number 1001 on: earlier ones are not kept",
  );
});

Deno.test("links: addresses of the web, without what ends the sentence", () => {
  assertEquals(linksIn("see https://deno.com/a?b=1. (http://x.test/)"), [
    { text: "see " },
    { text: "https://deno.com/a?b=1", href: "https://deno.com/a?b=1" },
    { text: ". (" },
    { text: "http://x.test/", href: "http://x.test/" },
    { text: ")" },
  ]);
});

Deno.test("links: a bracket that the address opened is its own, and one around it is not", () => {
  const hrefs = (text: string) => linksIn(text).flatMap(({ href }) => href ?? []);
  assertEquals(hrefs("http://x.test/foo_(bar) (http://x.test/[a]) [http://x.test/(b).]"), [
    "http://x.test/foo_(bar)",
    "http://x.test/[a]",
    "http://x.test/(b)",
  ]);
});

Deno.test("links: nothing that runs code is one, and joined the parts are the text", () => {
  for (const text of ["javascript:alert(1)", "data:text/html,x", "https://", "ftp://a.test"]) {
    assertEquals(linksIn(text).filter(({ href }) => href), []);
  }
  const texts = fc.array(fc.constantFrom("https://a.test", " ", ".", "x", "http://", "é🙂", "<b>"));
  holds(texts, (parts) => {
    const text = parts.join("");
    assertEquals(linksIn(text).map(({ text }) => text).join(""), text);
  });
});

Deno.test("U4 filter: by channel, way, sender and text, and nothing filters nothing", () => {
  const frames: WireFrame[] = [
    up({ channel: "chat", data: "Hello" }),
    { ...up({ channel: "file", from: "heron" }), direction: "down" },
  ];
  assertEquals(filtered(frames, NO_FILTER) === frames, true);
  const count = (part: object) => filtered(frames, { ...NO_FILTER, ...part }).length;
  assertEquals(
    [{ channel: "file" }, { direction: "up" }, { sender: "heron" }, { text: "hELLO" }].map(count),
    [1, 1, 1, 1],
  );
  assertEquals(count({ channel: "file", direction: "up" }), 0);
});

Deno.test("U4 list: a narrow row begins with what a frame carries, whatever its labels say", () => {
  const carried = (entry: WireFrame) => jsonOf(entry).slice(dataAt(jsonOf(entry)));
  assertEquals(carried(up({ messageId: '"data":', data: "x" })), '"data":"x"}');
  const run = { ...up({ sequence: 2, total: 9 }), run: { frames: 5, bytes: 6_000 } };
  assertEquals(carried(run), '"frames":5,"bytes":6000}');
  const control = { channel: "$", type: "credit", bytes: 9 };
  assertEquals(carried({ ...up({}), control }), '"type":"credit","bytes":9}');
  assertEquals(carried({ ...up({}), control: { ping: 1 } }), '{"ping":1}');
});

Deno.test("B8: a frame that was brief on the wire is shown in the usual order", () => {
  const brief = { messageId: "a", data: "x", channel: "chat", sequence: 0, total: 1, from: "o" };
  assertEquals(
    jsonOf(up(brief)),
    '{"channel":"chat","messageId":"a","sequence":0,"total":1,"data":"x","from":"o"}',
  );
});

Deno.test("B5: a run is shown with the range of its pieces", () => {
  const run = { ...up({ sequence: 2, total: 9 }), run: { frames: 5, bytes: 6_000 } };
  assertEquals([pieceOf(run), pieceOf(up({ sequence: 2, total: 9 }))], ["3–7/9", "3/9"]);
});

Deno.test("U4 why: the rule that put a frame behind the one before it", () => {
  const frames = [
    up({ channel: "file", messageId: "file-1", total: 2 }, 1),
    up({ channel: "chat", messageId: "chat-2" }, 2),
    up({ channel: "file", messageId: "file-1", sequence: 1, total: 2 }, 3),
  ];
  assertMatch(why(frames, 0, "round-robin"), /cut into 2 pieces \(S1\)/);
  assertMatch(why(frames, 1, "round-robin"), /this message's turn: file-1 .* \(S3\)/);
  assertMatch(why(frames, 1, "priority"), /passed the bulk .* \(T2\)/);
  assertMatch(why(frames, 2, "priority"), /Nobody whom it would keep waiting .* \(T3\)/);
  assertMatch(why(frames, 2, "one-at-a-time"), /chat-2 was over/);
  const down = { ...frames[0]!, direction: "down" as const, frame: frame({ offset: 7 }) };
  assertMatch(why([down], 0, "priority"), /\(P1\): this one has place 7 in the log of chat/);
});

Deno.test("U8 the typical wait is the middle one of the last of its kind", () => {
  const delays = new Delays();
  const add = (ms: number, isBeside: boolean, order: Delay["order"] = "priority") =>
    delays.add({ at: 0, ms, isBeside, order });
  assertEquals(typical(delays.all, true, "priority"), undefined);
  for (const ms of [9_000, 3, 1, 2, 5, 4]) add(ms, true);
  add(100, false);
  add(200, true, "round-robin");
  assertEquals(typical(delays.all, true, "priority"), 3);
  assertEquals(typical(delays.all, false, "priority"), 100);
});

Deno.test("U8 the chart has the longest wait of each second, and gaps where nothing was said", () => {
  const delay = (at: number, ms: number, isBeside = false): Delay => ({
    at,
    ms,
    isBeside,
    order: "priority",
  });
  const series = perSecond([delay(1_100, 5), delay(1_900, 9), delay(3_000, 7, true)], 3_500, 3);
  assertEquals(series, { at: [1, 2, 3], alone: [9, null, null], beside: [null, null, 7] });
});

Deno.test("U8 line: what is sent takes its time, in order, and is told as waiting", () => {
  const clock = new FakeClock();
  const socket = new FakeSocket();
  const speed = { bandwidth: 8_000, delay: 100 };
  const slow = slowed(socket, clock, () => speed);
  slow.send("x".repeat(54));
  slow.send("second");
  assertEquals([socket.sent.length, slow.bufferedAmount], [0, 152]);
  clock.advance(100);
  assertEquals(slow.bufferedAmount, 52);
  clock.advance(99);
  assertEquals(socket.sent.length, 0);
  clock.advance(1);
  assertEquals(socket.sent.length, 1);
  // As quick as it is from now on, but not past what is on its way.
  Object.assign(speed, { bandwidth: 0, delay: 0 });
  slow.send("third");
  clock.advance(52);
  assertEquals(socket.sent.slice(1), ["second", "third"]);
  slow.send("at once");
  assertEquals(socket.sent.at(-1), "at once");
});

Deno.test("M2, M3, M10: a person is called by name, further windows by number, others by their sender", () => {
  const say = (text: string) =>
    learn(room, { from: "otter", channel: "people", messageId: "1", text });
  let room = NO_CLASSROOM;
  room = say('{"name":"Ana","role":"student"}');
  assertEquals(["otter", "otter~2", "heron"].map((from) => nameOf(room, from)), [
    "Ana",
    "Ana (window 2)",
    "heron",
  ]);
  assertEquals(say("no JSON"), room);
  // What they said keeps their name, as long as names are shown.
  room = say('{"name":"Ana","role":"student","removed":true}');
  assertEquals([nameOf(room, "otter"), room.members.size], ["Ana (removed)", 0]);
  room = say('{"role":"student","removed":true}');
  assertEquals(nameOf(room, "otter"), "otter");
});

Deno.test("R1 keep: what was left is there once, and only for the same room", () => {
  const items = new Map<string, string>();
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
  const keep = new Keep(storage, "/ws");
  const ticket = { session: "s", epoch: "e", messages: 1, bytes: {} };
  keep.leave({ ticket, lines: [], files: [] });
  assertEquals(new Keep(storage, "/r/ABC234/ws").take(), { lines: [], files: [] });
  assertEquals(keep.take(), { ticket, lines: [], files: [] });
  // The copy of a window that is still open must not become the same sender.
  assertEquals(keep.take(), { lines: [], files: [] });
  // Of a page of before, which kept less.
  items.set("mux-session /ws", JSON.stringify({ ticket, lines: [] }));
  assertEquals(keep.take(), { ticket, lines: [], files: [] });
  assertEquals(new Keep(undefined, "/ws").take(), { lines: [], files: [] });
});
