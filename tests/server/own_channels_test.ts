import { assert, assertEquals } from "@std/assert";
import type { Declare } from "../../lib/commands.ts";
import { CLASSROOM_CHANNELS } from "../../lib/channels.ts";
import { commandInLobby } from "../../server/lobby.ts";
import { MAX_OWN_NAMES } from "../../server/limits.ts";
import { Room } from "../../server/room.ts";
import { createClassroom } from "../support/classroom.ts";
import { serveClasses } from "../support/classroom_server.ts";
import { Client } from "../support/client.ts";
import { frame } from "../support/frames.ts";
import { joinMux, type Seen } from "../support/mux_client.ts";
import { openRoom, type ServerSocket } from "../support/mux_room.ts";
import { serveWire, WIRE } from "../support/server.ts";

const MOOD = { name: "mood", letter: "M", shape: "diamond", colour: "teal" } as const;

const declare = (design: Partial<Declare> = {}) => ({ type: "declare", ...MOOD, ...design });

const control = (words: object) => ({ channel: "$", ...words });

const mood = (messageId: string, data = messageId) => ({
  channel: "mood",
  messageId,
  sequence: 0,
  total: 1,
  data,
});

/** What is said on a socket: types of control frames, and data of others by channel. */
const words = (socket: ServerSocket) =>
  socket.frames().map(({ type, of, channel, data, rule }) =>
    rule ? `${rule} ${of}` : type ? `${type} ${of}` : `${channel} ${data}`
  );

const TOLD = JSON.stringify({ channels: [{ ...MOOD, class: "interactive", by: "badger" }] });

Deno.test("M21, H5: who is there gets terms, then hears of it on room, and speaks on it", () => {
  const { join, turn } = openRoom();
  const [one, two] = [join(), join()];
  for (const socket of [one, two]) socket.frames();
  one.say(control(declare()));
  turn();
  const [terms, told] = two.frames();
  assertEquals(terms, {
    ...{ channel: "$", type: "terms", of: "mood", number: 5, class: "interactive" },
    ...{ read: 0, next: 0, accepted: 0, credit: { bytes: 262_144, frames: 4_096 } },
  });
  assertEquals([told.channel, told.from, told.data], ["room", "$", TOLD]);
  assertEquals(words(one), ["terms mood", `room ${TOLD}`]);
  two.say(mood("fine"));
  turn();
  assertEquals([words(two), words(one)], [["ack mood", "mood fine"], ["mood fine"]]);
});

Deno.test("M21, H5: what is said in the same turn as it is declared reaches everybody", () => {
  const { join, turn } = openRoom();
  const [one, two] = [join(), join()];
  for (const socket of [one, two]) socket.frames();
  one.say(control(declare()));
  one.say(mood("first"), mood("second"));
  turn();
  assertEquals(words(two), [
    "terms mood",
    `room ${TOLD}`,
    "time mood",
    "mood first",
    "mood second",
  ]);
});

Deno.test("H1: who comes later has it in the welcome, and with * all that was said on it", () => {
  const { join, turn } = openRoom();
  const one = join();
  one.say(control(declare()));
  one.say(mood("before"));
  turn();
  for (const [read, heard] of [[{ "*": "oldest" }, ["mood before"]], [{ "*": "latest" }, []]]) {
    const socket = join({ read });
    const [welcome, ...rest] = socket.frames();
    assertEquals(welcome.channels.mood.number, 5);
    const said = rest.map(({ channel, data }) => `${channel} ${data}`);
    assertEquals(said.filter((line) => line.startsWith("mood")), heard);
    assert(said.includes(`room ${TOLD}`));
  }
  // One that is named begins where its name says, and `*` means nothing to the others.
  const named = join({ read: { mood: "latest", "*": "oldest" } });
  assertEquals(words(named).slice(1), [`room ${TOLD}`]);
});

Deno.test("R1, R2: an own channel is resumed, acked and counted like any other", () => {
  const { join, turn } = openRoom();
  const one = join();
  const [{ session, epoch }] = one.frames();
  one.say(control(declare()));
  one.say(mood("1"));
  turn();
  one.onclose?.();
  const again = join({ session, epoch, read: { mood: 0 } });
  const [welcome, ...rest] = again.frames();
  assertEquals([welcome.resumed, welcome.channels.mood.accepted], [true, 1]);
  assert(rest.some(({ channel, data }) => channel === "mood" && data === "1"));
  again.say(mood("1"), mood("2"));
  turn();
  assertEquals(words(again), ["ack mood", "mood 2"]);
});

