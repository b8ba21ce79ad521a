import { assert, assertEquals } from "@std/assert";
import { CLASSROOM_CHANNELS } from "../../lib/channels.ts";
import { readCommand } from "../../server/plain_command.ts";
import { isRefusal } from "../../server/refusal.ts";
import { Room } from "../../server/room.ts";
import { createClassroom } from "../support/classroom.ts";

/** A classroom with a teacher and two students. */
function createClass() {
  const parts = createClassroom();
  const teacher = parts.admit("Ms Lee", "teacher");
  const [ana, ben] = [parts.admit("Ana"), parts.admit("Ben")];
  const rules = (person: typeof ana) =>
    ["chat", "file", "typing", "presence"].map((name) => parts.pass(person).check(name)?.rule);
  return { ...parts, teacher, ana, ben, rules };
}

Deno.test("M2: who is admitted has an id of their own, and nobody else ever gets it", () => {
  const { admit, command, teacher, ana } = createClass();
  assertEquals(ana, { id: "bear", name: "Ana", role: "student", room: "ABC234" });
  command(teacher, { type: "remove", who: ana.id });
  const ids = Array.from({ length: 90 }, () => admit("").id);
  assertEquals(new Set(ids).size, 90);
  assert(!ids.includes(ana.id));
});

Deno.test("M2: a person's connections are one sender each, and none is ever given twice", () => {
  const { classroom, saved, pass, ana } = createClass();
  const senders = [pass(ana), pass(ana)].map((pass) => pass.newSender());
  assertEquals(senders, ["bear", "bear~2"]);
  const again = createClassroom({ saved: saved.at(-1) });
  assertEquals(again.pass(ana).newSender(), "bear~3");
  assertEquals(classroom.room.size, 0);
});

Deno.test("M2: a token of another room, of nobody, or of another role is no pass", () => {
  const { classroom, ana } = createClass();
  const forged = [
    { ...ana, room: "XYZ789" },
    { ...ana, id: "yak" },
    { ...ana, role: "teacher" as const },
    { ...ana, id: "constructor" },
  ];
  for (const person of forged) {
    const found = classroom.pass(person);
    assert(isRefusal(found));
    assertEquals([found.rule, "code" in found && found.code], ["M2", 4403]);
  }
});

Deno.test("M3: people says who belongs to the room, and only the latest of each", () => {
  const { command, said, teacher, ana, ben } = createClass();
  assertEquals(said("people"), {
    badger: { name: "Ms Lee", role: "teacher" },
    bear: { name: "Ana", role: "student" },
    beaver: { name: "Ben", role: "student" },
  });
  command(teacher, { type: "mute", who: ana.id, on: true });
  command(teacher, { type: "remove", who: ben.id });
  assertEquals(said("people"), {
    badger: { name: "Ms Lee", role: "teacher" },
    bear: { name: "Ana", role: "student", muted: true },
    beaver: { name: "Ben", role: "student", removed: true },
  });
});

Deno.test("M4: room says how the room is set, and nothing that was said already", () => {
  const { classroom, command, said, teacher } = createClass();
  const open = { code: "ABC234", locked: false, paused: false, namesHidden: false };
  assertEquals(said("room"), { $: open });
  const { log } = classroom.room.channel("room")!;
  for (let n = 0; n < 2; n++) command(teacher, { type: "pause", on: true });
  assertEquals(said("room"), { $: { ...open, paused: true } });
  assertEquals(log.next, 2);
});

Deno.test("M3, M4: after a restart all is as it was, and nothing is said twice", () => {
  const { classroom, command, saved, teacher, ana, ben } = createClass();
  command(teacher, { type: "mute", who: ana.id, on: true });
  command(teacher, { type: "remove", who: ben.id });
  command(teacher, { type: "lock", on: true });
  command(teacher, { type: "pause", on: true });
  const { room } = classroom;
  const before = room.channels.map(({ log }) => log.next);
  const again = createClassroom({ saved: saved.at(-1), room });
  assertEquals(room.channels.map(({ log }) => log.next), before);
  assertEquals(again.pass(ana).check("chat")?.rule, "M8");
  assert(isRefusal(again.classroom.pass(ben)) && isRefusal(again.classroom.admit("Cy", "student")));
  // Without its logs it says all anew.
  const bare = createClassroom({ saved: saved.at(-1) });
  assertEquals([bare.said("people"), bare.said("room")], [
    again.said("people"),
    again.said("room"),
  ]);
});

