import { assert, assertEquals, assertMatch } from "@std/assert";
import { SignJWT } from "jose";
import { Identity, MIN_KEY_BYTES, TOKEN_S } from "../../server/identity.ts";
import { Client } from "../support/client.ts";
import { handshake } from "../../tools/faults/support/wire.ts";
import { frame } from "../support/frames.ts";
import { chat, type Seen } from "../support/mux_client.ts";
import { APP, bearer, School, sendRaw } from "../support/school.ts";

const toBase64Url = (value: unknown) =>
  btoa(JSON.stringify(value)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");

/** What a client says or is told on `$`, whichever wire. */
const wordsOf = (frame: Seen) =>
  frame["type"] === undefined ? JSON.parse(frame.data) : { ...frame };

/** Reads up to the next error. */
async function error(client: Client) {
  const isError = (seen: unknown) => {
    const { channel } = seen as Seen;
    return channel === "$" && wordsOf(seen as Seen).type === "error";
  };
  return wordsOf((await client.until(isError)).at(-1) as Seen);
}

Deno.test(
  "attack: a token that was altered, forged, or made for another room opens nothing",
  APP,
  async () => {
    await using school = await School.open();
    const { code, teacher, students: [ana] } = await school.openRoom("Ana");
    const other = await school.openRoom("Eve");
    const [head, claims, signature] = ana!.token.split(".") as [string, string, string];
    const asTeacher = toBase64Url({
      ...JSON.parse(atob(claims.replace(/-/g, "+").replace(/_/g, "/"))),
      role: "teacher",
      sub: teacher.person.id,
    });
    const strange = new Identity(crypto.getRandomValues(new Uint8Array(MIN_KEY_BYTES)));
    const guessed = await new SignJWT({ name: "x", role: "teacher", room: code })
      .setProtectedHeader({ alg: "HS256" }).setSubject(teacher.person.id).setIssuedAt()
      .setExpirationTime("1y").sign(new TextEncoder().encode("secret".padEnd(32, "!")));
    const bad = {
      "nothing": "",
      "of another room": other.students[0]!.token,
      "of another room's teacher": other.teacher.token,
      "claims of the teacher": `${head}.${asTeacher}.${signature}`,
      "no signature": `${head}.${claims}.`,
      "alg none": `${toBase64Url({ alg: "none" })}.${asTeacher}.`,
      "another key": (await strange.sign(teacher.person)).token,
      "a guessed key": guessed,
      "the teacher's key": teacher.teacherKey,
      "a session": "00000000-0000-0000-0000-000000000000",
      "half of it": ana!.token.slice(0, ana!.token.length / 2),
    };
    for (const [what, token] of Object.entries(bad)) {
      assertEquals(await school.refusal(`/r/${code}/ws`, bearer(token)), "401", what);
      const cookie = { headers: { cookie: `mux=${token}` } };
      assertEquals(await school.refusal(`/r/${code}/ws`, cookie), "401", `${what}, as a cookie`);
    }
    assertEquals(await school.refusal(`/r/${other.code}/ws`, bearer(ana!.token)), "401");
  },
);

Deno.test(
  "attack: N8, M16: a token that is over opens nothing, and whoever brings it is told to come in again",
  APP,
  async () => {
    let now = Date.now();
    await using school = await School.open({ now: () => now });
    const { code, students: [ana] } = await school.openRoom("Ana");
    const path = `/r/${code}/ws`;
    using _before = await school.plain(code, ana!.token);
    now += TOKEN_S * 1_000;
    assertEquals(await school.refusal(path, bearer(ana!.token)), "401");
    const cookie = { cookie: `mux=${ana!.token}` };
    assertEquals(await school.refusal(path, { headers: cookie }), "401");
    const headers = { ...bearer(ana!.token).headers, Connection: "close, Upgrade" };
    const answer = await sendRaw(school.app.port, handshake(path, headers));
    assertMatch(answer, /^HTTP\/1\.1 401 .*www-authenticate: Bearer.*Join first: no good token/is);
    // A page is told no status, so it is told a code.
    const page = { headers: { ...cookie, origin: school.app.origin } };
    using client = await Client.connect(`${school.address}${path}`, page);
    assertEquals(await client.closed, { code: 4403, reason: "Join first: no good token" });
    const again = await school.join(code, "Ana");
    using _after = await school.plain(code, again.token);
  },
);

Deno.test(
  "attack: a token in an address is none, and no line of the log has a token or a key",
  APP,
  async () => {
    await using school = await School.open();
    const { code, teacher, students: [ana] } = await school.openRoom("Ana");
    for (const name of ["token", "access_token", "authorization", "mux"]) {
      assertEquals(await school.refusal(`/r/${code}/ws?${name}=${ana!.token}`), "401", name);
    }
    const response = await fetch(`${school.app.origin}/teach/${teacher.teacherKey}`, {
      redirect: "manual",
    });
    await response.body?.cancel();
    using client = await school.plain(code, ana!.token);
    client.send(frame({ data: "what Ana says" }));
    await client.next();
    const log = school.app.lines.join("\n");
    assert(log.length > 0);
    for (const secret of [ana!.token, teacher.token, teacher.teacherKey, "what Ana says", "Ana"]) {
      assert(!log.includes(secret), `The log has ${secret}`);
    }
  },
);

Deno.test(
  "attack: nobody speaks as another, by a frame, a session or an id, on either wire",
  APP,
  async () => {
    await using school = await School.open();
    const { code, students: [ana, ben] } = await school.openRoom("Ana", "Ben");
    using victim = await school.mux(code, ana!.token);
    const session = (victim.seen.find((frame) => (frame as Seen)["type"] === "welcome") as Seen)[
      "session"
    ] as string;
    using plain = await school.plain(code, ben!.token);
    // Ana's own session token, said by Ben: it is not his, so he gets a new one.
    using thief = await school.mux(code, ben!.token, { session });
    const welcome = thief.seen.find((frame) => (frame as Seen)["type"] === "welcome") as Seen;
    assertEquals(welcome["resumed"], false);
    const forged = { from: ana!.person.id, offset: 0, id: ana!.person.id, person: ana!.person };
    plain.send({ ...frame({ messageId: "forged" }), ...forged });
    thief.send(JSON.stringify({ ...chat("forged too", "x"), ...forged }));
    const seen = [];
    while (seen.length < 2) {
      const next = await victim.next();
      if (next.channel === "chat") seen.push(next);
    }
    for (const { from } of seen) assertEquals(from!.split("~")[0], ben!.person.id);
    // And Ana is still who she is, on the connection that she has.
    victim.send(JSON.stringify(chat("mine", "x")));
    const mine = (await plain.until(({ messageId }) => messageId === "mine")).at(-1)!;
    assertEquals(mine.from, ana!.person.id);
  },
);

Deno.test(
  "attack: frames of others that are sent again are the sender's own, and one's own are taken once",
  APP,
  async () => {
    await using school = await School.open();
    const { code, students: [ana, ben] } = await school.openRoom("Ana", "Ben");
    using reader = await school.plain(code, ana!.token);
    using first = await school.mux(code, ana!.token);
    const session = (first.seen.find((frame) => (frame as Seen)["type"] === "welcome") as Seen)[
      "session"
    ] as string;
    const said = JSON.stringify(chat("once", "the homework is due"));
    first.send(said);
    const original = (await reader.until(({ messageId }) => messageId === "once")).at(-1)!;
    // As it was on the wire, by somebody who listened, with everything in it.
    using eve = await school.mux(code, ben!.token);
    eve.send(JSON.stringify({ ...original }));
    const replayed = (await reader.until(({ messageId }) => messageId === "once")).at(-1)!;
    assertEquals(replayed.from!.split("~")[0], ben!.person.id);
    // By Ana's own session, again and again: the log has it.
    using again = await school.mux(code, ana!.token, { session });
    for (let n = 0; n < 3; n++) again.send(said);
    again.send(JSON.stringify(chat("last", "x")));
    const rest = await reader.until(({ messageId }) => messageId === "last");
    assertEquals(rest.filter(({ messageId }) => messageId === "once"), []);
  },
);

/** Everything that a teacher can do. */
const COMMANDS = (who: string) => [
  { type: "lock", on: true },
  { type: "pause", on: true },
  { type: "mute", who, on: true },
  { type: "remove", who },
  { type: "rename", who, name: "x" },
  { type: "hide", on: true },
  { type: "names" },
  { type: "clear" },
  { type: "end" },
];

Deno.test(
  "attack: a student has none of a teacher's powers, whatever is said and on which wire",
  APP,
  async () => {
    await using school = await School.open();
    const { code, teacher, students: [ana, ben] } = await school.openRoom("Ana", "Ben");
    using victim = await school.plain(code, ben!.token);
    using plain = await school.plain(code, ana!.token);
    using mux = await school.mux(code, ana!.token);
    for (const command of COMMANDS(ben!.person.id)) {
      // With what a teacher's client would never need to say.
      const claims = {
        role: "teacher",
        from: teacher.person.id,
        person: teacher.person,
        by: "server",
      };
      mux.send(JSON.stringify({ channel: "$", ...command, ...claims }));
      assertEquals((await error(mux)).rule, "M5", command.type);
      plain.send({
        ...frame({ channel: "$", data: JSON.stringify({ ...command, ...claims }) }),
        ...claims,
      });
      assertEquals((await error(plain)).rule, "M5", command.type);
    }
    // And the words of the server itself are the server's.
    for (const channel of ["people", "room"]) {
      const data = JSON.stringify({ name: "x", role: "teacher", locked: true, code });
      plain.send({ ...frame({ channel, data }), from: "$" });
      assertEquals((await error(plain)).rule, "M1", channel);
      mux.send(JSON.stringify({ channel, messageId: "1", sequence: 0, total: 1, data, from: "$" }));
      assertEquals((await error(mux)).rule, "M1", channel);
    }
    plain.send(frame({ messageId: "after" }));
    const heard = await victim.until(({ messageId }) => messageId === "after");
    assertEquals(heard.map(({ channel }) => channel), ["chat"]);
    const classroom = school.app.state.rooms.find(code)!;
    assertEquals([classroom.isOver, classroom.size], [false, 3]);
  },
);

Deno.test(
  "attack: who was removed stays out, by token, by cookie, by form and on every connection",
  APP,
  async () => {
    await using school = await School.open();
    const { code, teacher, students: [ana] } = await school.openRoom("Ana");
    using lead = await school.mux(code, teacher.token);
    using plain = await school.plain(code, ana!.token);
    using mux = await school.mux(code, ana!.token);
    lead.send(JSON.stringify({ channel: "$", type: "remove", who: ana!.person.id }));
    assertEquals([(await plain.closed).code, (await mux.closed).code], [4403, 4403]);
    assertEquals(await school.refusal(`/r/${code}/ws`, bearer(ana!.token)), "403");
    const headers = { cookie: `mux=${ana!.token}`, origin: school.app.origin };
    const response = await fetch(`${school.app.origin}/r/${code}/join`, {
      method: "POST",
      headers,
      body: new URLSearchParams({ name: "Somebody else" }),
      redirect: "manual",
    });
    await response.body?.cancel();
    assertEquals([response.status, response.headers.getSetCookie()], [403, []]);
  },
);

Deno.test(
  "attack: nothing that is said in one room is heard or read in another, or in the lobby",
  APP,
  async () => {
    await using school = await School.open();
    const one = await school.openRoom("Ana");
    const other = await school.openRoom("Eve");
    const eve = other.students[0]!.token;
    using plain = await school.plain(other.code, eve);
    using lobby = await school.plainLobby();
    using ana = await school.plain(one.code, one.students[0]!.token);
    for (const channel of ["chat", "file", "presence", "typing"]) {
      ana.send(frame({ channel, messageId: "secret", data: "secret" }));
    }
    await ana.until(({ channel, messageId }) => channel === "typing" && messageId === "secret");
    // From the oldest of every channel on, with the other room's epoch and session.
    using reader = await school.mux(one.code, one.students[0]!.token);
    const { epoch, session } = reader.seen.find((frame) =>
      (frame as Seen)["type"] === "welcome"
    ) as Seen;
    const read = { chat: "oldest", file: "oldest", presence: 0, typing: 0 };
    using mux = await school.mux(other.code, eve, { epoch, session, read });
    for (const client of [plain, lobby]) client.send(frame({ messageId: "end" }));
    mux.send(JSON.stringify(chat("end", "x")));
    for (const client of [plain, lobby, mux]) {
      await client.until(({ messageId }) => messageId === "end");
      assertEquals(client.seen.filter((frame) => JSON.stringify(frame).includes("secret")), []);
    }
  },
);

/** A channel as somebody declares it, on either wire. */
const DESIGN = { type: "declare", letter: "M", shape: "diamond", colour: "teal" };

Deno.test(
  "attack: nobody declares a channel by a name that means something, too many, or out of turn",
  APP,
  async () => {
    await using school = await School.open();
    const { code, teacher, students: [ana, ben] } = await school.openRoom("Ana", "Ben");
    using lead = await school.mux(code, teacher.token);
    using mux = await school.mux(code, ana!.token);
    using plain = await school.plain(code, ana!.token);
    using lobby = await school.plainLobby();
    const refused = async (client: Client, command: object) => {
      client.send(
        client === mux
          ? JSON.stringify({ channel: "$", ...command })
          : frame({ channel: "$", data: JSON.stringify(command) }),
      );
      return (await error(client)).rule;
    };
    const names = ["chat", "room", "people", "$", "__proto__", "constructor", "../etc", "mo\nod"];
    const markup = ["<script>alert(1)</script>", '" onload="x', "x".repeat(33)];
    const fields = [{ class: "control" }, { shape: "x;background:red" }, { colour: "red" }];
    const bad = [...[...names, ...markup].map((name) => ({ name })), ...fields];
    for (const client of [mux, plain, lobby]) {
      for (const [n, field] of bad.entries()) {
        const rule = await refused(client, { ...DESIGN, name: "mood", ...field });
        assertEquals(rule, "M21", JSON.stringify(field));
        // Ten bad frames in a row would end it.
        client.send(JSON.stringify(chat(`${n}`, "x")));
      }
    }
    const { own } = school.app.state.rooms.find(code)!.room;
    assertEquals([own.list, school.app.room.own.list], [[], []]);
    // Within the rules there are four, and then no more.
    for (const letter of "ABDE") {
      const design = { ...DESIGN, letter, name: letter.toLowerCase() };
      mux.send(JSON.stringify({ channel: "$", ...design }));
    }
    for (const client of [mux, plain]) {
      assertEquals(await refused(client, { ...DESIGN, name: "mood" }), "M21");
    }
    assertEquals(own.list.map(({ by }) => by), Array(4).fill(ana!.person.id));
    // Nobody takes away another's, whatever they say of themselves, and nobody who is muted.
    using eve = await school.plain(code, ben!.token);
    const withdraw = { type: "withdraw", name: "a", by: ana!.person.id, role: "teacher" };
    assertEquals(await refused(eve, withdraw), "M22");
    lead.send(JSON.stringify({ channel: "$", type: "mute", who: ana!.person.id, on: true }));
    await plain.until(({ channel, data }) => channel === "people" && data.includes("muted"));
    for (const words of [withdraw, { ...DESIGN, name: "more" }]) {
      assertEquals(await refused(plain, words), "M9");
    }
    assertEquals(own.list.length, 4);
  },
);

Deno.test(
  "attack: who declares and withdraws without an end costs the room a bounded number of channels",
  APP,
  async () => {
    await using school = await School.open();
    const { code, students: [ana] } = await school.openRoom("Ana");
    using mux = await school.mux(code, ana!.token);
    for (let n = 0; n < 500; n++) {
      const words = [{ ...DESIGN, name: `n${n}` }, { type: "withdraw", name: `n${n}` }];
      mux.send(JSON.stringify(words.map((command) => ({ channel: "$", ...command }))));
    }
    mux.send(JSON.stringify(chat("after", "x")));
    await mux.until(({ messageId }) => messageId === "after");
    const { room } = school.app.state.rooms.find(code)!;
    assertEquals([room.own.list.length, room.channels.length], [0, 7 + 64]);
  },
);
