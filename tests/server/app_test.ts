import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { RETENTION } from "../../server/limits.ts";
import { startApp } from "../support/app.ts";
import { Client, type Offer } from "../support/client.ts";
import { frame } from "../support/frames.ts";
import { needs } from "../support/needs.ts";

/** What the app as Fresh builds it needs. */
const APP = needs("net", "env", "read", "write", "run", "sys");

Deno.test("N1: the whole app speaks the wire at / and at /ws, in one room", APP, async () => {
  await using app = await startApp();
  using old = await Client.connect(`127.0.0.1:${app.port}/`);
  using fresh = await Client.connect(`127.0.0.1:${app.port}/ws`, { protocols: ["mux.plain"] });
  assertEquals([old.protocol, fresh.protocol], ["", "mux.plain"]);
  old.send(frame({ data: "from the course" }));
  for (const client of [old, fresh]) {
    assertEquals((await client.next()).data, "from the course");
  }
  assertEquals(app.room.size, 2);
});

Deno.test("N1: a plain request to / gets the page", APP, async () => {
  await using app = await startApp();
  const response = await fetch(`http://127.0.0.1:${app.port}/`);
  assertStringIncludes(await response.text(), "<title>Mini Multiplexed Chat</title>");
  assertEquals(response.status, 200);
});

Deno.test(
  "page: what a script is made of gives way to what the first picture needs",
  APP,
  async () => {
    await using app = await startApp();
    const response = await fetch(`http://127.0.0.1:${app.port}/`);
    await response.body?.cancel();
    const links = response.headers.get("link")!.split(", <");
    assert(links.length > 1);
    for (const link of links) assertStringIncludes(link, 'fetchpriority="low"');
  },
);

Deno.test(
  "solo: U26: the worker that keeps the page is a script of ours, asked for anew each time",
  APP,
  async () => {
    await using app = await startApp();
    const { headers, body } = await fetch(`http://127.0.0.1:${app.port}/solo_offline.js?/build/`);
    await body?.cancel();
    assertStringIncludes(headers.get("content-type")!, "text/javascript");
    assertStringIncludes(headers.get("cache-control")!, "no-cache");
    // What it may fetch is said by its own policy, not the page's.
    assertStringIncludes(headers.get("content-security-policy")!, "connect-src 'self';");
  },
);

Deno.test("access: every page ends with the same help, and it needs no script", APP, async () => {
  await using app = await startApp();
  const footOf = async (path: string) => {
    const text = await (await fetch(`http://127.0.0.1:${app.port}${path}`)).text();
    return /<footer class="foot">.*<\/footer>/s.exec(text)?.[0];
  };
  const foot = await footOf("/");
  for (const href of ["/protocol", "/limits", "/join"]) {
    assertStringIncludes(foot!, `href="${href}" target="_blank"`);
  }
  for (
    const path of ["/solo", "/join", "/limits", "/protocol", "/rooms", "/r/BCDFGH", "/nothing"]
  ) {
    assertEquals(await footOf(path), foot, path);
  }
});

Deno.test(
  "privacy: the lobby says who reads what is said, and how long it is kept",
  APP,
  async () => {
    await using app = await startApp();
    const text = await (await fetch(`http://127.0.0.1:${app.port}/`)).text();
    assertStringIncludes(text, "whoever comes, now or later, reads what was said here");
    const [interactive, bulk] = [RETENTION.interactive, RETENTION.bulk];
    assertStringIncludes(text, `lines for ${interactive.ms / 3_600_000} hours at most`);
    assertStringIncludes(text, `files for ${bulk.ms / 3_600_000} hour.`);
  },
);

Deno.test("N2, N3: the whole app refuses before the upgrade, at / and at /ws", APP, async () => {
  await using app = await startApp();
  const refusal = async (path: string, offer: Offer) =>
    (await assertRejects(() => Client.connect(`127.0.0.1:${app.port}${path}`, offer), Error))
      .message;
  for (const path of ["/", "/ws"]) {
    const foreign = { headers: { origin: "https://example.com" } };
    assertStringIncludes(await refusal(path, foreign), "403");
    assertStringIncludes(await refusal(path, { protocols: ["mux.v9"] }), "400");
  }
  assertEquals(app.room.size, 0);
});

Deno.test("N4: a request to /ws that asks for no upgrade is answered with 426", APP, async () => {
  await using app = await startApp();
  const response = await fetch(`http://127.0.0.1:${app.port}/ws`);
  await response.body?.cancel();
  assertEquals(response.status, 426);
});

Deno.test("upgrade: a broken handshake is answered with 400 and takes no place", APP, async () => {
  await using app = await startApp();
  using connection = await Deno.connect({ hostname: "127.0.0.1", port: app.port });
  const request =
    "GET /ws HTTP/1.1\r\nhost: localhost\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nconnection: upgrade\r\n\r\n";
  await connection.write(new TextEncoder().encode(request));
  const answer = new Uint8Array(64);
  await connection.read(answer);
  assertStringIncludes(new TextDecoder().decode(answer), "HTTP/1.1 400 ");
  assertEquals(app.state.gate.size, 0);
});
