/**
 * What this project expects of `fresh/dev` and of what it builds: file routes, islands and static
 * files, tried on the small app in fixture/. Written against Fresh's documentation; each test names
 * its page. Without the permissions that a build takes, the tests are ignored.
 *
 * @module
 */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { App, staticFiles } from "fresh";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { State } from "./fixture/define.ts";
import { quietly } from "../support/quietly.ts";

const needs = ["read", "write", "run", "env", "net"] as const;
const ignore = needs.some((name) => Deno.permissions.querySync({ name }).state !== "granted");

type Handler = (request: Request) => Promise<Response>;

// Built here and not in a test: what Fresh's bundler leaves running would count as a test's leak.
const { inMemory, onDisk } = ignore ? refused() : await build();

function refused(): { inMemory: Handler; onDisk: Handler } {
  const handler = () => Promise.reject(new Error("Cannot build without permissions"));
  return { inMemory: handler, onDisk: handler };
}

async function build(): Promise<{ inMemory: Handler; onDisk: Handler }> {
  const { Builder } = await import("fresh/dev");
  const root = fileURLToPath(new URL("fixture/", import.meta.url));
  const outDir = await Deno.makeTempDir();
  globalThis.addEventListener("unload", () => Deno.removeSync(outDir, { recursive: true }));

  const app = new App<State>().use(staticFiles())
    .use((ctx) => {
      ctx.state.trail = ["memory"];
      return ctx.next();
    })
    .fsRoutes();
  const builder = new Builder({ root, outDir });
  builder.onTransformStaticFile(
    { pluginName: "louder", filter: /style\.css$/ },
    ({ text }) => ({ content: `${text}/* louder */` }),
  );
  const apply = await builder.build({ snapshot: "memory" });
  apply(app);

  await builder.build({ snapshot: "disk" });
  const server = await import(pathToFileURL(join(outDir, "server.js")).href);
  return { inMemory: app.handler(), onDisk: server.default.fetch };
}

function test(name: string, fn: () => Promise<void>): void {
  Deno.test({ name, ignore, fn });
}

/** Asks the built server as a browser would. */
async function ask(path: string, init?: RequestInit) {
  const response = await onDisk(new Request(`http://localhost${path}`, init));
  const { status, headers } = response;
  return { status, header: (name: string) => headers.get(name) ?? "", body: await response.text() };
}

// --- concepts/file-routing ---

test("[concepts/file-routing] files are routes, and a plain name wins over [name]", async () => {
  assertEquals((await ask("/api/exact")).body, "GET exact");
  assertEquals((await ask("/api/joe")).body, '{"name":"joe","route":"/api/:name"}');
  assertStringIncludes((await ask("/plain")).body, "no islands here");
});

test("[concepts/routing] a handler has one function for each method, or one for all", async () => {
  const posted = await ask("/api/joe", { method: "POST" });
  assertEquals([posted.status, posted.body], [201, "posted joe"]);
  assertEquals((await ask("/api/exact", { method: "DELETE" })).body, "DELETE exact");
  assertEquals((await ask("/api/joe", { method: "DELETE" })).status, 404);
  const head = await ask("/api/joe", { method: "HEAD" });
  assertEquals([head.status, head.body], [200, ""]);
});

test("[concepts/data-fetching] a handler gives its page data, a status and headers", async () => {
  const { status, header, body } = await ask("/shared/7");
  assertEquals([status, header("x-page")], [202, "yes"]);
  assertStringIncludes(body, "id 7 params 7 route /shared/:id");
});

test("[concepts/middleware] _middleware files run from the outermost folder in", async () => {
  assertEquals((await ask("/shared/7")).header("x-trail"), "app first second shared");
  assertEquals((await ask("/plain")).header("x-trail"), "app first second");
});

test("[advanced/app-wrapper] _app is around every page and sees its request", async () => {
  const { body } = await ask("/plain");
  assertMatch(body, /^<!DOCTYPE html><html lang="en" data-path="\/plain">/);
  assertStringIncludes(body, "<body><p>no islands here</p>");
});

test("[advanced/error-handling] _error is the page for every error, with its status", async () => {
  for (const [path, expected] of [["/unknown", 404], ["/api/teapot", 418], ["/api/broken", 500]]) {
    const { status, header, body } = await quietly(() => ask(String(path)));
    assertEquals(status, expected);
    assertStringIncludes(body, `<h1>error ${expected}</h1>`);
    assertMatch(body, /^<!DOCTYPE html><html lang="en"/);
    // It stands outside the middlewares, so what they add to responses is missing here.
    assertEquals([header("x-trail"), header("content-security-policy")], ["", ""]);
  }
});

test("[advanced/websockets] a route's GET may upgrade the request", async () => {
  await using server = Deno.serve({ port: 0, onListen: () => {} }, onDisk);
  const socket = new WebSocket(`ws://localhost:${server.addr.port}/ws`);
  const closed = new Promise((resolve) => socket.onclose = resolve);
  const answer = await new Promise((resolve, reject) => {
    socket.onopen = () => socket.send("hello");
    socket.onmessage = ({ data }) => resolve(data);
    socket.onerror = reject;
  });
  assertEquals(answer, "echo hello");
  socket.close();
  await closed;
});

