import { assertEquals } from "@std/assert";
import { encodeRun, PIECE_BYTES, readRuns } from "../../lib/bulk.ts";
import type { Pass } from "../../server/person.ts";
import { openRoom, type ServerSocket } from "../support/mux_room.ts";
import { FakeReader } from "../support/reader.ts";
import { FILES, openSqlite } from "./logs/sqlite_bench.ts";

const chat = (n: number) => ({
  channel: "chat",
  messageId: `chat-${n}`,
  sequence: 0,
  total: 1,
  data: `${n}`,
});

/** A room on a disk. */
async function open() {
  const bench = await openSqlite();
  let { room, join, turn } = openRoom({ store: bench.room });
  return {
    bench,
    get room() {
      return room;
    },
    join: (hello?: Record<string, unknown>, pass?: Pass) => join(hello, pass),
    /** Ends the turn: what came is written, then acked and told. */
    async turn() {
      bench.turn();
      await undefined;
      turn();
    },
    /** The server ends in the middle of whatever it does, and begins anew. */
    async crash() {
      await bench.reopen!();
      ({ room, join, turn } = openRoom({ store: bench.room }));
    },
    [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose](),
  };
}

/** Types of control frames, and data of others. */
const words = (socket: ServerSocket) => socket.frames().map(({ type, data }) => type ?? data);

Deno.test({
  name: "K1, K3: what is acked is on the disk, and nobody hears of it sooner",
  ...FILES,
  async fn() {
    await using server = await open();
    const [one, two] = [server.join(), server.join()];
    for (const socket of [one, two]) socket.frames();
    one.say(chat(1), chat(2));
    await undefined;
    assertEquals([one.frames(), two.frames()], [[], []]);
    await server.turn();
    assertEquals([words(one), words(two)], [["ack", "1", "2"], ["1", "2"]]);
  },
});

Deno.test({
  name: "R1, R2: after a crash a client is who it was, and is told exactly what the log has",
  ...FILES,
  async fn() {
    await using server = await open();
    const [first, other] = [server.join(), server.join()];
    const { session, epoch, from } = first.frames()[0];
    first.say(chat(1), chat(2));
    await server.turn();
    first.say(chat(3));
    await server.crash();
    const again = server.join({ session, epoch, read: { chat: 1 } });
    const [welcome, ...news] = again.frames();
    assertEquals([welcome.resumed, welcome.from, welcome.epoch], [true, from, epoch]);
    const { accepted, credit } = welcome.channels.chat;
    assertEquals([accepted, credit], [2, { bytes: 262_146, frames: 4_098 }]);
    assertEquals(news.map(({ type, data }) => type ?? data), ["time", "2"]);
    again.say(chat(2), chat(3));
    await server.turn();
    assertEquals(words(again), ["ack", "3"]);
    // The names of those who may still come back are theirs.
    const newcomer = server.join().frames()[0];
    const { from: others } = other.frames()[0];
    assertEquals(new Set([newcomer.from, from, others]).size, 3);
  },
});

Deno.test({
  name: "R4: a session that was left long before a crash is not known after it",
  ...FILES,
  async fn() {
    await using server = await open();
    const one = server.join();
    const { session } = one.frames()[0];
    one.onclose?.();
    const kept = server.room.sessions.resume(session)!;
    server.room.sessions.release(kept);
    kept.kept.until = -1;
    server.room.sessions.save(kept);
    await server.turn();
    await server.crash();
    assertEquals(server.join({ session }).frames()[0].resumed, false);
    await server.turn();
    await server.crash();
    assertEquals([...server.bench.room.sessions.load()].map(({ token }) => token === session), [
      false,
    ]);
  },
});

Deno.test({
  name: "R1: who comes back is told what the log has once it has all that was on its way",
  ...FILES,
  async fn() {
    await using server = await open();
    const first = server.join();
    const { session } = first.frames()[0];
    await server.turn();
    first.say(chat(1), chat(2));
    const second = server.join({ session });
    const third = server.join({ session });
    assertEquals([second.frames(), third.frames()], [[], []]);
    await server.turn();
    await server.turn();
    const [welcome] = third.frames();
    assertEquals([welcome.resumed, welcome.channels.chat.accepted], [true, 2]);
    // Each was replaced by the one after it.
    assertEquals([await first.closed, await second.closed, second.frames()], [1001, 1001, []]);
  },
});