Deno.test("M1: on the server's own channels nobody else speaks, teachers neither", () => {
  const { pass, teacher, ana } = createClass();
  for (const person of [teacher, ana]) {
    for (const channel of ["people", "room"]) {
      assertEquals(pass(person).check(channel)?.rule, "M1");
    }
  }
});

Deno.test("M5: of a student every command is refused, and nothing changes", () => {
  const { classroom, command, said, saved, ana, ben } = createClass();
  const before = [said("people"), said("room"), saved.length];
  const on = true;
  const who = ben.id;
  for (const type of ["lock", "pause", "hide", "names", "clear", "end"]) {
    assertEquals(command(ana, { type, on }), "M5");
  }
  for (const type of ["mute", "remove", "rename"]) {
    for (const id of [who, ana.id]) {
      assertEquals(command(ana, { type, who: id, on, name: "x" }), "M5");
    }
  }
  assertEquals([said("people"), said("room"), saved.length], before);
  assertEquals(classroom.isOver, false);
});

Deno.test("M5: on the plain wire a command is the JSON in one frame, or a bad frame", () => {
  const read = (data: string, total = 1) =>
    readCommand({ channel: "$", messageId: "1", sequence: 0, total, data });
  const good = read('{"type":"lock","on":true}');
  assertEquals(good, { ok: true, command: { channel: "$", type: "lock", on: true } as const });
  const bad = [
    "",
    "lock",
    "null",
    "[]",
    "{}",
    '{"type":"lock"}',
    '{"type":"lock","on":"true"}',
    '{"type":"mute","who":7,"on":true}',
    '{"type":"rename","who":"otter"}',
    '{"type":"unlock"}',
    '{"type":"ping","id":1}',
    '{"type":"constructor"}',
  ];
  for (const data of bad) {
    const result = read(data);
    assert(!result.ok, data);
    assert(["H4", "M5"].includes(result.error.rule), data);
  }
  assert(!read('{"type":"lock","on":true}', 2).ok);
});

Deno.test("M6: about nobody, and against a teacher, a command is refused", () => {
  const { admit, command, teacher, ben } = createClass();
  const other = admit("Mr Fox", "teacher");
  const on = true;
  command(teacher, { type: "remove", who: ben.id });
  for (const who of ["yak", ben.id, "__proto__", "$"]) {
    for (const type of ["mute", "remove", "rename"]) {
      assertEquals(command(teacher, { type, who, on, name: "x" }), "M6");
    }
  }
  assertEquals(command(teacher, { type: "mute", who: other.id, on }), "M6");
  assertEquals(command(teacher, { type: "remove", who: teacher.id }), "M6");
  assertEquals(command(teacher, { type: "rename", who: other.id, name: "Fox" }), undefined);
});

Deno.test("M7: a locked room takes in no student, and keeps those that it has", () => {
  const { classroom, admit, command, pass, teacher, ana } = createClass();
  command(teacher, { type: "lock", on: true });
  const refused = classroom.admit("Cy", "student");
  assert(isRefusal(refused) && refused.rule === "M7");
  assertEquals(pass(ana).check("chat"), undefined);
  admit("Mr Fox", "teacher");
  command(teacher, { type: "lock", on: false });
  admit("Cy");
});

Deno.test("M8: while it is paused students listen, and say no more than that they are here", () => {
  const { command, rules, teacher, ana } = createClass();
  const nothing = [undefined, undefined, undefined, undefined];
  assertEquals(rules(ana), nothing);
  command(teacher, { type: "pause", on: true });
  assertEquals(rules(ana), ["M8", "M8", "M8", undefined]);
  assertEquals(rules(teacher), nothing);
  command(teacher, { type: "pause", on: false });
  assertEquals(rules(ana), nothing);
});

Deno.test("M8, M9: a pause lets end what has begun, a mute does not", () => {
  const { command, pass, teacher, ana } = createClass();
  command(teacher, { type: "pause", on: true });
  assertEquals(pass(ana).check("file", true), undefined);
  command(teacher, { type: "mute", who: ana.id, on: true });
  assertEquals(pass(ana).check("file", true)?.rule, "M9");
});