Deno.test("M21: bulk carries bytes, and what is interactive does not (B3)", () => {
  const { join, turn } = openRoom();
  const one = join();
  const map = { name: "map", letter: "A", class: "bulk" } as const;
  one.say(control(declare()), control(declare(map)));
  turn();
  one.frames();
  one.say({ ...mood("1"), number: 0 }, { ...mood("2"), channel: "map", total: 2, number: 0 });
  one.say({ channel: "$", type: "credit", of: "map", bytes: 99, frames: 99 });
  turn();
  assertEquals(words(one), ["B3 undefined", "ack map", "map 2"]);
});

Deno.test("M21: a name, a letter and a place are one channel's", () => {
  const { classroom: { room }, admit, command, said } = createClassroom();
  const [ana, ben] = [admit("Ana"), admit("Ben")];
  assertEquals(command(ana, declare()), undefined);
  assertEquals(command(ben, declare({ letter: "X" })), "M21");
  assertEquals(command(ben, declare({ name: "weather" })), "M21");
  for (const [name, letter] of [["a", "A"], ["b", "B"], ["d", "D"]]) {
    assertEquals(command(ben, declare({ name: name!, letter: letter! })), undefined);
  }
  assertEquals(command(ben, declare({ name: "e", letter: "E" })), "M21");
  const names = room.own.list.map(({ name, by }) => `${name} by ${by}`);
  const who = [`mood by ${ana.id}`, ...["a", "b", "d"].map((name) => `${name} by ${ben.id}`)];
  assertEquals(names, who);
  assertEquals(said("room")["$"].channels, [...room.own.list]);
});

Deno.test("M21, M9, M8: who may not speak declares nothing, and a teacher always may", () => {
  const { admit, command } = createClassroom();
  const [teacher, ana] = [admit("Ms Lee", "teacher"), admit("Ana")];
  command(teacher, { type: "mute", who: ana.id, on: true });
  assertEquals(command(ana, declare()), "M9");
  command(teacher, { type: "mute", who: ana.id, on: false });
  command(teacher, { type: "pause", on: true });
  assertEquals(command(ana, declare()), "M8");
  assertEquals(command(teacher, declare()), undefined);
});

Deno.test("M22: a teacher, and who declared it, take it away; what was said on it goes with it", () => {
  const { classroom: { room }, admit, pass, command, said } = createClassroom();
  const [teacher, ana, ben] = [admit("Ms Lee", "teacher"), admit("Ana"), admit("Ben")];
  const withdraw = { type: "withdraw", name: "mood" };
  assertEquals(command(teacher, withdraw), "M22");
  command(ana, declare());
  room.join({ send() {}, close() {} }, ana.id).publish(mood("1"));
  assertEquals(command(ben, withdraw), "M22");
  assertEquals(pass(ben).check("mood"), undefined);
  assertEquals(command(teacher, withdraw), undefined);
  assertEquals(said("room")["$"].channels, []);
  assertEquals(room.channel("mood")!.log.at(0), undefined);
  // Not even a teacher speaks on what is gone.
  for (const who of [teacher, ana]) assertEquals(pass(who).check("mood")?.rule, "M22");
  assertEquals(command(ana, declare()), undefined);
  assertEquals(command(ana, withdraw), undefined);
});

Deno.test("M22, H5: taken away it is refused; there again, its offsets and counts go on", () => {
  const { join, turn } = openRoom();
  const one = join();
  one.say(control(declare()));
  one.say(mood("1"));
  turn();
  one.say(control({ type: "withdraw", name: "mood" }), mood("2"));
  turn();
  one.frames();
  // To who comes now, it is not there.
  const two = join();
  const [welcome] = two.frames();
  assertEquals(Object.keys(welcome.channels), ["chat", "presence", "file", "typing", "room"]);
  two.say(mood("x"));
  turn();
  assertEquals(words(two)[0], "M22 mood");
  one.say(control(declare({ shape: "arrow" })));
  one.say(mood("3"));
  turn();
  const heard = one.frames().filter(({ channel, type }) => channel === "mood" || type === "ack");
  assertEquals(heard.map(({ frames, offset }) => frames ?? offset), [3, 1]);
  const [terms, told, , said] = two.frames();
  assertEquals([terms.of, terms.read, terms.accepted], ["mood", 1, 1]);
  assertEquals(JSON.parse(told.data).channels[0].shape, "arrow");
  assertEquals([said.data, said.offset], ["3", 1]);
});

