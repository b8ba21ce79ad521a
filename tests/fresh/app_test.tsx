/**
 * What this project expects of `fresh`, whichever package stands behind that name: the real one or
 * the stand-in in registry/. Written against Fresh's documentation; each test names its page.
 *
 * @module
 */

import {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertStrictEquals,
  assertStringIncludes,
} from "@std/assert";
import { App, createDefine, csp, HttpError, page } from "fresh";
import { asset, IS_BROWSER } from "fresh/runtime";
import { quietly } from "../support/quietly.ts";

interface State {
  trail?: string[];
}

const text = (body: string) => () => new Response(body);

/** Asks an app as a browser would, without a server. */
async function ask(app: App<State>, path: string, init?: RequestInit) {
  const response = await app.handler()(new Request(`http://localhost${path}`, init));
  return { response, status: response.status, body: await response.text() };
}

// --- concepts/routing ---

Deno.test("[concepts/routing] a plain path wins over a pattern that was added before it", async () => {
  const app = new App<State>().get("/:id", text("pattern")).get("/about", text("plain"));
  assertEquals((await ask(app, "/about")).body, "plain");
  assertEquals((await ask(app, "/other")).body, "pattern");
});

Deno.test("[concepts/routing] the first pattern that matches wins", async () => {
  const app = new App<State>().get("/a/:one", text("first")).get("/:x/:y", text("second"));
  assertEquals((await ask(app, "/a/b")).body, "first");
  assertEquals((await ask(app, "/b/b")).body, "second");
});

Deno.test("[concepts/routing] parameters are decoded, and a route knows its pattern", async () => {
  const app = new App<State>().get("/books/:id", (ctx) => ctx.json([ctx.params.id, ctx.route]));
  assertEquals((await ask(app, "/books/a%20b")).body, '["a b","/books/:id"]');
});

Deno.test("[concepts/routing] a wildcard takes the rest of the path", async () => {
  const app = new App<State>().get("/foo/*", text("rest"));
  assertEquals((await ask(app, "/foo/bar/baz")).body, "rest");
});

Deno.test("[concepts/routing] slashes too many change nothing", async () => {
  const app = new App<State>().get("/a/b", text("found"));
  for (const path of ["/a/b/", "//a/b"]) assertEquals((await ask(app, path)).body, "found");
});

Deno.test("[concepts/routing] HEAD is answered like GET, without a body", async () => {
  const app = new App<State>().get("/", (ctx) => ctx.text("body", { headers: { "x-a": "b" } }));
  const { response, status, body } = await ask(app, "/", { method: "HEAD" });
  assertEquals([status, body, response.headers.get("x-a")], [200, "", "b"]);
});

Deno.test("[concepts/routing] another method of a known path is a 405", async () => {
  const app = new App<State>().get("/", text("get")).post("/both", text("post"));
  assertEquals((await ask(app, "/", { method: "POST" })).status, 405);
  assertEquals((await ask(app, "/both", { method: "POST" })).body, "post");
});

// --- concepts/middleware, concepts/app, concepts/context ---

Deno.test("[concepts/app] items apply from top to bottom", async () => {
  const mark = createDefine<State>().middleware(async (ctx) => {
    const response = await ctx.next();
    response.headers.set("x-marked", "yes");
    return response;
  });
  const app = new App<State>().get("/before", text("")).use(mark).get("/after", text(""));
  assertEquals((await ask(app, "/before")).response.headers.get("x-marked"), null);
  assertEquals((await ask(app, "/after")).response.headers.get("x-marked"), "yes");
});

Deno.test("[concepts/middleware] middlewares wrap what comes after them", async () => {
  const seen: string[] = [];
  const layer = (name: string) =>
    createDefine<State>().middleware(async (ctx) => {
      seen.push(`${name} in`);
      const response = await ctx.next();
      seen.push(`${name} out`);
      return response;
    });
  const app = new App<State>().use(layer("a"), layer("b")).get("/", layer("c"), text(""));
  await ask(app, "/");
  assertEquals(seen, ["a in", "b in", "c in", "c out", "b out", "a out"]);
});

Deno.test("[concepts/app] a middleware with a path is for that path and below", async () => {
  const app = new App<State>().use("/foo", text("taken"))
    .get("/foo", text("foo")).get("/foo/bar", text("bar")).get("/foobar", text("foobar"));
  assertEquals((await ask(app, "/foo")).body, "taken");
  assertEquals((await ask(app, "/foo/bar")).body, "taken");
  assertEquals((await ask(app, "/foobar")).body, "foobar");
});