Deno.test("M9: who is muted listens, and nobody else", () => {
  const { command, rules, teacher, ana, ben } = createClass();
  command(teacher, { type: "mute", who: ana.id, on: true });
  assertEquals([rules(ana)[0], rules(ben)[0]], ["M9", undefined]);
  command(teacher, { type: "mute", who: ana.id, on: false });
  assertEquals(rules(ana)[0], undefined);
});

Deno.test("M10: who is removed is closed on everywhere, at once and for good; the name is free", () => {
  const { classroom, admit, command, pass, teacher, ana, ben } = createClass();
  const closed: [string, number][] = [];
  const enter = (person: typeof ana) =>
    pass(person).enter((code) => closed.push([person.id, code]), () => {});
  const late = pass(ana);
  enter(ana);
  enter(ana)();
  enter(ana);
  enter(ben);
  assertEquals(command(teacher, { type: "remove", who: ana.id }), undefined);
  assertEquals(closed, [["bear", 4403], ["bear", 4403]]);
  const again = classroom.pass(ana);
  assert(isRefusal(again) && again.rule === "M10");
  // One that was on its way in meanwhile.
  late.enter((code) => closed.push(["late", code]), () => {});
  assertEquals(closed.at(-1), ["late", 4403]);
  assertEquals(admit("Ana").name, "Ana");
});

Deno.test("M11: a name is cleaned and one person's, at joining and at renaming", () => {
  const { admit, command, pass, said, teacher, ana, ben } = createClass();
  assertEquals(admit(" ana\u200b").name, "ana 2");
  const nameless = admit("");
  assertEquals(nameless.name, nameless.id);
  command(teacher, { type: "rename", who: ben.id, name: "ＡＮＡ" });
  assertEquals(said("people")["beaver"].name, "ＡＮＡ 3");
  // One's own name is not taken, and an id is somebody's name.
  command(teacher, { type: "rename", who: ana.id, name: "ANA" });
  assertEquals(pass(ana).person.name, "ANA");
  command(teacher, { type: "rename", who: ana.id, name: "Beaver" });
  assertEquals(pass(ana).person.name, "Beaver 2");
  command(teacher, { type: "rename", who: ana.id, name: "\u200b" });
  assertEquals(pass(ana).person.name, "bear");
});

Deno.test("M12: hidden names are told to nobody, but to a teacher who asks", () => {
  const { classroom, admit, command, answers, said, teacher } = createClass();
  command(teacher, { type: "hide", on: true });
  admit("Cy");
  const told = classroom.room.channels.flatMap(({ log }) => {
    const texts: string[] = [];
    for (let at = log.at(0); at; at = log.at(at.offset + 1)) {
      texts.push((at.encoded as { text: string }).text);
    }
    return texts;
  }).join();
  for (const name of ["Ana", "Ben", "Cy", "Lee"]) assert(!told.includes(name), told);
  assertEquals(said("people")["bear"], { role: "student" });
  assertEquals(command(teacher, { type: "names" }), undefined);
  const names = { badger: "Ms Lee", bear: "Ana", beaver: "Ben", bison: "Cy" };
  assertEquals(answers, [{ channel: "$", type: "names", names } as const]);
  command(teacher, { type: "hide", on: false });
  assertEquals(said("people")["bear"], { name: "Ana", role: "student" });
});

Deno.test("M12: who is renamed while names are hidden is told, on each connection, and nobody else", () => {
  const { command, pass, teacher, ana, ben } = createClass();
  const told: unknown[] = [];
  const enter = (person: typeof ana) =>
    pass(person).enter(() => {}, ({ channel: _, ...words }) => told.push([person.id, words]));
  const leave = [ana, ana, ana, ben, teacher].map(enter)[0]!;
  leave();
  const rename = (name: string) => command(teacher, { type: "rename", who: ana.id, name });
  rename("Anabel");
  assertEquals(told, [], "people says it");
  command(teacher, { type: "hide", on: true });
  rename("Ben");
  const words = { type: "names", names: { bear: "Ben 2" } };
  assertEquals(told, [["bear", words], ["bear", words]]);
});

