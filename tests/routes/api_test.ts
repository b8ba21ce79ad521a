import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { TOKEN_S } from "../../server/identity.ts";
import { isRefusal } from "../../server/refusal.ts";
import { startApp } from "../support/app.ts";
import { Client, type Offer } from "../support/client.ts";
import { frame } from "../support/frames.ts";
import { needs } from "../support/needs.ts";
import { postJson, Visitor } from "../support/visitor.ts";

const APP = needs("net", "env", "read", "write", "run", "sys");

/** With which status an upgrade is refused. */
async function refusal(address: string, offer: Offer = {}): Promise<string> {
  const { message } = await assertRejects(() => Client.connect(address, offer), Error);
  return message.replace("Unexpected server response: ", "");
}

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

Deno.test(
  "N5: a code is six of its alphabet, and is found however it is written",
  APP,
  async () => {
    await using app = await startApp();
    const { json: { code } } = await postJson(app, "/api/rooms");
    assertMatch(code, /^[2-9B-DF-HJ-KM-NP-TV-XZ]{6}$/);
    for (const written of [code, code.toLowerCase(), `${code.slice(0, 3)}-${code.slice(3)}`]) {
      assertEquals((await postJson(app, `/api/rooms/${written}/join`)).status, 200, written);
    }
  },
);

Deno.test(
  "N6: POST /api/rooms makes a room, and says all that its teacher needs",
  APP,
  async () => {
    await using app = await startApp();
    const before = Date.now();
    const { status, json, headers } = await postJson(app, "/api/rooms", { name: "Ms Lee" });
    assertEquals([status, headers.get("cache-control")], [201, "no-store"]);
    const { code, token, expires, person, teacherKey, socket } = json;
    assertEquals(person, { id: person.id, name: "Ms Lee", role: "teacher", room: code });
    assertEquals(socket, `/r/${code}/ws`);
    assertEquals(Math.round((expires - before) / 60_000), TOKEN_S / 60);
    assertEquals(app.state.rooms.findByKey(teacherKey)?.teacher, person);
    assertEquals((await app.state.identity.verify(token, code))?.person, person);
  },
);

Deno.test("N7: POST /api/rooms/CODE/join gives a token for a new person", APP, async () => {
  await using app = await startApp();
  const { json: { code } } = await postJson(app, "/api/rooms");
  const join = () => postJson(app, `/api/rooms/${code}/join`, { name: "Ana" });
  const [one, two] = [await join(), await join()];
  assertEquals([one.status, one.json.person.name, two.json.person.name], [200, "Ana", "Ana 2"]);
  assertEquals(one.json.person.role, "student");
  assertEquals((await app.state.identity.verify(one.json.token, code))?.person, one.json.person);
});

Deno.test("N7: errors are JSON with the rule and words", APP, async () => {
  await using app = await startApp();
  const unknown = await postJson(app, "/api/rooms/7KWFT3/join");
  assertEquals(unknown.status, 404);
  assertEquals(unknown.json, { error: { rule: "N7", message: "there is no such classroom" } });
  const response = await fetch(`${app.origin}/api/rooms`, { method: "POST", body: "hello" });
  assertEquals(response.status, 415);
  assertEquals(await response.json(), { error: { message: "Post a form or JSON" } });
});

Deno.test(
  "M11: a swear word is no name for a student, and is one if a teacher says so",
  APP,
  async () => {
    await using app = await startApp();
    const made = await postJson(app, "/api/rooms", { name: "Ms Shit" });
    assertEquals([made.status, made.json.person.name], [201, "Ms Shit"]);
    const { code } = made.json;
    const { status, json } = await postJson(app, `/api/rooms/${code}/join`, { name: "b1tch" });
    assertEquals([status, json.error.rule], [400, "M11"]);
    assertStringIncludes(json.error.message, "choose another");
    assertEquals(app.state.rooms.find(code)!.size, 1, "Nobody was taken in");
    const { json: ana } = await postJson(app, `/api/rooms/${code}/join`, { name: "Ana" });
    const pass = app.state.rooms.find(code)!.pass(made.json.person);
    assert(!isRefusal(pass));
    const renamed = { channel: "$", type: "rename", who: ana.person.id, name: "Cock" } as const;
    assertEquals(pass.command(renamed, () => {}), undefined);
    const again = app.state.rooms.find(code)!.pass(ana.person);
    assertEquals(!isRefusal(again) && again.person.name, "Cock");
  },
);

Deno.test("N8: who has a token speaks in its room, at both addresses", APP, async () => {
  await using app = await startApp();
  const { json: { code, token, person } } = await postJson(app, "/api/rooms");
  const ana = await postJson(app, `/api/rooms/${code}/join`, { name: "Ana" });
  const address = `127.0.0.1:${app.port}/r/${code}`;
  using teacher = await Client.connect(`${address}/ws`, bearer(token));
  using student = await Client.connect(address.toLowerCase(), bearer(ana.json.token));
  teacher.send(frame({ channel: "chat", data: "welcome" }));
  const heard = (await student.until(({ channel }) => channel === "chat")).at(-1)!;
  assertEquals([heard.data, heard.from], ["welcome", person.id]);
  assertEquals(app.room.size, 0, "The lobby hears nothing");
});