Deno.test("[concepts/context] every request has a state of its own", async () => {
  const app = new App<State>()
    .use((ctx) => {
      ctx.state.trail = [...ctx.state.trail ?? [], "seen"];
      return ctx.next();
    })
    .get("/", (ctx) => ctx.json(ctx.state.trail));
  for (let i = 0; i < 2; i++) assertEquals((await ask(app, "/")).body, '["seen"]');
});

Deno.test("[concepts/context] redirect() stays on this site and takes a status", async () => {
  const app = new App<State>().get("/a", (ctx) => ctx.redirect("//evil.test/"))
    .get("/b", (ctx) => ctx.redirect("/new", 307));
  const [a, b] = [await ask(app, "/a"), await ask(app, "/b")];
  assertEquals([a.status, a.response.headers.get("location")], [302, "/evil.test/"]);
  assertEquals([b.status, b.response.headers.get("location")], [307, "/new"]);
});

Deno.test("[concepts/context] text(), html() and json() name their types", async () => {
  const app = new App<State>().get("/text", (ctx) => ctx.text("t"))
    .get("/html", (ctx) => ctx.html("<p>")).get("/json", (ctx) => ctx.json({ a: 1 }));
  for (
    const [path, type] of [["/text", "text/plain"], ["/html", "text/html"], [
      "/json",
      "application/json",
    ]]
  ) {
    assertMatch((await ask(app, path!)).response.headers.get("content-type")!, RegExp(`^${type}`));
  }
});

Deno.test("[concepts/context] render() answers with a document, a status and headers", async () => {
  const app = new App<State>().get(
    "/",
    (ctx) =>
      ctx.render(<h1 title='"<'>{"<hello>"}</h1>, { status: 418, headers: { "x-foo": "abc" } }),
  );
  const { response, status, body } = await ask(app, "/");
  assertEquals([status, response.headers.get("x-foo")], [418, "abc"]);
  assertMatch(response.headers.get("content-type")!, /^text\/html/);
  assertMatch(body, /^<!DOCTYPE html>.*<h1 title="&quot;(<|&lt;)">&lt;hello(>|&gt;)<\/h1>/is);
});

Deno.test("[concepts/context] a page that fails to render rejects inside its handler", async () => {
  const Broken = () => {
    throw new HttpError(503);
  };
  const app = new App<State>().get("/", (ctx) => ctx.render(<Broken />));
  assertEquals((await ask(app, "/")).status, 503);
});

// --- advanced/error-handling ---

Deno.test("[advanced/error-handling] an HttpError sets the status, and may say why", async () => {
  const app = new App<State>()
    .get("/403", () => Promise.reject(new HttpError(403)))
    .get("/418", () => Promise.reject(new HttpError(418, "tea")));
  const [forbidden, teapot] = [await ask(app, "/403"), await ask(app, "/418")];
  assertEquals([forbidden.status, forbidden.body], [403, "Forbidden"]);
  assertEquals([teapot.status, teapot.body], [418, "tea"]);
});

Deno.test("[advanced/error-handling] any other error is a 500 that gives nothing away", async () => {
  const app = new App<State>().get("/", () => Promise.reject(new Error("secret")));
  const { status, body } = await quietly(() => ask(app, "/"));
  assertEquals(status, 500);
  assert(!body.includes("secret"));
});

Deno.test("[advanced/error-handling] onError() sees the error; the nearest one answers", async () => {
  const app = new App<State>()
    .onError("*", (ctx) => ctx.text(`top: ${(ctx.error as Error).message}`, { status: 500 }))
    .onError("/foo/bar", (ctx) => ctx.text("nested", { status: 500 }))
    .get("/thrower", () => Promise.reject(new Error("fail")))
    .get("/foo/bar/thrower", () => Promise.reject(new Error("fail")));
  assertEquals((await ask(app, "/thrower")).body, "top: fail");
  assertEquals((await ask(app, "/foo/bar/thrower")).body, "nested");
});

Deno.test("[advanced/error-handling] notFound() answers every 404", async () => {
  const app = new App<State>()
    .notFound((ctx) => ctx.text(`nothing at ${ctx.url.pathname}`, { status: 404 }))
    .get("/thrown", () => Promise.reject(new HttpError(404)));
  for (const path of ["/thrown", "/unknown"]) {
    const { status, body } = await ask(app, path);
    assertEquals([status, body], [404, `nothing at ${path}`]);
  }
});