Deno.test("M13: what was said is let go of, and room says from where on it counts", () => {
  const { classroom, command, said, teacher, ana } = createClass();
  const { room } = classroom;
  const member = room.join({ send() {}, close() {} }, ana.id);
  const say = (channel: string, messageId: string) =>
    member.publish({ channel, messageId, sequence: 0, total: 1, data: "hello" });
  say("presence", "p");
  for (let n = 0; n < 3; n++) say("chat", `${n}`);
  say("file", "f");
  assertEquals(command(teacher, { type: "clear" }), undefined);
  assertEquals(said("room")["$"].cleared, { chat: 3, file: 1, typing: 0, faults: 0 });
  for (const name of ["chat", "file"]) assertEquals(room.channel(name)!.log.at(0), undefined);
  assertEquals(room.channel("presence")!.log.at(0)?.messageId, "p");
  say("chat", "after");
  assertEquals(room.channel("chat")!.log.at(0)?.offset, 3);
});

Deno.test("M14: when it ends everybody is closed on, once, and nobody comes in or back", () => {
  const { classroom, command, pass, ends, saved, teacher, ana } = createClass();
  const closed: number[] = [];
  const close = (code: number) => closed.push(code);
  classroom.room.join({ send() {}, close }, "bear");
  pass(ana).enter(close, () => {});
  const count = saved.length;
  command(teacher, { type: "end" });
  classroom.end();
  assertEquals([closed, ends(), classroom.isOver], [[4410, 4410], 1, true]);
  for (const found of [classroom.pass(ana), classroom.admit("Cy", "teacher")]) {
    assert(isRefusal(found) && found.rule === "M14");
  }
  assertEquals(saved.length, count);
});

Deno.test("M15: a room that is full takes in nobody, until somebody is removed", () => {
  const { classroom, admit, command, teacher, ana } = createClass();
  while (classroom.size < 200) admit("Ana");
  const refused = classroom.admit("Cy", "student");
  assert(isRefusal(refused) && refused.rule === "M15");
  command(teacher, { type: "remove", who: ana.id });
  admit("Cy");
});

Deno.test("M15: whose token is over leaves room and a name for others, and no sender", () => {
  let now = 1_000;
  const room = new Room({ channels: CLASSROOM_CHANNELS, now: () => now });
  const { classroom, said } = createClassroom({ room });
  const enter = (until?: number) => {
    const person = classroom.admit("Ana", "student", until);
    assert(!isRefusal(person));
    return person;
  };
  const [today, renewed] = [enter(2_000), enter()];
  assertEquals([today.name, renewed.name, classroom.size], ["Ana", "Ana 2", 2]);
  now = 2_000;
  assertEquals(classroom.size, 1);
  const tomorrow = enter(3_000);
  assertEquals([tomorrow.name, tomorrow.id === today.id, classroom.size], ["Ana", false, 2]);
  // What the first one said still has a name.
  assertEquals(said("people")[today.id].name, "Ana");
});

Deno.test("M16: a token that is over is no pass", () => {
  const room = new Room({ channels: CLASSROOM_CHANNELS, now: () => 1_000 });
  const { classroom, admit } = createClassroom({ room });
  const ana = admit("Ana");
  const [over, good] = [1_000, 1_001].map((until) => classroom.pass(ana, until));
  assert(isRefusal(over!) && over.rule === "M16" && !isRefusal(good!));
});

Deno.test("M19: what was dropped comes back by who may speak, and not when it was cleared or its sender removed", () => {
  const { classroom, command, pass, teacher, ana, ben } = createClass();
  command(teacher, { type: "faults", rules: [{ kind: "drop", share: 1 }] });
  const seat = classroom.room.join({ send() {}, close() {} }, ana.id);
  const member = pass(ana).through(seat, () => {});
  const say = (messageId: string) =>
    member.publish({ channel: "chat", messageId, sequence: 0, total: 1, data: "hello" });
  const repair = (messageId: string) =>
    command(ben, { type: "repair", of: "chat", from: ana.id, messageId, sequence: 0 });
  for (const messageId of ["1", "2", "3"]) say(messageId);
  assertEquals(repair("1"), undefined);
  command(teacher, { type: "pause", on: true });
  assertEquals(repair("2"), "M8");
  command(teacher, { type: "pause", on: false });
  command(teacher, { type: "clear" });
  assertEquals(repair("2"), "M19");
  say("4");
  command(teacher, { type: "remove", who: ana.id });
  assertEquals([repair("4"), classroom.room.channel("chat")!.log.next], ["M19", 1]);
});
