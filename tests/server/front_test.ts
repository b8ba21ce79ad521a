import { assert, assertEquals, assertMatch } from "@std/assert";
import { policyOf, secured } from "../../server/headers.ts";
import { shownPath } from "../../server/journal.ts";
import { startApp } from "../support/app.ts";
import { Client } from "../support/client.ts";
import { needs } from "../support/needs.ts";

const APP = needs("net", "env", "read", "write", "run", "sys");

/** A request as no client library would make it: with any Host. */
async function ask(port: number, lines: readonly string[]): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const text = [...lines, "connection: close", "", ""].join("\r\n");
  await connection.write(new TextEncoder().encode(text));
  return await new Response(connection.readable).text();
}

const HEADERS = [
  "content-security-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "permissions-policy",
  "referrer-policy",
  "x-content-type-options",
  "x-frame-options",
];

Deno.test(
  "front: every response forbids what it can: pages, files, errors, refusals",
  APP,
  async () => {
    await using app = await startApp();
    const requests: readonly (readonly [status: number, path: string, init?: RequestInit])[] = [
      [200, "/"],
      [200, "/styles.css"],
      [404, "/nowhere"],
      [404, "/_fresh/js/nothing.js"],
      [426, "/ws"],
      [403, "/", { method: "POST", headers: { origin: "https://evil.example" } }],
      [403, "/ws", { headers: { origin: "https://evil.example", upgrade: "websocket" } }],
    ];
    const ids = new Set<string>();
    for (const [status, path, init] of requests) {
      const response = await fetch(`${app.origin}${path}`, init);
      await response.body?.cancel();
      assertEquals(response.status, status, path);
      const missing = HEADERS.filter((name) => !response.headers.has(name));
      assertEquals(missing, [], `${path} ${status}`);
      const policy = response.headers.get("content-security-policy")!;
      assert(!policy.includes("unsafe"), policy);
      // By plain http nothing may say that everything is https.
      assert(!policy.includes("upgrade-insecure-requests"));
      assertEquals(response.headers.has("strict-transport-security"), false);
      ids.add(response.headers.get("x-request-id")!);
    }
    assertEquals(ids.size, requests.length);
  },
);

Deno.test("front: a Host that cannot be one is refused, and is no error of ours", APP, async () => {
  await using app = await startApp();
  for (const host of ["127.00.1", "127.0.0..1", "1]27.0.0.1", "a b", "[::", "%"]) {
    const answer = await ask(app.port, ["GET / HTTP/1.1", `host: ${host}`]);
    assertMatch(answer, /^HTTP\/1.1 (400|403) /, host);
  }
});

Deno.test("front: a page's scripts go by a nonce of its own", APP, async () => {
  await using app = await startApp();
  const nonces = new Set<string>();
  for (let n = 0; n < 2; n++) {
    const response = await fetch(app.origin);
    const html = await response.text();
    const [, nonce] = /script-src 'self' 'nonce-(\w+)'/.exec(
      response.headers.get("content-security-policy")!,
    )!;
    for (const [script] of html.matchAll(/<script[^>]*>/g)) {
      assert(script.includes(`nonce="${nonce}"`), script);
    }
    assertEquals([...html.matchAll(/ (style|on\w+)=/g)].map(([it]) => it), []);
    nonces.add(nonce!);
  }
  assertEquals(nonces.size, 2);
});

Deno.test("policyOf: the lobby's page may connect anywhere, no other may", () => {
  assertMatch(policyOf("/", undefined), /connect-src 'self' ws: wss:;/);
  for (const path of ["/r/ABC234", "/join", "/teach/key", "/limits", "//"]) {
    assertMatch(policyOf(path, undefined), /connect-src 'self';/);
  }
});

Deno.test("secured: only by TLS a browser is told to stay with it", () => {
  const facts = { id: "1", pathname: "/" };
  const hsts = (secure: boolean) =>
    secured(new Response(), { ...facts, secure }).headers.get("strict-transport-security");
  assertEquals([hsts(true), hsts(false)], ["max-age=31536000", null]);
});

Deno.test("N3: on loopback no other name reaches pages, forms or sockets", APP, async () => {
  await using app = await startApp();
  for (const host of ["evil.example", `evil.example:${app.port}`, "localhost.evil.example"]) {
    const origin = `http://${host}`;
    for (
      const lines of [
        ["GET / HTTP/1.1", `host: ${host}`],
        ["GET /styles.css HTTP/1.1", `host: ${host}`],
        ["POST / HTTP/1.1", `host: ${host}`, `origin: ${origin}`, "content-length: 0"],
        [
          "GET /ws HTTP/1.1",
          `host: ${host}`,
          `origin: ${origin}`,
          "upgrade: websocket",
          "connection: upgrade",
          "sec-websocket-version: 13",
          "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==",
        ],
      ]
    ) assertMatch(await ask(app.port, lines), /^HTTP\/1.1 403 /, lines.join(" | "));
  }
  assertEquals(app.room.size, 0);
  assertMatch(await ask(app.port, ["GET / HTTP/1.1", "host: localhost"]), /^HTTP\/1.1 200 /);
});

Deno.test("N3: a proxy on the same machine names its public origin", APP, async () => {
  await using app = await startApp({ env: { MUX_ORIGINS: "https://mux.example.com" } });
  const lines = ["GET / HTTP/1.1", "host: mux.example.com"];
  assertMatch(await ask(app.port, lines), /^HTTP\/1.1 200 /);
  using client = await Client.connect(`127.0.0.1:${app.port}/ws`, {
    headers: { host: "mux.example.com", origin: "https://mux.example.com" },
  });
  assertEquals(client.protocol, "");
});

Deno.test("front: behind a proxy the visitor's own address and TLS count", APP, async () => {
  await using app = await startApp({ env: { MUX_TRUST_PROXY: "on" } });
  const response = await fetch(app.origin, {
    headers: { "x-forwarded-for": "1.1.1.1, 203.0.113.7", "x-forwarded-proto": "https" },
  });
  await response.body?.cancel();
  assertEquals(response.headers.has("strict-transport-security"), true);
  const { from, id } = JSON.parse(app.lines.at(-1)!);
  assertEquals([from, id], ["203.0.113.0/24", response.headers.get("x-request-id")]);
});

Deno.test(
  "front: a request is one line, which is named in its response and holds no secret",
  APP,
  async () => {
    await using app = await startApp();
    const response = await fetch(`${app.origin}/teach/s3cret-key?token=t0ken#x`);
    await response.body?.cancel();
    assertEquals(app.lines.length, 1);
    const { time, ms, ...rest } = JSON.parse(app.lines[0]!);
    assertEquals(rest, {
      event: "request",
      id: response.headers.get("x-request-id"),
      method: "GET",
      path: "/teach/…",
      status: response.status,
      from: "127.0.0.0/24",
    });
    assertMatch(time, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    assert(Number.isInteger(ms) && ms >= 0);
    // What goes well and says little is no line.
    await (await fetch(`${app.origin}/styles.css`)).body?.cancel();
    assertEquals(app.lines.length, 1);
  },
);

Deno.test("shownPath: of a path only its first part is shown", () => {
  const paths = ["/", "/join", "/r/ABC234/ws", "/teach/key", "/a%20b", `/${"x".repeat(40)}`, "//x"];
  assertEquals(paths.map(shownPath), ["/", "/join", "/r/…", "/teach/…", "/…", "/…", "//…"]);
});