Deno.test("M21: one that is taken away before anybody turned leaves no trace but its place", () => {
  const { join, turn } = openRoom();
  const [one, two] = [join(), join()];
  for (const socket of [one, two]) socket.frames();
  const weather = { name: "weather", letter: "W" };
  one.say(...[declare(), { type: "withdraw", name: "mood" }, declare(weather)].map(control));
  one.say({ ...mood("rain"), channel: "weather" });
  turn();
  const heard = words(two);
  assertEquals([heard[0], heard.at(-1)], ["terms weather", "weather rain"]);
  one.say(control(declare()));
  one.say(mood("1"));
  turn();
  assertEquals(words(two).filter((line) => !line.startsWith("room")), [
    "terms mood",
    "time mood",
    "mood 1",
  ]);
});

Deno.test("M21: a name keeps its class, and so many names there are in a room's life", () => {
  const { room } = openRoom();
  const own = (name: string, kind?: "bulk") =>
    room.own.declare("otter", {
      ...MOOD,
      ...kind && { class: kind },
      ...{ channel: "$", type: "declare", name },
    })?.rule;
  assertEquals([own("mood"), room.own.withdraw("mood", () => true)], [undefined, undefined]);
  assertEquals(own("mood", "bulk"), "M21");
  for (let n = 1; n < MAX_OWN_NAMES; n++) {
    assertEquals(own(`n${n}`), undefined);
    room.own.withdraw(`n${n}`, () => true);
  }
  assertEquals([own("more"), own("mood")], ["M21", undefined]);
  assertEquals(room.channels.length, 5 + MAX_OWN_NAMES);
});

Deno.test("M21: in the lobby the one that was silent for an hour gives way, and no other", () => {
  const { room, clock } = openRoom({ ownChannels: 2 });
  const member = room.join({ send() {}, close() {} });
  const say = (name: string, letter: string) =>
    commandInLobby(room, member.from, { channel: "$", type: "declare", ...MOOD, name, letter });
  assertEquals([say("a", "A"), say("b", "B")], [undefined, undefined]);
  clock.advance(1_000_000);
  member.publish({ ...mood("1"), channel: "a" });
  assertEquals(say("d", "D")?.retryAfter, 2_600_000);
  clock.advance(2_600_000);
  assertEquals(say("d", "D"), undefined);
  assertEquals(room.own.list.map(({ name }) => name), ["a", "d"]);
});

Deno.test("M21: a room that is told to have none has none", () => {
  const room = new Room({ channels: CLASSROOM_CHANNELS, ownChannels: 0 });
  const refusal = room.own.declare("otter", { channel: "$", type: "declare", ...MOOD }, 1);
  assertEquals(refusal?.rule, "M21");
});

Deno.test("M21, M22: on the plain wire it is the same, in the lobby too", WIRE, async () => {
  await using server = await serveWire();
  using one = await Client.connect(server.address);
  using two = await joinMux(server.address);
  const say = (command: object) => one.send(frame({ channel: "$", data: JSON.stringify(command) }));
  say(declare());
  assertEquals((await one.next()).channel, "room");
  assertEquals((await two.until("terms"))["of"], "mood");
  one.send(mood("1"));
  assertEquals((await two.client.until(({ channel }) => channel === "mood")).at(-1)!.data, "1");
  // Who comes later is told first.
  using late = await Client.connect(server.address);
  assertEquals(JSON.parse((await late.next()).data).channels[0].name, "mood");
  say({ type: "withdraw", name: "mood" });
  await late.next();
  late.send(mood("2"));
  const { rule, of } = JSON.parse((await late.next()).data);
  assertEquals([rule, of], ["M22", "mood"]);
  // In a lobby that ever had one, as before: what only the server says is refused.
  late.send(frame({ channel: "room" }));
  assertEquals(JSON.parse((await late.next()).data).rule, "M1");
});

Deno.test(
  "M21: in a classroom both wires, late joiners and our own client have it",
  WIRE,
  async () => {
    await using served = serveClasses();
    const [{ plain, mux, connect, ana, ben, teacher }] = served.classes;
    using one = await plain(ana);
    using ours = connect(ben);
    const opened = Promise.withResolvers<void>();
    ours.channel("room").onMessage(({ text }) => text.includes("mood") && opened.resolve());
    one.send(frame({ channel: "$", data: JSON.stringify(declare()) }));
    await opened.promise;
    await ours.channel("mood").send("fine").acked;
    const said = (await one.until(({ channel }) => channel === "mood")).at(-1)!;
    assertEquals([said.from, said.data], [ben.id, "fine"]);
    using late = await mux(teacher, { read: { "*": "oldest" } });
    const seen = await late.client.until(({ channel }) => channel === "mood");
    assertEquals((seen.at(-1) as Seen).data, "fine");
  },
);