Deno.test({
  name: "B3: a message in bytes goes on after a crash, under the number that its readers know",
  ...FILES,
  async fn() {
    await using server = await open();
    const one = server.join();
    const { session } = one.frames()[0];
    const say = (socket: ServerSocket, sequence: number) => {
      const payload = new Uint8Array(PIECE_BYTES);
      const run = encodeRun({ channel: 2, message: 9, sequence, offset: 0, payload });
      socket.onmessage?.({ data: run.buffer as never });
    };
    one.say(chat(1), { ...chat(1), channel: "file", total: 4 });
    one.say({ channel: "file", messageId: "f", sequence: 0, total: 3, data: "head,", number: 9 });
    say(one, 1);
    await server.turn();
    await server.crash();
    const again = server.join({ session });
    assertEquals(again.frames()[0].channels.file.accepted, 3);
    say(again, 2);
    await server.turn();
    const { log } = server.room.channel("file")!;
    const numbers = [2, 3].map((offset) => log.at(offset)!.encoded as Uint8Array)
      .map((encoded) => readRuns(encoded).runs[0]!.message);
    assertEquals(numbers, [1, 1]);
  },
});

Deno.test({
  name: "P7: when a room begins, those who were here before have left",
  ...FILES,
  async fn() {
    await using server = await open();
    const one = server.join();
    const { session } = one.frames()[0];
    const online = { channel: "presence", messageId: "p", sequence: 0, total: 1, data: "online" };
    one.say(online);
    const reader = new FakeReader();
    const plain = server.room.join(reader);
    plain.publish(online);
    await server.turn();
    for (let crashes = 0; crashes < 2; crashes++) {
      await server.crash();
      await server.turn();
      const { log } = server.room.channel("presence")!;
      const said: string[] = [];
      for (let entry = log.at(0); entry; entry = log.at(entry.offset + entry.frames)) {
        said.push(`${entry.from} ${JSON.parse((entry.encoded as { text: string }).text).data}`);
      }
      assertEquals(said, [`badger left`, `bear left`]);
    }
    // It is not the one who was on the plain wire.
    assertEquals(server.join().frames()[0].from, "beaver");
    assertEquals(server.join({ session }).frames()[0].from, "badger");
  },
});

Deno.test({
  name: "K1, R5: what was refused, or is in no log, is acked once its count is on the disk",
  ...FILES,
  async fn() {
    await using server = await open();
    const why = { rule: "M8", message: "paused" };
    const paused: Pass = {
      person: { id: "otter", name: "Ana", role: "student", room: "ABC234" },
      until: Infinity,
      newSender: () => "otter",
      check: (channel) => channel === "chat" ? why : undefined,
      command: () => why,
      through: (member) => member,
      enter: () => () => {},
      greeting: () => undefined,
    };
    const one = server.join({}, paused);
    const { session } = one.frames()[0];
    one.say(chat(1), { ...chat(2), channel: "typing" });
    // Its error waits for nothing.
    assertEquals(words(one), ["error"]);
    await server.turn();
    assertEquals(words(one), ["ack", "ack", "2"]);
    one.say(chat(3));
    await server.crash();
    const { resumed, channels } = server.join({ session }, paused).frames()[0];
    assertEquals([resumed, channels.typing.accepted], [true, 1]);
    assertEquals([channels.chat.accepted, channels.chat.refused], [1, [{
      from: 0,
      to: 1,
      ...why,
    }]]);
  },
});

Deno.test({
  name: "M21: after a crash the room has its own channels, what was said on them, and no other",
  ...FILES,
  async fn() {
    await using server = await open();
    const one = server.join();
    const [{ session, epoch }] = one.frames();
    const design = { shape: "arrow", colour: "brown" };
    for (const [name, letter] of [["mood", "M"], ["gone", "G"], ["map", "A"]]) {
      const kind = name === "map" ? { class: "bulk" } : {};
      one.say({ channel: "$", type: "declare", name, letter, ...design, ...kind });
    }
    for (const channel of ["mood", "gone", "map"]) one.say({ ...chat(1), channel });
    one.say({ channel: "$", type: "withdraw", name: "gone" });
    await server.turn();
    await server.crash();
    const { own, channels } = server.room;
    assertEquals(own.list.map(({ name, by }) => `${name} by ${by}`), [
      "mood by badger",
      "map by badger",
    ]);
    assertEquals(channels.length, 7);
    const read = { mood: 0, map: 0 };
    const [welcome, ...rest] = server.join({ session, epoch, read }).frames();
    const { mood, map } = welcome.channels;
    assertEquals([mood.accepted, map.accepted, map.class], [1, 1, "bulk"]);
    const said = rest.filter(({ channel }) => channel === "mood" || channel === "map");
    assertEquals(said.map(({ channel, data }) => `${channel} ${data}`), ["mood 1", "map 1"]);
    // A name of before is free, and its offsets go on.
    const two = server.join();
    two.say({ channel: "$", type: "declare", name: "gone", letter: "G", ...design });
    two.say({ ...chat(2), channel: "gone" });
    await server.turn();
    const again = two.frames().filter(({ channel }) => channel === "gone");
    assertEquals(again.map(({ data, offset }) => [data, offset]), [["2", 1]]);
  },
});
