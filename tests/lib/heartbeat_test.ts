import { assertEquals } from "@std/assert";
import { Heartbeat, LOOK_MS, MIN_HEARTBEAT_MS } from "../../lib/heartbeat.ts";
import { FakeClock } from "../support/clock.ts";
import { openMux } from "../support/mux.ts";

function create(interval = 1_000) {
  const clock = new FakeClock();
  const pings: [id: number, at: number][] = [];
  const deaths: number[] = [];
  const heartbeat = new Heartbeat({
    clock,
    interval,
    ping: (id) => pings.push([id, clock.now()]),
    dead: () => deaths.push(clock.now()),
  });
  return { clock, pings, deaths, heartbeat };
}

Deno.test("L1: it pings after its interval of silence, however early the last word came", () => {
  const { clock, pings, heartbeat } = create();
  clock.advance(900);
  heartbeat.heard();
  clock.advance(999);
  assertEquals(pings, []);
  clock.advance(1);
  assertEquals(pings, [[1, 1_900]]);
});

Deno.test("L1: while something comes all the time, there is no ping and one timer", () => {
  const { clock, pings, deaths, heartbeat } = create();
  for (let n = 0; n < 100; n++) {
    clock.advance(90);
    heartbeat.heard();
  }
  assertEquals([pings, deaths, clock.waiting], [[], [], 1]);
});

Deno.test("L2: the pong to the last ping gives the round trip, once, and no other does", () => {
  const { clock, heartbeat } = create();
  assertEquals(heartbeat.pong(1), undefined);
  clock.advance(1_000);
  clock.advance(40);
  assertEquals([heartbeat.pong(2), heartbeat.pong(1), heartbeat.pong(1)], [
    undefined,
    40,
    undefined,
  ]);
});

Deno.test("L3: after twice its interval of silence it is dead, and stops", () => {
  const { clock, pings, deaths } = create();
  clock.advance(2_000 + LOOK_MS - 1);
  assertEquals(deaths, []);
  clock.advance(1);
  assertEquals([pings.length, deaths, clock.waiting], [1, [2_000 + LOOK_MS], 0]);
});

Deno.test("L3: who was not asked, because we were busy, is asked first", () => {
  const { clock, pings, deaths } = create();
  clock.skip(10_000);
  clock.advance(0);
  assertEquals([pings, deaths], [[[1, 10_000]], []]);
  clock.advance(1_000 + LOOK_MS);
  assertEquals(deaths, [11_000 + LOOK_MS]);
});

Deno.test("L3: an answer that came while we were busy is read before anybody is given up", () => {
  const { clock, pings, deaths, heartbeat } = create();
  clock.advance(1_000);
  clock.skip(10_000);
  clock.advance(0);
  heartbeat.heard();
  clock.advance(1_000);
  assertEquals([pings.length, deaths], [2, []]);
});

Deno.test("L3: any word after the ping keeps it alive", () => {
  const { clock, pings, deaths, heartbeat } = create();
  clock.advance(1_999);
  heartbeat.heard();
  clock.advance(1_999);
  assertEquals([pings.map(([id]) => id), deaths], [[1, 2], []]);
});

Deno.test("Heartbeat: stopped, it says nothing more", () => {
  const { clock, pings, heartbeat } = create();
  heartbeat.stop();
  clock.advance(10_000);
  assertEquals([pings, clock.waiting], [[], 0]);
});

Deno.test("L1: an interval that would only heat both ends is not taken", () => {
  const { clock, pings } = create(1);
  clock.advance(MIN_HEARTBEAT_MS);
  assertEquals(pings.length, 1);
});

Deno.test("L1, L3: a connection pings, takes anything as a sign of life, and gives up a dead line", () => {
  const { clock, socket, connection, states } = openMux();
  clock.advance(15_000);
  assertEquals(socket.take(), ["ping 1"]);
  clock.advance(30);
  socket.deliver({ channel: "$", type: "pong", id: 1 });
  assertEquals(connection.stats().rtt, 30);
  clock.advance(29_000);
  socket.deliver("not even a frame");
  clock.advance(29_000);
  assertEquals(connection.state.phase, "open");
  clock.advance(1_000 + LOOK_MS);
  assertEquals(socket.closed?.code, 4408);
  assertEquals(states.at(-1)?.phase, "waiting");
});

Deno.test("L2: a ping is answered with the turn, before any data, and the last of many only", () => {
  const { socket, connection, turn } = openMux();
  connection.channel("chat").send("hi");
  socket.deliver([1, 2].map((id) => ({ channel: "$", type: "ping", id })));
  turn();
  assertEquals(socket.sent.length, 1);
  assertEquals(socket.take(), ["pong 2", "chat chat-1 0/1 hi"]);
});
