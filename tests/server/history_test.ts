import { assert, assertEquals } from "@std/assert";
import { MAX_BATCH, MAX_BATCH_LENGTH } from "../../lib/limits.ts";
import { openRoom, type ServerSocket } from "../support/mux_room.ts";

const MINUTE = 60_000;

const frame = (data: string, channel = "chat") => ({
  channel,
  messageId: data,
  sequence: 0,
  total: 1,
  data,
});

/** What came on chat, and when that was, in minutes. */
const heard = (socket: ServerSocket) =>
  socket.frames().filter(({ channel, of }) => (of ?? channel) === "chat").flatMap(
    ({ type, at, data }) => type === "time" ? [at / MINUTE] : data ?? [],
  );

/** A room in which something was said at these times, in seconds. */
function roomWith(said: Readonly<Record<number, string>>) {
  const parts = openRoom();
  const { clock, join, turn } = parts;
  let now = 0;
  const say = (data: string, s = now) => {
    clock.advance((s - now) * 1_000);
    now = s;
    // Somebody else each time: nobody is here for so long without a sign of life.
    join().say(frame(data));
    turn();
  };
  for (const [s, data] of Object.entries(said)) say(data, Number(s));
  return { ...parts, say };
}

Deno.test("H7: history comes with its minutes, each once, and what is said now without", () => {
  const { clock, join, say } = roomWith({ 61: "a", 119: "b", 120: "c", 400: "d" });
  clock.advance(10 * MINUTE);
  const late = join({ read: { chat: "oldest" } });
  assertEquals(heard(late), [1, "a", "b", 2, "c", 6, "d"]);
  say("e");
  assertEquals([heard(late), heard(join())], [["e"], []]);
});

Deno.test("H7, R1: who comes back is told when what they missed was said", () => {
  const { join, say } = roomWith({ 61: "a" });
  const reader = join({ read: { chat: "oldest" } });
  const { session, epoch } = reader.frames()[0];
  reader.onclose?.();
  say("b", 130);
  say("c", 170);
  assertEquals(heard(join({ session, epoch, read: { chat: 1 } })), [2, "b", "c"]);
});

Deno.test("H7: of files, of state and of signs of typing nothing tells when it was", () => {
  const { clock, join, turn } = openRoom();
  const writer = join();
  for (const channel of ["file", "presence", "typing"]) writer.say(frame("x", channel));
  turn();
  clock.advance(1_000);
  const read = { file: "oldest", presence: "oldest", typing: "oldest" };
  const all = join({ read }).frames();
  assert(all.some(({ channel }) => channel === "file"));
  assertEquals(all.filter(({ type }) => type === "time"), []);
});

Deno.test("H7: what is said now and comes late is no history", () => {
  const { join, say, turn } = roomWith({ 115: "a" });
  const slow = join({ read: { chat: "oldest" } });
  assertEquals(heard(slow), [1, "a"]);
  slow.bufferedAmount = 1_000_000;
  say("b");
  say("c", 121);
  assertEquals(heard(slow), []);
  slow.bufferedAmount = 0;
  say("d", 122);
  turn();
  assertEquals(heard(slow), ["b", "c", "d"]);
});

Deno.test("H7, B1, B2: where each line has a minute of its own, no message is too long", () => {
  const said = Array.from({ length: MAX_BATCH }, (_, n) => [60 * n, `${n}`] as const);
  const { join, turn } = roomWith(Object.fromEntries(said));
  const late = join({ read: { chat: "oldest" } });
  turn();
  for (const text of late.texts) {
    assert(text.length <= MAX_BATCH_LENGTH, `${text.length}`);
    const frames = JSON.parse(text);
    assert(!Array.isArray(frames) || frames.length <= MAX_BATCH, `${frames.length} frames`);
  }
  assertEquals(heard(late), said.flatMap(([, data]) => [Number(data), data]));
});
