/**
 * The client of lib/connect.ts and the server, over a real socket.
 *
 * @module
 */

import { assert, assertEquals, assertRejects } from "@std/assert";
import { connect, type ConnectOptions, type Received, webSocket } from "../../lib/connect.ts";
import { systemClock } from "../../server/clock.ts";
import { serveWire, type TestServer, WIRE } from "../support/server.ts";

function join({ address }: TestServer, options: Partial<ConnectOptions> = {}) {
  return connect({
    socket: webSocket(`ws://${address}/ws`),
    clock: systemClock,
    random: () => 0,
    ...options,
  });
}

Deno.test("smoke", WIRE, async () => {
  await using server = await serveWire();
  using otter = join(server);
  otter.onTrouble((t) => console.log("trouble", t));
  otter.onState((t) => console.log("state", t));
  using heron = join(server);
  const heard = heron.channel("chat")[Symbol.asyncIterator]();
  const got = Promise.withResolvers<Received>();
  heron.channel("file").onMessage(got.resolve);
  const s = otter.channel("chat").send("hello");
  await s.acked;
  console.log(await heard.next());
  const bytes = crypto.getRandomValues(new Uint8Array(65_536));
  const big = new Uint8Array(5_000_000);
  for (let n = 0; n < big.length; n += bytes.length) big.set(bytes.subarray(0, big.length - n), n);
  const t0 = performance.now();
  const f = otter.channel("file").sendBytes("data:;name=x", big);
  await f.acked;
  console.log(performance.now() - t0, otter.stats());
  const r = await got.promise;
  console.log(performance.now() - t0, r.bytes?.length);
  assertEquals(r.bytes, big);
  console.log(heron.stats());
});