Deno.test("[advanced/error-handling] a request that nobody takes passes the middlewares as an error", async () => {
  const seen: unknown[] = [];
  const app = new App<State>().use(async (ctx) => {
    try {
      return await ctx.next();
    } catch (error) {
      seen.push(error instanceof HttpError && error.status);
      throw error;
    }
  });
  assertEquals((await ask(app, "/unknown")).status, 404);
  assertEquals(seen, [404]);
});

// --- plugins/csp ---

const policyOf = ({ headers }: Response) => headers.get("content-security-policy") ?? "";

Deno.test("[plugins/csp] the defaults allow this site only, and inline code", async () => {
  const policy = policyOf(
    (await ask(new App<State>().use(csp({})).get("/", text("")), "/")).response,
  );
  for (
    const directive of [
      "default-src 'self'",
      "script-src 'self' 'unsafe-inline'",
      "style-src 'self' 'unsafe-inline'",
      "connect-src 'self'",
      "object-src 'none'",
      "frame-ancestors 'none'",
      "upgrade-insecure-requests",
    ]
  ) assertStringIncludes(`${policy};`, `${directive};`);
});

Deno.test("[plugins/csp] a directive of one's own replaces the default of its name", async () => {
  const app = new App<State>().use(csp({ csp: ["connect-src 'self' ws:"] })).get("/", text(""));
  const policy = policyOf((await ask(app, "/")).response);
  assertStringIncludes(policy, "connect-src 'self' ws:");
  assertEquals(policy.match(/connect-src/g)?.length, 1);
});

Deno.test("[plugins/csp] reportOnly changes the header's name", async () => {
  const app = new App<State>().use(csp({ reportOnly: true })).get("/", text(""));
  const { response } = await ask(app, "/");
  assertEquals(policyOf(response), "");
  assert(response.headers.has("content-security-policy-report-only"));
});

Deno.test("[plugins/csp] useNonce gives each rendered page a nonce of its own", async () => {
  const app = new App<State>().use(csp({ useNonce: true })).get("/", (ctx) =>
    ctx.render(
      <html>
        <head>
          <style>{"body { color: red }"}</style>
        </head>
        <body>
          <script>1</script>
        </body>
      </html>,
    ));
  const nonces: string[] = [];
  for (let i = 0; i < 2; i++) {
    const { response, body } = await ask(app, "/");
    const [, nonce] = policyOf(response).match(/script-src 'self' 'nonce-([^']+)'/)!;
    assert(!policyOf(response).includes("unsafe-inline"));
    assertStringIncludes(body, `<style nonce="${nonce}">`);
    assertStringIncludes(body, `<script nonce="${nonce}">`);
    nonces.push(nonce!);
  }
  assertNotEquals(nonces[0], nonces[1]);
});

Deno.test("[plugins/csp] with useNonce, what is not rendered keeps 'unsafe-inline'", async () => {
  const app = new App<State>().use(csp({ useNonce: true })).get("/", (ctx) => ctx.json({}));
  assertStringIncludes(
    policyOf((await ask(app, "/")).response),
    "script-src 'self' 'unsafe-inline'",
  );
});

// --- advanced/define, concepts/data-fetching, concepts/islands, concepts/static-files ---

Deno.test("[advanced/define] the helpers give back what they are handed", () => {
  const define = createDefine<State>();
  const middleware = define.middleware((ctx) => ctx.next());
  const handlers = define.handlers({ GET: () => page({ name: "Fresh" }) });
  const component = define.page<typeof handlers>(({ data }) => <h1>{data.name}</h1>);
  assertStrictEquals(define.middleware(middleware), middleware);
  assertStrictEquals(define.handlers(handlers), handlers);
  assertStrictEquals(define.page<typeof handlers>(component), component);
});

Deno.test("[concepts/data-fetching] page() carries data, a status and headers", () => {
  const { data, status, headers } = page({ a: 1 }, { status: 201, headers: { "x-a": "b" } });
  assertEquals([data, status, new Headers(headers).get("x-a")], [{ a: 1 }, 201, "b"]);
});

Deno.test("[concepts/islands] code here does not run in a browser", () => {
  assertEquals(IS_BROWSER, false);
});

Deno.test("[concepts/static-files] asset() versions the paths of this site only", () => {
  assertMatch(asset("/a.pdf"), /^\/a\.pdf\?__frsh_c=\w+$/);
  assertEquals(asset("https://example.test/a.pdf"), "https://example.test/a.pdf");
});
