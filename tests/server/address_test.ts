import { assertEquals } from "@std/assert";
import { networkOf, shortened, sourceOf } from "../../server/address.ts";

const from = (headers: Record<string, string>, proxies: number, secure = false) =>
  Object.values(sourceOf(new Headers(headers), "10.0.0.9", secure, proxies)).slice(0, 2);

Deno.test("sourceOf: without a proxy of ours nobody may say where they come from", () => {
  const headers = { "x-forwarded-for": "203.0.113.7", "x-forwarded-proto": "https" };
  assertEquals(from(headers, 0), ["10.0.0.9", false]);
  assertEquals(from(headers, 0, true), ["10.0.0.9", true]);
});

Deno.test("sourceOf: the entry that our own proxies added counts, and none that came with it", () => {
  const headers = { "x-forwarded-for": "1.1.1.1, 203.0.113.7 , 192.0.2.1" };
  assertEquals([1, 2, 3, 4].map((proxies) => from(headers, proxies)[0]), [
    "192.0.2.1",
    "203.0.113.7",
    "1.1.1.1",
    "10.0.0.9",
  ]);
});

Deno.test("sourceOf: what is no address does not count", () => {
  for (const entry of ["", "unknown", "1.2.3.4:80", "x".repeat(9_000), "1.2.3.4.5"]) {
    assertEquals(from({ "x-forwarded-for": entry }, 1)[0], "10.0.0.9", entry.slice(0, 20));
  }
  assertEquals(from({ "x-forwarded-for": "2001:db8::7" }, 1)[0], "2001:db8::7");
});

Deno.test("sourceOf: a proxy says whether the visitor came by TLS", () => {
  assertEquals(from({ "x-forwarded-proto": "https" }, 1)[1], true);
  assertEquals(from({ "x-forwarded-proto": "https, http" }, 1, true)[1], false);
  assertEquals(from({}, 1, true)[1], true);
});

Deno.test("sourceOf: local is who asks from this machine, and not through a proxy on it", () => {
  const local = (peer: string, headers: Record<string, string> = {}) =>
    sourceOf(new Headers(headers), peer, false, 0).local;
  assertEquals([local("127.0.0.1"), local("::1"), local("10.0.0.9")], [true, true, false]);
  assertEquals(local("127.0.0.1", { "x-forwarded-for": "203.0.113.7" }), false);
  assertEquals(local("127.0.0.1", { forwarded: "for=203.0.113.7" }), false);
});

Deno.test("networkOf: an IPv4 address, or the 64 bits that one IPv6 customer has all of", () => {
  const networks = {
    "203.0.113.7": "203.0.113.7",
    "::ffff:203.0.113.7": "203.0.113.7",
    "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64",
    "2001:DB8:1:2::9": "2001:db8:1:2::/64",
    "2001:0db8::1": "2001:db8:0:0::/64",
    "::1": "0:0:0:0::/64",
    "fe80::1%eth0": "fe80:0:0:0::/64",
    "a name": "a name",
  };
  assertEquals(Object.keys(networks).map(networkOf), Object.values(networks));
});

Deno.test("shortened: what a log says names no machine", () => {
  const addresses = ["203.0.113.7", "2001:db8:1:2:3:4:5:6", "::ffff:10.0.0.1", "unix"];
  assertEquals(addresses.map(shortened), [
    "203.0.113.0/24",
    "2001:db8:1::/48",
    "10.0.0.0/24",
    "unix",
  ]);
});