// --- concepts/islands, advanced/serialization, concepts/signals ---

test("[concepts/islands] islands are rendered on the server too", async () => {
  const { body } = await ask("/");
  assertStringIncludes(body, '<section id="one" data-live="false" data-browser="false">');
  assertStringIncludes(body, "<output>3</output>");
  assertMatch(body, /<p id="values"[^>]*>1970-01-01T00:00:00.000Z a\+b example.test /);
});

test("[concepts/islands] one inline module starts them, under the page's nonce", async () => {
  const { body, header } = await ask("/");
  const [, nonce] = header("content-security-policy").match(/script-src 'self' 'nonce-(.+?)'/)!;
  const scripts = [...body.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
  assertEquals(scripts.length, 1);
  assertStringIncludes(scripts[0]!, 'type="module"');
  assertStringIncludes(scripts[0]!, `nonce="${nonce}"`);
});

test("[concepts/islands] what a page imports is served, and keeps for a year", async () => {
  const modules = (await ask("/")).body.matchAll(/"(\/_fresh\/js\/[^"]+\.js)"/g);
  const paths = new Set([...modules].map(([, path]) => path!));
  assertEquals(paths.size, 3);
  for (const path of paths) {
    const { status, header } = await ask(path);
    assertEquals(status, 200);
    assertMatch(header("content-type"), /^text\/javascript/);
    assertMatch(header("cache-control"), /max-age=31536000.*immutable/);
  }
});

test("[concepts/islands] a page without islands sends no script", async () => {
  assert(!(await ask("/plain")).body.includes("<script"));
});

test("[advanced/serialization] props go along, and cannot end the script early", async () => {
  const [, code] = (await ask("/")).body.match(/<script[^>]*>(.*?)<\/script>/s)!;
  for (const part of ["1970-01-01T00:00:00.000Z", "http://example.test/", "computed 3", "🙂"]) {
    assertStringIncludes(code!, part);
  }
  // The text of a prop holds "</script>": had it ended the script, the rest would be missing.
  assertMatch(code!, /boot\(.*\)/s);
});

// --- concepts/static-files ---

test("[concepts/static-files] files come with their type, length and an ETag", async () => {
  const { status, header, body } = await ask("/style.css");
  assertEquals([status, Number(header("content-length"))], [200, body.length]);
  assertMatch(header("content-type"), /^text\/css/);
  assertMatch(header("cache-control"), /no-cache/);

  const etag = header("etag");
  assertMatch(etag, /^W\/".+"$/);
  const again = await ask("/style.css", { headers: { "if-none-match": etag } });
  assertEquals([again.status, again.body], [304, ""]);
  assertEquals((await ask("/style.css", { headers: { "if-none-match": 'W/"x"' } })).status, 200);
});

test("[advanced/builder] a build may make something else of a static file", async () => {
  for (const handler of [inMemory, onDisk]) {
    const { headers, body } = await handler(new Request("http://localhost/style.css"));
    const text = await new Response(body).text();
    assertStringIncludes(text, "margin: 0");
    assertStringIncludes(text, "/* louder */");
    assertEquals(Number(headers.get("content-length")), text.length);
  }
});

test("[concepts/static-files] names are decoded, folders are no files", async () => {
  assertEquals((await ask("/a%20b.txt")).body, "a file with a space in its name\n");
  assertMatch((await ask("/img/dot.svg")).header("content-type"), /^image\/svg\+xml/);
  assertEquals((await ask("/img")).status, 404);
});

test("[concepts/static-files] only GET and HEAD are answered", async () => {
  const head = await ask("/style.css", { method: "HEAD" });
  assertEquals([head.status, head.body], [200, ""]);
  assertEquals((await ask("/style.css", { method: "POST" })).status, 405);
});

test("[concepts/static-files] what asset() versions keeps for a year", async () => {
  const [, path] = (await ask("/")).body.match(/<img src="([^"]+)"/)!;
  assertMatch(path!, /^\/img\/dot\.svg\?__frsh_c=\w+$/);
  assertMatch((await ask(path!)).header("cache-control"), /max-age=31536000.*immutable/);

  const other = await ask("/img/dot.svg?__frsh_c=other");
  assertEquals([other.status, other.header("location")], [307, "/img/dot.svg"]);
});

test("[concepts/static-files] no path leads out of the folder", async () => {
  for (
    const path of [
      "/../main.ts",
      "/%2e%2e/main.ts",
      "/..%2fmain.ts",
      "/..%5cmain.ts",
      "/img/..%2f..%2fmain.ts",
      "/%00",
    ]
  ) assertEquals((await ask(path)).status, 404);
});

// --- advanced/builder ---

test("[advanced/builder] a snapshot in memory serves any app that it is applied to", async () => {
  const get = async (path: string) => await inMemory(new Request(`http://localhost${path}`));
  assertEquals(await (await get("/api/joe")).json(), { name: "joe", route: "/api/:name" });
  assertMatch(await (await get("/style.css")).text(), /margin/);
});
