import { assertEquals } from "@std/assert";
import {
  allowHost,
  allowMethod,
  allowOrigin,
  type Bounds,
  isLoopback,
} from "../../server/origin.ts";

/** [bound to, Host, Origin, may it come] */
type Case = readonly [bound: string, host: string, origin: string | undefined, allowed: boolean];

const LOOPBACK: readonly Case[] = [
  ["127.0.0.1", "127.0.0.1:8765", undefined, true],
  ["127.0.0.1", "127.0.0.1:8765", "http://127.0.0.1:8765", true],
  ["127.0.0.1", "localhost:8765", "http://localhost:8765", true],
  ["127.0.0.1", "127.0.0.1:8765", "http://localhost:3000", true],
  ["127.0.0.1", "127.0.0.1:8765", "http://127.9.9.9", true],
  ["localhost", "localhost:8765", "http://[::1]:3000", true],
  ["::1", "[::1]:8765", "http://127.0.0.1:3000", true],
  ["127.0.0.1", "127.0.0.1:8765", "https://example.com", false],
  ["127.0.0.1", "127.0.0.1:8765", "http://127.0.0.1.example.com", false],
  ["127.0.0.1", "127.0.0.1:8765", "http://localhost.example.com", false],
  ["127.0.0.1", "127.0.0.1:8765", "http://10.0.0.1", false],
];

const OPEN: readonly Case[] = [
  ["0.0.0.0", "10.0.0.7:8765", undefined, true],
  ["0.0.0.0", "10.0.0.7:8765", "http://10.0.0.7:8765", true],
  ["0.0.0.0", "mux.example.com", "https://mux.example.com", true],
  ["0.0.0.0", "10.0.0.7:8765", "http://10.0.0.7:3000", false],
  ["0.0.0.0", "10.0.0.7:8765", "http://localhost:3000", false],
  ["0.0.0.0", "10.0.0.7:8765", "http://127.0.0.1:8765", false],
  ["0.0.0.0", "mux.example.com", "https://example.com", false],
  ["127.0.0.1.example.com", "127.0.0.1.example.com", "http://localhost", false],
];

const STRANGE: readonly Case[] = [
  ["127.0.0.1", "127.0.0.1:8765", "null", false],
  ["127.0.0.1", "127.0.0.1:8765", "", false],
  ["127.0.0.1", "127.0.0.1:8765", "localhost:8765", false],
  ["127.0.0.1", "127.0.0.1:8765", "file://", false],
  ["127.0.0.1", "127.0.0.1:8765", "not a url", false],
  ["127.0.0.1", "127.0.0.1:8765", "http://127.0.0.1:8765@example.com", false],
];

const bounds = (host: string, settings: Partial<Bounds> = {}): Bounds => ({
  host,
  origins: new Set(),
  proxies: 0,
  ...settings,
});

function check(cases: readonly Case[], settings: Partial<Bounds> = {}): void {
  for (const [bound, host, origin, allowed] of cases) {
    const headers = new Headers({ host, ...(origin === undefined ? {} : { origin }) });
    const found = allowOrigin(headers, bounds(bound, settings));
    assertEquals(found, allowed, `${origin} to ${host}, bound to ${bound}`);
  }
}

Deno.test("N3: on loopback, pages of this machine may come and others not", () => check(LOOPBACK));

Deno.test("N3: on other addresses, only this server's own pages may come", () => check(OPEN));

Deno.test("N3: an origin that is no web page's is refused", () => check(STRANGE));

Deno.test("N3: pages of a listed origin may come, as it is listed", () => {
  check([
    ["0.0.0.0", "mux.example.com", "https://school.example", true],
    ["127.0.0.1", "127.0.0.1:8765", "https://school.example", true],
    ["0.0.0.0", "mux.example.com", "http://school.example", false],
    ["0.0.0.0", "mux.example.com", "https://school.example:8443", false],
    ["0.0.0.0", "mux.example.com", "https://a.school.example", false],
  ], { origins: new Set(["https://school.example"]) });
});

Deno.test("N3: a browser that names no origin is refused, a program is not", () => {
  const may = (headers: Record<string, string>) => allowOrigin(new Headers(headers), bounds("::"));
  assertEquals(may({ host: "a", "sec-fetch-site": "cross-site" }), false);
  assertEquals(may({ host: "a", "sec-fetch-mode": "websocket" }), true);
});

Deno.test("N3: on loopback the Host must be loopback: no other name can be pointed here", () => {
  const may = (host: string, settings: Partial<Bounds> = {}, bound = "127.0.0.1") =>
    allowHost(new Request("http://a/", { headers: { host } }), bounds(bound, settings));
  for (const host of ["localhost:8765", "127.0.0.1:8765", "[::1]:8765", "127.9.9.9", "LOCALHOST"]) {
    assertEquals(may(host), true, host);
  }
  const foreign = ["evil.example:8765", "localhost.evil.example", "127.0.0.1.nip.io", "10.0.0.1"];
  for (const host of [...foreign, "", "a b", "evil.example@localhost", "localhost/evil.example"]) {
    assertEquals(may(host), false, host);
  }
  const origins = new Set(["https://mux.example.com", "http://a.example:8080"]);
  assertEquals(may("mux.example.com", { origins }), true);
  assertEquals([may("a.example:8080", { origins }), may("a.example", { origins })], [true, false]);
  assertEquals([may("evil.example", { origins }), may("evil.example", { proxies: 1 })], [
    false,
    true,
  ]);
  assertEquals(may("mux.example.com", {}, "0.0.0.0"), true);
});

Deno.test("N3: by HTTP/2 the host is in the address", () => {
  const may = (url: string) => allowHost(new Request(url), bounds("127.0.0.1"));
  assertEquals([may("https://localhost:8765/"), may("https://evil.example/")], [true, false]);
  const post = new Request("https://mux.example.com/", {
    method: "POST",
    headers: { origin: "https://mux.example.com" },
  });
  assertEquals(allowMethod(post, bounds("0.0.0.0")), true);
});

Deno.test("N3: what can change something comes from our own page, a listed one, or a program", () => {
  const may = (headers: Record<string, string>, method = "POST", bound = "127.0.0.1") =>
    allowMethod(
      new Request("http://localhost:8765/", {
        method,
        headers: { host: "localhost:8765", ...headers },
      }),
      bounds(bound, { origins: new Set(["https://school.example"]) }),
    );
  assertEquals(may({}), true);
  assertEquals(may({ origin: "http://localhost:8765" }), true);
  assertEquals(may({ origin: "https://school.example" }), true);
  // Another page of this machine may talk in the lobby, and not act for the one who reads it.
  assertEquals(may({ origin: "http://localhost:3000" }), false);
  assertEquals([may({ origin: "null" }), may({ "sec-fetch-site": "none" })], [false, false]);
  for (const method of ["PUT", "DELETE", "PATCH"]) {
    assertEquals(may({ origin: "https://evil.example" }, method), false);
  }
  for (const method of ["GET", "HEAD", "OPTIONS"]) {
    assertEquals(may({ origin: "https://evil.example" }, method), true);
  }
});

Deno.test("isLoopback: only addresses of this machine", () => {
  const yes = ["localhost", "127.0.0.1", "127.255.0.9", "::1", "[::1]"];
  const no = ["", "0.0.0.0", "::", "10.0.0.1", "128.0.0.1", "127.0.0.1.nip.io", "localhost.com"];
  assertEquals([yes.filter((host) => !isLoopback(host)), no.filter(isLoopback)], [[], []]);
});
