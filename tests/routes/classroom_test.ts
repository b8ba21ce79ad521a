import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { TOKEN_S } from "../../server/identity.ts";
import { isRefusal } from "../../server/refusal.ts";
import { type Running, startApp } from "../support/app.ts";
import { needs } from "../support/needs.ts";
import { Visitor } from "../support/visitor.ts";

const APP = needs("net", "env", "read", "write", "run", "sys");

/** A classroom that its teacher has just made by the button. */
async function createByForm(app: Running) {
  const teacher = new Visitor(app);
  const created = await teacher.post("/rooms");
  const code = /^\/r\/(\w{6})\/board$/.exec(created.location!)![1]!;
  return { teacher, created, code, classroom: app.state.rooms.find(code)! };
}

/** Somebody who has come in. */
async function join(app: Running, code: string, name: string): Promise<Visitor> {
  const student = new Visitor(app);
  const { status, location } = await student.post(`/r/${code}/join`, { name });
  assertEquals([status, location], [303, `/r/${code}`]);
  return student;
}

Deno.test("rooms: the button makes a room, and leads its teacher to the board", APP, async () => {
  await using app = await startApp();
  const { teacher, created, code } = await createByForm(app);
  assertEquals(created.status, 303);
  const { status, body, headers } = await teacher.get(created.location!);
  assertEquals([status, headers.get("cache-control")], [200, "no-store"]);
  assertStringIncludes(body, `${code.slice(0, 3)} ${code.slice(3)}`);
  assertStringIncludes(body, `${app.origin}/r/${code}`);
  assertMatch(body, /\/teach\/[\w-]{24}/);
  assertMatch(body, /<svg class="qr"/);
});

Deno.test("board: U22: it says how many have joined, and asks again how many", APP, async () => {
  await using app = await startApp();
  const { teacher, code } = await createByForm(app);
  const board = `/r/${code}/board`;
  const ask = async (who: Visitor) => (await who.get(board, { accept: "application/json" })).body;
  assertStringIncludes((await teacher.get(board)).body, "Nobody has joined yet.");
  const ana = await join(app, code, "Ana");
  await join(app, code, "Ben");
  assertEquals(JSON.parse(await ask(teacher)), { joined: 2 });
  assertMatch((await teacher.get(board)).body, /<b>2<\/b> have joined/);
  assert(!(await ask(ana)).includes('joined":'), "It is for the teacher");
});

Deno.test(
  "cookies: no script reads them, no other site sends them, no other room gets them",
  APP,
  async () => {
    await using app = await startApp();
    const { created, code } = await createByForm(app);
    const lines = created.headers.getSetCookie();
    assertEquals(lines.length, 2);
    for (const [n, path] of [`/r/${code}`, `/r/${code}/board`].entries()) {
      const attributes = lines[n]!.split("; ").slice(1).sort();
      assertEquals(attributes, ["HttpOnly", `Max-Age=${TOKEN_S}`, `Path=${path}`, "SameSite=Lax"]);
    }
  },
);

Deno.test("cookies: by https they are for https alone", APP, async () => {
  await using app = await startApp({ env: { MUX_TRUST_PROXY: "on" } });
  const headers = { "x-forwarded-for": "192.0.2.1", "x-forwarded-proto": "https" };
  const { headers: answered } = await new Visitor(app).post("/rooms", {}, headers);
  for (const line of answered.getSetCookie()) assertStringIncludes(line, "; Secure");
});

Deno.test("forms: a page of another site sends none of them", APP, async () => {
  await using app = await startApp();
  const { teacher, code } = await createByForm(app);
  const { size } = app.state.rooms;
  const sent = { origin: "https://example.com", "sec-fetch-site": "cross-site" };
  for (
    const path of [
      "/rooms",
      "/api/rooms",
      `/r/${code}/join`,
      `/r/${code}/leave`,
      `/api/rooms/${code}/join`,
    ]
  ) {
    for (const headers of [sent, { ...sent, origin: "null" }]) {
      const { status, headers: answered } = await teacher.post(path, { name: "x" }, headers);
      assertEquals([status, answered.getSetCookie()], [403, []], path);
    }
  }
  assertEquals([app.state.rooms.size, app.state.rooms.find(code)?.size], [size, 1]);
});

Deno.test("join: one field, however the code is typed", APP, async () => {
  await using app = await startApp();
  const visitor = new Visitor(app);
  const { body } = await visitor.get("/join");
  assertMatch(body, /<input[^>]*name="code"[^>]*autocomplete="off"/i);
  for (const typed of ["7kwft3", "7KW FT3", " 7kw-ft3 ", "https://other.example/r/7KWFT3"]) {
    const { status, location } = await visitor.get(`/join?code=${encodeURIComponent(typed)}`);
    assertEquals([status, location], [303, "/r/7KWFT3"]);
  }
});

