import { assert, assertEquals, assertGreater } from "@std/assert";
import { LOOK_MS } from "../../lib/heartbeat.ts";
import { MAX_BATCH_LENGTH } from "../../lib/limits.ts";
import { MemoryRoomStore } from "../../server/logs/memory_store.ts";
import type { Retention } from "../../server/logs/log.ts";
import { openRoom } from "../support/mux_room.ts";

function frame(n: number, channel = "chat") {
  return { channel, messageId: `${channel}-${n}`, sequence: 0, total: 1, data: `${n}` };
}

Deno.test("G1, G2: a reader that falls behind retention is told what it will not get, and no more", () => {
  class ShortStore extends MemoryRoomStore {
    override log(channel: string, retention: Retention, now: () => number) {
      return super.log(channel, { ...retention, frames: 10 }, now);
    }
  }
  const { turn, join } = openRoom({ store: new ShortStore() });
  const writer = join();
  const reader = join();
  reader.frames();
  reader.bufferedAmount = 1_000_000;
  for (let n = 0; n < 50; n++) {
    writer.say(frame(n));
    turn();
  }
  assertEquals(reader.frames(), []);
  reader.bufferedAmount = 0;
  writer.say(frame(50));
  turn();
  const [gap, ...rest] = reader.frames();
  assertEquals(gap, {
    channel: "$",
    type: "gap",
    of: "chat",
    from: 0,
    to: 41,
    reason: "retention",
  });
  assertEquals(rest.map(({ offset }: { offset: number }) => offset), [
    41,
    42,
    43,
    44,
    45,
    46,
    47,
    48,
    49,
    50,
  ]);
});

Deno.test("G1, G2: what was cleared before a reader had it is told, and so is who comes back", () => {
  const { room, turn, join } = openRoom();
  const writer = join();
  const reader = join();
  const { session, epoch } = reader.frames()[0];
  reader.bufferedAmount = 1_000_000;
  for (const n of [0, 1, 2]) writer.say(frame(n));
  turn();
  room.channel("chat")!.log.clear();
  reader.bufferedAmount = 0;
  writer.say(frame(3));
  turn();
  const gap = { channel: "$", type: "gap", of: "chat", from: 0, to: 3, reason: "cleared" };
  const [said, next] = reader.frames();
  assertEquals([said, next.offset, next.data], [gap, 3, "3"]);
  const again = join({ session, epoch, read: { chat: 0 } });
  assertEquals(again.frames().slice(1).map(({ type, data }) => data ?? type), [
    "gap",
    "time",
    "3",
  ]);
});

Deno.test("T6: of an ephemeral channel a reader that is behind gets nothing old, and no gap", () => {
  const { clock, turn, join } = openRoom();
  const writer = join();
  const reader = join();
  reader.frames();
  reader.bufferedAmount = 1_000_000;
  writer.say(frame(1, "typing"));
  turn();
  clock.advance(4_000);
  reader.bufferedAmount = 0;
  writer.say(frame(2));
  turn();
  assertEquals(reader.frames().map(({ messageId }) => messageId), ["chat-2"]);
});

Deno.test("fan-out: who stands at the same place gets the very same text, once a turn", () => {
  const { turn, join } = openRoom();
  const writer = join();
  const readers = Array.from({ length: 5 }, () => join());
  for (const reader of readers) reader.frames();
  writer.say(frame(0), frame(1));
  turn();
  for (const reader of readers) reader.frames();
  writer.say(...Array.from({ length: 20 }, (_, n) => frame(n + 2)));
  turn();
  for (const reader of readers) {
    assertEquals(reader.texts.length, 1);
    assertEquals(JSON.parse(reader.texts[0]!).length, 20);
  }
});

Deno.test("fan-out, B1: more than a message holds is the same few texts for all, each frame once and in order", () => {
  const { turn, join } = openRoom();
  const writers = Array.from({ length: 4 }, () => join());
  const readers = Array.from({ length: 3 }, () => join());
  const credit = { channel: "$", type: "credit", of: "chat", bytes: 1_000_000, frames: 1_000 };
  for (const reader of readers) reader.say(credit);
  turn();
  for (const reader of readers) reader.frames();
  const data = "x".repeat(16_000);
  for (const writer of writers) {
    writer.say(...Array.from({ length: 10 }, (_, n) => ({ ...frame(n), data })));
  }
  // Who comes while it is on its way reads on from where it came.
  const late = join();
  late.frames();
  for (let n = 0; n < 6; n++) turn();
  const shared = new Set(readers.map((reader) => reader.texts.join("\n")));
  assertEquals(shared.size, 1);
  for (const reader of readers) {
    assert(reader.texts.every((text) => text.length <= MAX_BATCH_LENGTH));
    const offsets = reader.frames().map(({ offset }: { offset: number }) => offset);
    assertEquals(offsets, [...Array(40).keys()]);
  }
  assertEquals(late.frames().filter(({ channel }: { channel: string }) => channel === "chat"), []);
});

