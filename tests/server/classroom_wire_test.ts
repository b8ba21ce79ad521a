import { assert, assertEquals, assertRejects } from "@std/assert";
import { RefusedError } from "../../lib/connect.ts";
import type { Frame } from "../../lib/protocol.ts";
import { serveClasses } from "../support/classroom_server.ts";
import { Client } from "../support/client.ts";
import { frame } from "../support/frames.ts";
import { chat, type Seen } from "../support/mux_client.ts";
import { WIRE } from "../support/server.ts";

/** A command on the plain wire. */
function command(words: Record<string, unknown>): Frame {
  return { channel: "$", messageId: "1", sequence: 0, total: 1, data: JSON.stringify(words) };
}

/** Reads up to the next word of the server's that is of this type, and returns it. */
async function word(client: Client, type: string) {
  const isIt = ({ channel, data }: Frame) => channel === "$" && JSON.parse(data).type === type;
  return JSON.parse((await client.until(isIt)).at(-1)!.data);
}

/** Reads up to what is said next on one of the server's channels. */
async function state(client: Client, name: string): Promise<[string, Record<string, unknown>]> {
  const { from, data } = (await client.until(({ channel }) => channel === name)).at(-1)!;
  return [from!, JSON.parse(data)];
}

Deno.test(
  "M3, M4: who comes is told first who belongs here and how the room is set",
  WIRE,
  async () => {
    await using served = serveClasses();
    const [{ plain, mux, ana, teacher, ...parts }] = served.classes;
    parts.command(teacher, { type: "lock", on: true });
    using one = await plain(ana);
    using two = await mux(ana);
    await two.client.until(({ channel }) => channel === "room");
    for (const client of [one, two.client]) {
      const told = client.seen.filter(({ channel }) => channel === "people" || channel === "room");
      assertEquals(told.map(({ from, data }) => [from, JSON.parse(data)]), [
        ["badger", { name: "Ms Lee", role: "teacher" }],
        ["bear", { name: "Ana", role: "student" }],
        ["beaver", { name: "Ben", role: "student" }],
        ["$", { code: "ABC234", locked: true, paused: false, namesHidden: false }],
      ]);
    }
    // Of what was dropped before they came, nothing: that is history (P5).
    parts.command(teacher, { type: "faults", rules: [{ kind: "drop", share: 1, count: 1 }] });
    one.send(frame({ messageId: "lost" }));
    await one.until(({ channel }) => channel === "faults");
    using three = await plain(parts.ben);
    assertEquals(three.seen.map(({ channel }) => channel), ["people", "people", "people", "room"]);
    // And of what changes, at once.
    parts.admit("Mr Fox", "teacher");
    for (const client of [one, two.client]) {
      assertEquals(await state(client, "people"), ["bison", { name: "Mr Fox", role: "teacher" }]);
    }
  },
);

Deno.test("M2: nobody speaks as another, whatever a frame says", WIRE, async () => {
  await using served = serveClasses();
  const [{ plain, mux, ana, ben, teacher }] = served.classes;
  using reader = await plain(teacher);
  using one = await plain(ana);
  using two = await mux(ana);
  using three = await mux(ben);
  assertEquals([two.welcome.from, three.welcome.from], ["bear~2", "beaver"]);
  one.send(frame({ messageId: "1", from: "badger" }));
  assertEquals((await reader.until(({ channel }) => channel === "chat")).at(-1)!.from, "bear");
  two.client.send(
    JSON.stringify([{ ...chat("2", "a"), from: "badger" }, { messageId: "3", data: "b" }]),
  );
  assertEquals((await reader.take(2)).map(({ from }) => from), ["bear~2", "bear~2"]);
});

Deno.test(
  "M2: a session is resumed by its own person, and unknown to everybody else",
  WIRE,
  async () => {
    await using served = serveClasses();
    const [one, other] = served.classes;
    using first = await one.mux(one.ana);
    const { session, epoch } = first.welcome;
    using thief = await one.mux(one.ben, { session, epoch });
    using stranger = await other.mux(other.ana, { session, epoch });
    using plainThief = await one.plain(one.ben);
    assertEquals([thief.welcome.resumed, thief.welcome.from], [false, "beaver"]);
    assertEquals([stranger.welcome.resumed, stranger.welcome.from], [false, "bear"]);
    assert(stranger.welcome.epoch !== epoch && plainThief.protocol === "");
    // It was not so much as disturbed.
    first.control({ type: "ping", id: 1 });
    await first.until("pong");
    using again = await one.mux(one.ana, { session, epoch });
    assertEquals([again.welcome.resumed, again.welcome.from], [true, "bear"]);
  },
);