Deno.test("N8: without a good token for this room the upgrade is refused", APP, async () => {
  await using app = await startApp();
  const { json: { code } } = await postJson(app, "/api/rooms");
  const { json: other } = await postJson(app, "/api/rooms");
  const address = `127.0.0.1:${app.port}/r/${code}/ws`;
  const altered = other.token.slice(0, -2) + "AA";
  assertEquals(await refusal(address), "401");
  assertEquals(await refusal(address, bearer(other.token)), "401");
  assertEquals(await refusal(address, bearer(altered)), "401");
  assertEquals(await refusal(`127.0.0.1:${app.port}/r/7KWFT3/ws`, bearer(other.token)), "404");
  const foreign = { headers: { ...bearer(other.token).headers, origin: "https://example.com" } };
  assertEquals(await refusal(`127.0.0.1:${app.port}${other.socket}`, foreign), "403");
});

Deno.test(
  "N8: a page, which cannot see a status, is closed on with a code that is final",
  APP,
  async () => {
    await using app = await startApp();
    const { json: { code } } = await postJson(app, "/api/rooms");
    const closing = async (path: string) => {
      using page = await Client.connect(`127.0.0.1:${app.port}${path}`, {
        headers: { origin: `http://127.0.0.1:${app.port}` },
      });
      return await page.closed;
    };
    assertEquals((await closing(`/r/${code}/ws`)).code, 4403);
    assertEquals(await closing("/r/7KWFT3/ws"), {
      code: 4410,
      reason: "There is no such classroom",
    });
  },
);

Deno.test(
  "N8: a request that asks for no upgrade gets 426 from a member, and no more from others",
  APP,
  async () => {
    await using app = await startApp();
    const { json: { token, socket } } = await postJson(app, "/api/rooms");
    const statusOf = async (init?: RequestInit) => {
      const response = await fetch(app.origin + socket, init);
      await response.body?.cancel();
      return response.status;
    };
    assertEquals([await statusOf(bearer(token)), await statusOf()], [426, 401]);
  },
);

Deno.test("N6: where the process has all the rooms that it may have, it says so", APP, async () => {
  await using app = await startApp({ env: { MUX_MAX_ROOMS: "1" } });
  await postJson(app, "/api/rooms");
  const { status, json } = await postJson(app, "/api/rooms");
  assertEquals([status, json.error.rule], [503, "W5"]);
  const form = await fetch(`${app.origin}/rooms`, { method: "POST" });
  assertEquals(form.status, 503);
  assertStringIncludes(await form.text(), "as many rooms as it may have");
});

Deno.test(
  "W6: after too many wrong codes from one address right ones wait, too, but no member",
  APP,
  async () => {
    await using app = await startApp({ env: { MUX_MAX_IP_WRONG_CODES_AT_ONCE: "10" } });
    const { json: { code, token, socket } } = await postJson(app, "/api/rooms");
    const address = `127.0.0.1:${app.port}`;
    for (let n = 0; n < 8; n++) {
      assertEquals((await postJson(app, `/api/rooms/22222${n + 2}/join`)).status, 404);
    }
    assertEquals((await postJson(app, `/api/rooms/${code}/join`)).status, 200);
    assertEquals(await refusal(`${address}/r/222222`), "404");
    assertEquals((await new Visitor(app).get("/r/222222")).status, 404);
    const { status, json, headers } = await postJson(app, `/api/rooms/${code}/join`);
    assertEquals([status, json.error.rule, headers.get("retry-after")], [429, "W6", "1"]);
    assertEquals(await refusal(address + socket), "429");
    const page = await new Visitor(app).get(`/r/${code}`);
    assertEquals([page.status, page.headers.get("retry-after")], [429, "1"]);
    assertStringIncludes(page.body, "Too many wrong codes");
    using member = await Client.connect(address + socket, bearer(token));
    assertEquals(member.protocol, "");
  },
);

Deno.test("W6: one address makes so many rooms in an hour", APP, async () => {
  await using app = await startApp({ env: { MUX_MAX_IP_ROOMS_PER_HOUR: "1" } });
  assertEquals((await postJson(app, "/api/rooms")).status, 201);
  const { status, json, headers } = await postJson(app, "/api/rooms");
  assertEquals([status, json.error.rule, headers.get("retry-after")], [429, "W6", "3600"]);
  const { status: formStatus, body } = await new Visitor(app).post("/rooms");
  assertEquals(formStatus, 429);
  assertStringIncludes(body, "too many rooms were made from your network");
});