Deno.test("join: what is no code is said next to the field, in words", APP, async () => {
  await using app = await startApp();
  const visitor = new Visitor(app);
  for (
    const [typed, words] of [
      ["7KW", "3 are missing"],
      ["7KWFT", "1 is missing"],
      ["7KWFT3X", "this has 7"],
      ["ABCDEF", "no vowels"],
    ]
  ) {
    const { status, body } = await visitor.get(`/join?code=${typed}`);
    assertEquals(status, 400);
    assertStringIncludes(body, words!);
    assertMatch(body, /aria-invalid="true"/);
    assertStringIncludes(body, `value="${typed}"`);
  }
  const { body } = await visitor.get(`/join?code=${encodeURIComponent(`"><script>x</script>`)}`);
  assert(!body.includes("<script>x"));
});

Deno.test(
  "classroom: an unknown code is a 404 in words, with the field for another",
  APP,
  async () => {
    await using app = await startApp();
    const visitor = new Visitor(app);
    for (const path of ["/r/7KWFT3", "/r/AAAAAA", "/r/%00", "/r/7KWFT3/board"]) {
      const { status, body, location } = await visitor.get(path);
      if (status === 302) assertEquals(location, path.replace("/board", ""));
      else {
        assertEquals(status, 404, path);
        assertStringIncludes(body, "There is no such classroom");
        assertMatch(body, /name="code"/);
      }
    }
  },
);

Deno.test("classroom: one address for one room", APP, async () => {
  await using app = await startApp();
  const { code } = await createByForm(app);
  const { status, location } = await new Visitor(app).get(`/r/${code.toLowerCase()}`);
  assertEquals([status, location], [302, `/r/${code}`]);
});

Deno.test("classroom: without a token it asks for a name, and says what is kept", APP, async () => {
  await using app = await startApp();
  const { code } = await createByForm(app);
  const { status, body, headers } = await new Visitor(app).get(`/r/${code}`);
  assertEquals([status, headers.get("cache-control")], [200, "no-store"]);
  assertMatch(body, /<input[^>]*name="name"[^>]*value="[A-Z][a-z]+ [A-Z][a-z]+"/);
  assertStringIncludes(body, "nobody was here for 30 days");
  assertStringIncludes(body, "12 hours");
  assert(!body.includes("boot("), "It works without a script");
});

Deno.test("classroom: who gave a name is in, as that person, until they leave", APP, async () => {
  await using app = await startApp();
  const { code } = await createByForm(app);
  const student = await join(app, code, " Ana\u202e  B ");
  for (let n = 0; n < 2; n++) {
    const { status, body } = await student.get(`/r/${code}`);
    assertEquals(status, 200);
    assertStringIncludes(body, "<b>Ana B</b>");
    assert(!body.includes("/board"), "The board is the teacher's");
  }
  assertEquals((await student.get(`/r/${code}/board`)).location, `/r/${code}`);
  const left = await student.post(`/r/${code}/leave`);
  assertEquals([left.status, left.location], [303, "/join"]);
  assertEquals(student.cookies(`/r/${code}`), "");
});

Deno.test("classroom: a form that is sent twice is one person", APP, async () => {
  await using app = await startApp();
  const { code, classroom } = await createByForm(app);
  const student = await join(app, code, "Ana");
  assertEquals((await student.post(`/r/${code}/join`, { name: "Ana" })).status, 303);
  assertEquals(classroom.size, 2);
});

Deno.test("classroom: the token of one room is of no use in another", APP, async () => {
  await using app = await startApp();
  const { teacher, code } = await createByForm(app);
  const { code: other } = await createByForm(app);
  const cookie = teacher.cookies(`/r/${code}`);
  assertStringIncludes(
    (await new Visitor(app).get(`/r/${code}`, { cookie })).body,
    "<b>Teacher</b>",
  );
  const { status, body } = await new Visitor(app).get(`/r/${other}`, { cookie });
  assertEquals(status, 200);
  assertStringIncludes(body, "Your name here");
});

Deno.test(
  "classroom: a locked one says so at once, and next to the field to who was typing",
  APP,
  async () => {
    await using app = await startApp();
    const { code, classroom, teacher } = await createByForm(app);
    const found = await app.state.identity.verify(teacher.cookies(`/r/${code}`).slice(4), code);
    const pass = classroom.pass(found!.person);
    assert(!isRefusal(pass));
    pass.command({ channel: "$", type: "lock", on: true }, () => {});
    const visitor = new Visitor(app);
    const early = await visitor.get(`/r/${code}`);
    const late = await visitor.post(`/r/${code}/join`, { name: "Ana" });
    for (const { status, body } of [early, late]) {
      assertEquals(status, 403);
      assertStringIncludes(body, "The room is locked. Ask your teacher.");
    }
    assert(!early.body.includes('name="name"'), "Nobody is asked for a name");
    assertStringIncludes(early.body, `<a class="button primary" href="/r/${code}">Try again</a>`);
    assertMatch(late.body, /value="Ana"/);
  },
);

Deno.test(
  "M11: a name with a swear word is refused in words next to the field, which still has it",
  APP,
  async () => {
    await using app = await startApp();
    const { code, classroom } = await createByForm(app);
    const visitor = new Visitor(app);
    const { status, body } = await visitor.post(`/r/${code}/join`, { name: "Mr Sh1t" });
    assertEquals([status, visitor.cookies(`/r/${code}`), classroom.size], [400, "", 1]);
    assertMatch(body, /<input[^>]*value="Mr Sh1t"[^>]*aria-invalid="true"/);
    assertMatch(body, /id="name-error"[^>]*>This name has a word in it.*your teacher can give it/);
    assertEquals((await visitor.post(`/r/${code}/join`, { name: "Ana" })).status, 303);
  },
);

Deno.test(
  "classroom: who was removed is told, and cannot come in by the same token",
  APP,
  async () => {
    await using app = await startApp();
    const { code, classroom, teacher } = await createByForm(app);
    const student = await join(app, code, "Ana");
    const { person } =
      (await app.state.identity.verify(student.cookies(`/r/${code}`).slice(4), code))!;
    const leads = (await app.state.identity.verify(teacher.cookies(`/r/${code}`).slice(4), code))!;
    const pass = classroom.pass(leads.person);
    assert(!isRefusal(pass));
    pass.command({ channel: "$", type: "remove", who: person.id }, () => {});
    for (
      const { status, body } of [
        await student.get(`/r/${code}`),
        await student.post(`/r/${code}/join`, { name: "Bo" }),
      ]
    ) {
      assertEquals(status, 403);
      assertStringIncludes(body, "You are not in this classroom any more");
      // No dead end: another room, or the lobby.
      assertMatch(body, /name="code"/);
      assertStringIncludes(body, '<a href="/">the open lobby</a>');
    }
  },
);

Deno.test(
  "classroom: when it is over its members are told so, and others that there is none",
  APP,
  async () => {
    await using app = await startApp();
    const { code, classroom, teacher } = await createByForm(app);
    const student = await join(app, code, "Ana");
    classroom.end();
    // And what each may do next.
    for (
      const [visitor, next] of [[student, 'name="code"'], [teacher, 'action="/rooms"']] as const
    ) {
      const { status, body } = await visitor.get(`/r/${code}`);
      assertEquals(status, 410);
      for (const words of ["This classroom is over", next]) assertStringIncludes(body, words);
    }
    assertEquals((await new Visitor(app).get(`/r/${code}`)).status, 404);
    assertEquals((await student.post(`/r/${code}/join`, { name: "Bo" })).status, 410);
  },
);

Deno.test(
  "classroom: a name that is not well is only a name, and a body that is too long is none",
  APP,
  async () => {
    await using app = await startApp();
    const { code } = await createByForm(app);
    for (const start of ["", "</script>"]) {
      const student = await join(app, code, `${start}<img src=x>`);
      const { body } = await student.get(`/r/${code}`);
      // In the island's props it is a string of a script, which ends where scripts end.
      assert(!body.replace(/<script[\s\S]*?<\/script>/g, "").includes("<img"));
    }
    const long = await new Visitor(app).post(`/r/${code}/join`, { name: "a".repeat(5_000) });
    assertEquals(long.status, 413);
  },
);

Deno.test("teach: the teacher's own link makes a teacher of whoever has it", APP, async () => {
  await using app = await startApp();
  const { teacher, code, created } = await createByForm(app);
  const key = /\/teach\/([\w-]{24})/.exec((await teacher.get(created.location!)).body)![1]!;
  const phone = new Visitor(app);
  const { status, location, headers } = await phone.get(`/teach/${key}`);
  assertEquals([status, location], [303, `/r/${code}`]);
  assertEquals(headers.get("referrer-policy"), "no-referrer");
  assertEquals(headers.get("cache-control"), "no-store");
  assertStringIncludes((await phone.get(`/r/${code}`)).body, "Teacher: ");
  assertStringIncludes((await phone.get(`/r/${code}/board`)).body, `/teach/${key}`);
  // One person, on two devices.
  assertEquals(app.state.rooms.find(code)!.size, 1);
});

Deno.test("teach: another key is nobody's", APP, async () => {
  await using app = await startApp();
  await createByForm(app);
  const { status, headers, body } = await new Visitor(app).get("/teach/AAAAAAAAAAAAAAAAAAAAAAAA");
  assertEquals([status, headers.getSetCookie()], [404, []]);
  assertStringIncludes(body, "This link opens no classroom");
  assertStringIncludes(body, 'action="/rooms"');
});

Deno.test(
  "board: a key that somebody put into the browser is not shown as one's own",
  APP,
  async () => {
    await using app = await startApp();
    const { teacher, code } = await createByForm(app);
    const token = teacher.cookies(`/r/${code}`);
    const path = `/r/${code}/board`;
    const { body } = await new Visitor(app).get(path, { cookie: `${token}; mux-key=AAAAAAAA` });
    assert(body.includes("Join this classroom") && !body.includes("/teach/"));
  },
);

Deno.test("board: it says what to do so that a class can open the address", APP, async () => {
  for (const host of ["127.0.0.1", "0.0.0.0"]) {
    await using app = await startApp({ env: { HOST: host } });
    const { teacher, created } = await createByForm(app);
    const { body } = await teacher.get(created.location!);
    assertStringIncludes(body, "Only this machine can open this address");
    assertEquals(body.includes("HOST=0.0.0.0"), host === "127.0.0.1");
  }
});