Deno.test(
  "M1, E3: what is refused is answered with its rule, its channel and its message",
  WIRE,
  async () => {
    await using served = serveClasses();
    const [{ plain, mux, ana, teacher, classroom }] = served.classes;
    using one = await plain(ana);
    using two = await mux(teacher);
    const { next } = classroom.room.channel("people")!.log;
    // More often than bad frames may be: these are none.
    for (let n = 0; n < 12; n++) {
      one.send(frame({ channel: "people", messageId: `p-${n}`, data: "{}" }));
      const { type, rule, of, messageId, sequence } = await word(one, "error");
      assertEquals([type, rule, of, messageId, sequence], ["error", "M1", "people", `p-${n}`, 0]);
      two.client.send(JSON.stringify({ ...chat(`r-${n}`, ""), channel: "room" }));
      const error = await two.until("error");
      assertEquals([error.rule, error.of, error.messageId], ["M1", "room", `r-${n}`]);
      assertEquals(Object.entries(await two.until("ack")).slice(2), [["of", "room"], [
        "frames",
        n + 1,
      ]]);
    }
    assertEquals(classroom.room.channel("people")!.log.next, next);
  },
);

Deno.test(
  "M5, M8, M9: what a teacher says holds on both wires, for those it is said of",
  WIRE,
  async () => {
    await using served = serveClasses();
    const [{ plain, mux, ana, ben, teacher }] = served.classes;
    using lead = await plain(teacher);
    using one = await plain(ana);
    using two = await mux(ben);
    lead.send(command({ type: "pause", on: true }));
    assertEquals((await state(one, "room"))[1]["paused"], true);
    await two.client.until(({ channel, data }) =>
      channel === "room" && data.includes('"paused":true')
    );
    one.send(frame({ messageId: "1" }));
    two.client.send(JSON.stringify(chat("2", "")));
    assertEquals([(await word(one, "error")).rule, (await two.until("error")).rule], ["M8", "M8"]);
    lead.send(frame({ messageId: "t" }));
    assertEquals((await one.next()).messageId, "t");

    using leadMux = await mux(teacher);
    leadMux.control({ type: "pause", on: false });
    leadMux.control({ type: "mute", who: ben.id, on: true });
    assertEquals(await state(one, "people"), ["beaver", {
      name: "Ben",
      role: "student",
      muted: true,
    }]);
    two.client.send(JSON.stringify(chat("3", "")));
    assertEquals((await two.until("error")).rule, "M9");
    one.send(frame({ messageId: "4" }));
    assertEquals((await lead.until(({ messageId }) => messageId === "4")).at(-1)!.from, "bear");
  },
);

Deno.test(
  "M8, M9: on both wires what had begun before a pause goes on to its end, and before a mute it does not",
  WIRE,
  async () => {
    await using served = serveClasses();
    const [{ plain, mux, ana, ben, teacher, command }] = served.classes;
    using reader = await plain(teacher);
    using one = await plain(ana);
    const two = await mux(ben);
    const { session, epoch } = two.welcome;
    for (const messageId of ["a", "b"]) one.send(frame({ messageId, total: 2 }));
    two.client.send(JSON.stringify([chat("c", "-", 0, 3), chat("d", "-", 0, 2)]));
    await reader.take(4);
    await two.until("ack");

    command(teacher, { type: "pause", on: true });
    one.send(frame({ messageId: "a", sequence: 1, total: 2 }));
    two.client.send(JSON.stringify(chat("c", "-", 1, 3)));
    const next = async () => {
      const { messageId, sequence } = (await reader.until(({ channel }) => channel === "chat"))
        .at(-1)!;
      return `${messageId}${sequence}`;
    };
    assertEquals([await next(), await next()].sort(), ["a1", "c1"]);
    // Nothing new, and no more of what is whole than there was to be.
    for (const messageId of ["e", "a"]) {
      one.send(frame({ messageId, sequence: 1, total: 2 }));
      assertEquals((await word(one, "error")).rule, "M8");
    }
    two.client.send(JSON.stringify(chat("f", "-", 1, 2)));
    assertEquals((await two.until("error")).rule, "M8");
    // A lost connection changes nothing.
    two[Symbol.dispose]();
    using again = await mux(ben, { session, epoch });
    again.client.send(JSON.stringify(chat("c", "-", 2, 3)));
    assertEquals(await next(), "c2");

    for (const { id: who } of [ana, ben]) command(teacher, { type: "mute", who, on: true });
    one.send(frame({ messageId: "b", sequence: 1, total: 2 }));
    again.client.send(JSON.stringify(chat("d", "-", 1, 2)));
    assertEquals([(await word(one, "error")).rule, (await again.until("error")).rule], [
      "M9",
      "M9",
    ]);
  },
);