Deno.test("L1, L3, X5: silence is asked after, and who stays silent is closed with 4408", () => {
  const { clock, room, turn, join } = openRoom();
  const reader = join();
  reader.frames();
  clock.advance(15_000);
  turn();
  assertEquals(reader.frames().map(({ type }) => type), ["ping"]);
  clock.advance(14_000);
  reader.say({ channel: "$", type: "pong", id: 1 });
  clock.advance(15_000);
  turn();
  assertEquals(reader.frames().map(({ type }) => type), ["ping"]);
  clock.advance(15_000 + LOOK_MS);
  assertEquals(room.size, 0);
});

Deno.test("L3, X5: a server that was busy itself reads what came before it gives anybody up", () => {
  const { clock, room, turn, join } = openRoom();
  const reader = join();
  reader.frames();
  // Nothing ran, nobody was asked.
  clock.skip(60_000);
  clock.advance(0);
  turn();
  assertEquals(reader.frames().map(({ type }) => type), ["ping"]);
  // The timers run first, then the socket is read.
  clock.skip(60_000);
  clock.advance(0);
  reader.say({ channel: "$", type: "pong", id: 1 });
  clock.advance(LOOK_MS);
  assertEquals(room.size, 1);
});

Deno.test("H1, X5: a hello that lay unread while the server was busy is not too late", () => {
  const { clock, room, turn, open } = openRoom();
  const [early, late] = [open(), open()];
  clock.skip(60_000);
  clock.advance(0);
  early.say({ channel: "$", type: "hello", version: 1 });
  clock.advance(LOOK_MS);
  late.say({ channel: "$", type: "hello", version: 1 });
  turn();
  assertEquals([early.frames().length, late.frames().length, room.size], [1, 0, 1]);
  early.onclose?.();
});

Deno.test("R4: a session is kept for 120 s, then its holder is a new sender", () => {
  const { clock, join } = openRoom();
  const first = join();
  const { session, from } = first.frames()[0];
  first.onclose?.();
  clock.advance(119_000);
  const second = join({ session });
  const again = second.frames()[0];
  assertEquals([again.resumed, again.from], [true, from]);
  second.onclose?.();
  clock.advance(121_000);
  const { resumed, accepted } = join({ session }).frames()[0];
  assertEquals([resumed, accepted], [false, undefined]);
});

Deno.test("T1: control goes to a full socket, data waits, and goes on by itself", () => {
  const { clock, turn, join } = openRoom();
  const writer = join();
  const reader = join();
  reader.frames();
  reader.bufferedAmount = 1_000_000;
  writer.say(frame(1));
  reader.say({ channel: "$", type: "ping", id: 9 });
  turn();
  assertEquals(reader.frames().map(({ type }) => type), ["pong"]);
  reader.bufferedAmount = 0;
  clock.advance(20);
  turn();
  assertGreater(reader.texts.length, 0);
  assertEquals(reader.frames().map(({ messageId }) => messageId), ["chat-1"]);
});

Deno.test("X3: who speaks and never reads is closed with 1013, not kept in our memory", async () => {
  const { room, join } = openRoom();
  const socket = join();
  socket.bufferedAmount = 8_000_001;
  socket.say(frame(1));
  assertEquals(room.size, 0);
  assertEquals(await socket.closed, 1013);
});

Deno.test("mux.v1: a socket that stays full is looked at less and less often, and not forgotten", () => {
  const { clock, turn, join } = openRoom();
  const writer = join();
  const reader = join();
  reader.frames();
  reader.bufferedAmount = 1_000_000;
  writer.say(frame(0));
  turn();
  let looks = 0;
  for (let n = 0; n < 1_000; n++) {
    const before = clock.waiting;
    clock.advance(10);
    // Its timer is gone until the turn asks for the next one.
    if (clock.waiting < before) looks++;
    turn();
  }
  assert(looks > 50 && looks < 100, `${looks} looks in 10 s`);
  reader.bufferedAmount = 0;
  clock.advance(160);
  turn();
  assertEquals(reader.frames().filter(({ channel }) => channel === "chat").length, 1);
});
