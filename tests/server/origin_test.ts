import { assertEquals } from "@std/assert";
import { allowOrigin, isLoopback } from "../../server/origin.ts";

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

function check(cases: readonly Case[]): void {
  for (const [bound, host, origin, allowed] of cases) {
    const headers = new Headers({ host, ...(origin === undefined ? {} : { origin }) });
    assertEquals(allowOrigin(headers, bound), allowed, `${origin} to ${host}, bound to ${bound}`);
  }
}

Deno.test("N3: on loopback, pages of this machine may come and others not", () => check(LOOPBACK));

Deno.test("N3: on other addresses, only this server's own pages may come", () => check(OPEN));

Deno.test("N3: an origin that is no web page's is refused", () => check(STRANGE));

Deno.test("isLoopback: only addresses of this machine", () => {
  const yes = ["localhost", "127.0.0.1", "127.255.0.9", "::1", "[::1]"];
  const no = ["", "0.0.0.0", "::", "10.0.0.1", "128.0.0.1", "127.0.0.1.nip.io", "localhost.com"];
  assertEquals([yes.filter((host) => !isLoopback(host)), no.filter(isLoopback)], [[], []]);
});
