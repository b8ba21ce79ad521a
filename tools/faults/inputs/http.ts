/**
 * HTTP requests, from good to hopeless: paths, headers, upgrades, bodies.
 *
 * @module
 */

import type { Random } from "../support/random.ts";
import { concat } from "../support/wire.ts";
import { anyText, anyValue, mutateFields, mutateText } from "./values.ts";

const METHODS = ["GET", "GET", "GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"];

const PATHS = [
  ...["/", "/ws", "/join", "/r/ABCDEF", "/r/ABCDEF/ws", "/r/ABCDEF/join", "/api/rooms"],
  ...["/api/rooms/ABCDEF/join", "/teach/0123456789abcdef", "/limits", "/healthz", "/metrics"],
  ...["/styles.css", "/favicon.svg", "/_fresh/js/x/boot.js", "/nowhere"],
];

const SEGMENTS = [
  ...["..", ".", "%2e%2e", "%2f", "%5c", "\\", "%00", "%", "%zz", "//", "con", "a;b", "?x=1", "#"],
  ...["%0d%0aset-cookie:%20a=b", "%e2%80%ae", "x".repeat(3_000), "__proto__", "é", "<script>"],
];

const UPGRADE: readonly (readonly [string, string])[] = [
  ["upgrade", "websocket"],
  ["connection", "Upgrade"],
  ["sec-websocket-version", "13"],
  ["sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAA=="],
];

const HEADERS = [
  ...["origin", "host", "cookie", "authorization", "x-forwarded-for", "x-forwarded-proto"],
  ...["x-forwarded-host", "forwarded", "sec-websocket-protocol", "sec-websocket-extensions"],
  ...["accept-encoding", "if-none-match", "range", "content-type", "sec-fetch-site"],
];

const VALUES = [
  ...[
    "null",
    "https://example.com",
    "http://127.0.0.1",
    "mux=x; theme=<b>",
    "theme=dark",
    "Bearer x",
  ],
  ...[
    "Bearer e30.e30.e30",
    "127.0.0.1, 10.0.0.1",
    "mux.v1",
    "mux.plain",
    "mux.v1,mux.plain",
    ", ,",
  ],
  ...["permessage-deflate; client_max_window_bits", "gzip, br;q=0", "bytes=0-1,5-", "text/html"],
  ...["application/json", "application/x-www-form-urlencoded", "same-origin", "cross-site", "x"],
];

function path(random: Random): string {
  let made = random.pick(PATHS);
  for (let n = random.chance(0.4) ? 1 + random.below(3) : 0; n > 0; n--) {
    made += random.chance(0.7) ? `/${random.pick(SEGMENTS)}` : random.pick(SEGMENTS);
  }
  if (random.chance(0.1)) made = mutateText(made, random);
  // What cannot stand in a request's first line; `%` stays what it is.
  return made.toWellFormed().replace(/[^\x21-\x7e]/g, encodeURIComponent);
}

function headers(method: string, random: Random): [string, string][] {
  const made: [string, string][] = [["host", "127.0.0.1"]];
  // The runtime itself refuses an upgrade with a body.
  if (method === "GET" && random.chance(0.5)) {
    for (const [name, value] of UPGRADE) {
      if (random.chance(0.95)) made.push([name, random.chance(0.93) ? value : random.pick(VALUES)]);
    }
  }
  for (let n = random.below(4); n > 0; n--) {
    made.push([
      random.pick(HEADERS),
      random.chance(0.97) ? random.pick(VALUES) : "y".repeat(5_000),
    ]);
  }
  return made;
}

function body(random: Random): string {
  const fields = { name: anyText(random), code: "ABCDEF", chunk: 4 };
  return random.weighted<() => string>([
    [3, () => JSON.stringify(fields)],
    [3, () => JSON.stringify(mutateFields(fields, random))],
    [2, () => mutateText(JSON.stringify(fields), random)],
    [2, () => `name=${encodeURIComponent(fields.name.toWellFormed())}&code=ABCDEF`],
    [1, () => JSON.stringify(anyValue(random))],
    [0.2, () => "z".repeat(random.pick([10_000, 70_000]))],
  ])();
}

/** One request that ends where the next one can begin. */
export function httpInput(random: Random): Uint8Array {
  const method = random.pick(METHODS);
  const lines = headers(method, random).map(([name, value]) => `${name}: ${value}`);
  const content = new TextEncoder().encode(method === "GET" ? "" : body(random));
  if (content.length > 0) lines.push(`content-length: ${content.length}`);
  const head = `${method} ${path(random)} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`;
  return concat([new TextEncoder().encode(head), content]);
}

/** A request after which nothing can be told apart: it is the last one on its connection. */
export function brokenHttpInput(random: Random): Uint8Array {
  const good = httpInput(random);
  return random.weighted<() => Uint8Array>([
    [3, () => new TextEncoder().encode(mutateText(new TextDecoder().decode(good), random))],
    [2, () => good.subarray(0, random.below(good.length))],
    [1, () => new TextEncoder().encode("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: -5\r\n\r\n")],
    [1, () =>
      new TextEncoder().encode(
        "POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\ncontent-length: 4\r\n\r\nzz\r\n",
      )],
    [1, () => new TextEncoder().encode(`GET / HTTP/1.1\r\n${"a: b\r\n".repeat(300)}\r\n`)],
    [1, () => new TextEncoder().encode(`GET /${"a".repeat(70_000)} HTTP/1.1\r\n\r\n`)],
    [1, () => random.bytes(random.below(500))],
  ])();
}