Deno.test(
  "M13: on both wires what was cleared in the middle goes on no more, and its sender is told",
  WIRE,
  async () => {
    await using served = serveClasses();
    const [{ plain, connect, ana, ben, teacher, command, classroom }] = served.classes;
    using reader = await plain(teacher);
    using one = await plain(ana);
    using two = connect(ben);
    one.send(frame({ messageId: "a", total: 2 }));
    await reader.take(1);
    const file = two.channel("file").sendBytes("head", new Uint8Array(12_000_000));
    const { log } = classroom.room.channel("file")!;
    while (log.next === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    command(teacher, { type: "clear" });
    await assertRejects(() => file.acked, RefusedError, "M13");
    assert(log.next < file.progress.total, "Part of it never came");
    one.send(frame({ messageId: "a", sequence: 1, total: 2 }));
    assertEquals((await word(one, "error")).rule, "M13");
    // What begins after that is not meant.
    await two.channel("file").sendBytes("head", new Uint8Array(3_000)).acked;
    one.send(frame({ messageId: "b", total: 1 }));
    assertEquals((await reader.until(({ messageId }) => messageId === "b")).at(-1)?.sequence, 0);
  },
);

Deno.test("M8: a file that is on its way when a room is paused arrives whole", WIRE, async () => {
  await using served = serveClasses();
  const [{ connect, ana, teacher, command, classroom }] = served.classes;
  using room = connect(ana);
  const file = room.channel("file").sendBytes("head", new Uint8Array(12_000_000));
  const { log } = classroom.room.channel("file")!;
  while (log.next === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  command(teacher, { type: "pause", on: true });
  assert(log.next < file.progress.total / 2, `${log.next} are there already`);
  await file.acked;
  assertEquals(log.next, file.progress.total);
  await assertRejects(() => room.channel("chat").send("new").acked, RefusedError, "M8");
});

Deno.test("M5, M6: a command that is bad, or of no right, harms nobody", WIRE, async () => {
  await using served = serveClasses();
  const [{ plain, mux, ana, ben, teacher, said }] = served.classes;
  const before = [said("people"), said("room")];
  using lead = await plain(teacher);
  using leadMux = await mux(teacher);
  using one = await plain(ana);
  using two = await mux(ben);
  const words: [string, Record<string, unknown>][] = [
    ["M5", { type: "lock", on: "yes" }],
    ["M5", { type: "remove" }],
    ["M5", { type: "rename", who: ben.id, name: ["x"] }],
    ["M6", { type: "remove", who: "yak" }],
    ["M6", { type: "mute", who: teacher.id, on: true }],
  ];
  for (const [rule, said] of words) {
    lead.send(command(said));
    leadMux.control(said);
    assertEquals([(await word(lead, "error")).rule, (await leadMux.until("error")).rule], [
      rule,
      rule,
    ]);
  }
  for (const said of [{ type: "end" }, { type: "remove", who: ben.id }, { type: "names" }]) {
    one.send(command(said));
    two.control(said);
    assertEquals([(await word(one, "error")).rule, (await two.until("error")).rule], ["M5", "M5"]);
  }
  assertEquals([said("people"), said("room")], before);
});

Deno.test(
  "M10, X8: who is removed is closed on everywhere, and does not come back",
  WIRE,
  async () => {
    await using served = serveClasses();
    const [{ plain, mux, connect, ana, ben, teacher, classroom }] = served.classes;
    using lead = await plain(teacher);
    using one = await plain(ana);
    using two = await mux(ana);
    using other = await plain(ben);
    one.send(frame({ channel: "presence", data: "online" }));
    await lead.until(({ data }) => data === "online");
    using ours = connect(ana);
    const opened = Promise.withResolvers<void>();
    const closed = Promise.withResolvers<number>();
    ours.onState((state) => {
      if (state.phase === "open") opened.resolve();
      if (state.phase === "closed") closed.resolve(state.code);
    });
    await opened.promise;
    // What it says in the same breath is not heard any more.
    lead.send(command({ type: "remove", who: ana.id }));
    const codes = await Promise.all(
      [one.closed, two.client.closed].map(async (end) => (await end).code),
    );
    assertEquals([...codes, await closed.promise], [4403, 4403, 4403]);
    const left = await other.until(({ data }) => data === "left");
    assertEquals(left.at(-1)!.from, "bear");
    assertEquals(classroom.room.size, 2);
    // A page that tries all the same.
    using again = await Client.connect(`${served.address}/ABC234/bear`);
    assertEquals((await again.closed).code, 4403);
  },
);

Deno.test(
  "M12: names that are hidden come to a teacher who asks, and to that connection alone",
  WIRE,
  async () => {
    await using served = serveClasses();
    const [{ plain, mux, ana, teacher }] = served.classes;
    using lead = await plain(teacher);
    using leadMux = await mux(teacher);
    lead.send(command({ type: "hide", on: true }));
    lead.send(command({ type: "names" }));
    const names = { badger: "Ms Lee", bear: "Ana", beaver: "Ben" };
    assertEquals(await word(lead, "names"), { type: "names", names });
    leadMux.control({ type: "names" });
    assertEquals((await leadMux.until("names"))["names"], names);
    using late = await plain(ana);
    late.send(frame({}));
    await late.until(({ channel }) => channel === "chat");
    assert(!JSON.stringify(late.seen).includes("Ben"));
    assertEquals(lead.seen.filter(({ data }) => data?.includes('"names":')).length, 1);
  },
);

Deno.test(
  "M12: who is renamed while names are hidden is told so on both wires",
  WIRE,
  async () => {
    await using served = serveClasses();
    const [{ plain, mux, ana, teacher }] = served.classes;
    using one = await plain(ana);
    using two = await mux(ana);
    using lead = await plain(teacher);
    lead.send(command({ type: "hide", on: true }));
    lead.send(command({ type: "rename", who: ana.id, name: "Anabel" }));
    const names = { bear: "Anabel" };
    assertEquals(await word(one, "names"), { type: "names", names });
    assertEquals((await two.until("names"))["names"], names);
  },
);

Deno.test(
  "M12: who was renamed while away, and names are hidden, is told behind who belongs here",
  WIRE,
  async () => {
    await using served = serveClasses();
    const [{ mux, ana, ben, teacher, command }] = served.classes;
    /** All that is said up to an answer. */
    const greeting = async (person: typeof ana) => {
      const { client, control } = await mux(person);
      using _ = client;
      await client.until(({ channel }) => channel === "people");
      control({ type: "ping", id: 1 });
      await client.until((frame) => (frame as Seen)["type"] === "pong");
      return client.seen as Seen[];
    };
    const isNames = ({ type }: Seen) => type === "names";
    assertEquals((await greeting(ana)).filter(isNames), [], "people says it");
    command(teacher, { type: "hide", on: true });
    command(teacher, { type: "rename", who: ben.id, name: "Benny" });
    const seen = await greeting(ben);
    assertEquals(seen.filter(isNames).map(({ names }) => names), [{ beaver: "Benny" }]);
    assert(seen.findIndex(isNames) > seen.findLastIndex(({ channel }) => channel === "people"));
  },
);

Deno.test(
  "M13, G1: a reader that had not read what was cleared is told, and others begin behind it",
  WIRE,
  async () => {
    await using served = serveClasses();
    const [{ mux, plain, ana, ben, teacher }] = served.classes;
    using one = await mux(ana);
    const { session, epoch } = one.welcome;
    one.client.send(JSON.stringify([chat("1", "a"), chat("2", "b")]));
    await one.until("ack");
    using lead = await plain(teacher);
    lead.send(command({ type: "clear" }));
    assertEquals((await state(lead, "room"))[1]["cleared"], {
      chat: 2,
      file: 0,
      typing: 0,
      faults: 0,
    });
    using again = await mux(ana, { session, epoch, read: { chat: 0 } });
    const gap = await again.until("gap");
    assertEquals([gap.of, gap.from, gap["to"], gap.reason] as unknown[], ["chat", 0, 2, "cleared"]);
    using late = await mux(ben, { read: { chat: "oldest" } });
    assertEquals(late.welcome.channels["chat"]!.read, 2);
  },
);

Deno.test("M14, X9: when it ends everybody is told so, once and for all", WIRE, async () => {
  await using served = serveClasses();
  const [{ plain, mux, ana, ben, teacher, ends }, other] = served.classes;
  using lead = await plain(teacher);
  using one = await plain(ana);
  using two = await mux(ben);
  using elsewhere = await other.plain(other.ana);
  two.control({ type: "names" });
  await two.until("error");
  lead.send(command({ type: "end" }));
  for (const client of [lead, one, two.client]) assertEquals((await client.closed).code, 4410);
  assertEquals([ends(), other.ends()], [1, 0]);
  elsewhere.send(frame({}));
  assertEquals((await elsewhere.next()).from, "bear");
});

Deno.test("M2, P1: what is said in one classroom is heard in no other", WIRE, async () => {
  await using served = serveClasses();
  const [one, other] = served.classes;
  using plain = await other.plain(other.ben);
  using mux = await other.mux(other.ben, { read: { chat: "oldest", file: "oldest" } });
  using speaker = await one.plain(one.ana);
  for (const channel of ["chat", "file", "typing", "presence"]) {
    speaker.send(frame({ channel, messageId: channel, data: "here" }));
  }
  await speaker.until(({ channel }) => channel === "presence");
  one.command(one.teacher, { type: "pause", on: true });
  // Whoever would hear it would have by now.
  plain.send(frame({ messageId: "there" }));
  await plain.until(({ messageId }) => messageId === "there");
  await mux.client.until(({ messageId }) => messageId === "there");
  for (const { seen } of [plain, mux.client]) {
    assert(!JSON.stringify(seen).includes('"here"') && !JSON.stringify(seen).includes("ABC234"));
  }
});

Deno.test(
  "M9, R1, R5: who is muted is muted also after a resume, and is the same sender",
  WIRE,
  async () => {
    await using served = serveClasses();
    const [{ mux, ana, teacher, command }] = served.classes;
    const first = await mux(ana);
    const { session, epoch } = first.welcome;
    first.client.send(JSON.stringify(chat("1", "a")));
    await first.until("ack");
    command(teacher, { type: "mute", who: ana.id, on: true });
    first.client.send(JSON.stringify([chat("2", "b"), chat("3", "c")]));
    await first.until("ack");
    first[Symbol.dispose]();
    using again = await mux(ana, { session, epoch });
    const { accepted, refused } = again.welcome.channels["chat"]!;
    const why = { rule: "M9", message: "the teacher has muted you" };
    assertEquals([again.welcome.from, accepted, refused], ["bear", 3, [{
      from: 1,
      to: 3,
      ...why,
    }]]);
    again.client.send(JSON.stringify(chat("4", "d")));
    assertEquals((await again.until("error")).messageId, "4");
    command(teacher, { type: "mute", who: ana.id, on: false });
    again.client.send(JSON.stringify(chat("5", "e")));
    assertEquals((await again.client.until(({ data }) => data === "e")).at(-1)!.offset, 1);
  },
);

Deno.test(
  "K1, E3: of what our client sends while a room is paused and goes on, each is logged or refused",
  WIRE,
  async () => {
    await using served = serveClasses();
    const [{ connect, ana, teacher, command, classroom }] = served.classes;
    using room = connect(ana);
    const outcomes = { logged: 0, refused: 0 };
    for (let round = 0; round < 6; round++) {
      command(teacher, { type: "pause", on: round % 2 === 1 });
      const sent = Array.from(
        { length: 50 },
        (_, n) =>
          n % 5 === 0
            ? room.channel("file").sendBytes("head", new Uint8Array(10_000))
            : room.channel("chat").send(`${round} ${n}`, { size: 2 }),
      );
      // Half of the rounds are paused while they are on their way.
      await sent[round]!.acked.catch(() => {});
      if (round % 3 === 2) {
        command(teacher, { type: "pause", on: true });
      }
      for (const { acked } of sent) {
        await acked.then(() => outcomes.logged++, (error) => {
          assert(error instanceof RefusedError && error.rule === "M8", String(error));
          outcomes.refused++;
        });
      }
    }
    assertEquals(outcomes.logged + outcomes.refused, 300);
    assert(outcomes.logged >= 100 && outcomes.refused >= 100, JSON.stringify(outcomes));
    // Whole messages, by the last frame of each that is in a log.
    const whole = new Map<string, number>();
    for (const name of ["chat", "file"]) {
      const { log } = classroom.room.channel(name)!;
      for (let at = log.at(0); at; at = log.at(at.offset + at.frames)) {
        const left = (whole.get(at.messageId) ?? at.total) - at.frames;
        whole.set(at.messageId, left);
      }
    }
    assertEquals([...whole.values()].filter((left) => left === 0).length, outcomes.logged);
    assertEquals(room.stats().channels["chat"]!.inFlight, { bytes: 0, frames: 0 });
  },
);
