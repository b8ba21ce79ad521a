import { assertEquals } from "@std/assert";
import { PROBE_MS } from "../../lib/heartbeat.ts";
import { greet, openMux } from "../support/mux.ts";

Deno.test("pace: so much time is between two frames, bytes leave a piece at a time", () => {
  const mux = openMux();
  mux.connection.pace = 100;
  mux.connection.channel("chat").send("hello", { size: 3 });
  mux.connection.channel("file").sendBytes("head", new Uint8Array(2_400));
  mux.turn();
  assertEquals(mux.socket.take(), ["chat chat-1 0/2 hel"]);
  mux.clock.advance(99);
  assertEquals(mux.socket.take(), []);
  mux.clock.advance(1);
  assertEquals(mux.socket.take(), ["chat chat-1 1/2 lo"]);
  mux.clock.advance(300);
  assertEquals(mux.socket.take(), ["file file-2 0/3 head", "file#1 1+1", "file#1 2+1"]);
});

Deno.test("pace: Infinity holds all but control, and a step lets one frame go", () => {
  const mux = openMux();
  mux.connection.pace = Infinity;
  mux.connection.channel("chat").send("hello", { size: 3 });
  mux.socket.deliver({ channel: "$", type: "ping", id: 1 });
  mux.turn();
  assertEquals(mux.socket.take(), ["pong 1"]);
  mux.connection.step();
  mux.turn();
  assertEquals(mux.socket.take(), ["chat chat-1 0/2 hel"]);
  mux.connection.pace = 0;
  mux.turn();
  assertEquals(mux.socket.take(), ["chat chat-1 1/2 lo"]);
});

Deno.test("pace: a step with nothing in line lets nothing go later", () => {
  const mux = openMux();
  mux.connection.pace = Infinity;
  mux.connection.step();
  mux.turn();
  mux.connection.channel("chat").send("hello");
  mux.turn();
  assertEquals(mux.socket.take(), []);
});

Deno.test("pace: what is sent at once goes before all others, whatever holds them, and takes no step", () => {
  for (const order of ["one-at-a-time", "round-robin", "priority"] as const) {
    const mux = openMux();
    Object.assign(mux.connection, { order, pace: Infinity });
    const presence = mux.connection.channel("presence");
    mux.connection.channel("chat").send("hello", { size: 3 });
    presence.send("away");
    presence.send("online", { size: 4, atOnce: true });
    presence.send("online", { atOnce: true });
    mux.turn();
    assertEquals(mux.socket.take(), [
      "presence presence-3 0/2 onli",
      "presence presence-3 1/2 ne",
      "presence presence-4 0/1 online",
    ]);
    mux.connection.step();
    mux.turn();
    assertEquals(mux.socket.take(), ["chat chat-1 0/2 hel"]);
    mux.connection.pace = 0;
    mux.turn();
    assertEquals(mux.socket.take().toSorted(), [
      "chat chat-1 1/2 lo",
      "presence presence-2 0/1 away",
    ]);
  }
});

Deno.test("retry: it does not wait for the next attempt", () => {
  const mux = openMux();
  mux.socket.end();
  assertEquals(mux.sockets.length, 1);
  mux.connection.retry();
  assertEquals([mux.sockets.length, mux.states.at(-1)?.phase], [2, "connecting"]);
});

Deno.test("retry: an open connection is asked for a sign of life, and given up without one", () => {
  const mux = openMux();
  mux.connection.retry();
  assertEquals(mux.socket.take(), ["ping 1"]);
  mux.socket.deliver({ channel: "$", type: "pong", id: 1 });
  mux.clock.advance(PROBE_MS);
  assertEquals(mux.states.at(-1)?.phase, "open");
  mux.connection.retry();
  mux.clock.advance(PROBE_MS);
  assertEquals([mux.states.at(-1)?.phase, mux.socket.closed?.code], ["waiting", 4408]);
});

Deno.test("R1: with a ticket it is the same sender in another run, whose ids and credit go on", () => {
  const first = openMux();
  first.connection.channel("chat").send("hello");
  first.turn();
  const ticket = first.connection.ticket()!;
  assertEquals(ticket, {
    session: "s1",
    epoch: "e1",
    messages: 1,
    bytes: { chat: 5 },
  });
  const second = openMux(
    { ticket, read: { chat: "oldest" } },
    { resumed: true },
    { chat: { accepted: 1, credit: { bytes: 10, frames: 2 } } },
  );
  assertEquals(second.complaints(), []);
  second.connection.channel("chat").send("again");
  second.connection.channel("chat").send("no credit for it");
  second.turn();
  assertEquals(second.socket.take(), ["chat chat-2 0/1 again"]);
  second.socket.deliver({ channel: "$", type: "ack", of: "chat", frames: 2 });
  assertEquals(second.complaints(), []);
});

Deno.test("R4: a ticket that the server does not know is no loss", () => {
  const ticket = { session: "old", epoch: "e0", messages: 7, bytes: { chat: 100 } };
  const mux = openMux({ ticket });
  mux.connection.channel("chat").send("hello");
  mux.turn();
  assertEquals(mux.socket.take(), ["chat chat-8 0/1 hello"]);
  assertEquals([mux.complaints(), mux.connection.ticket()?.session], [[], "s1"]);
  mux.socket.end();
  mux.clock.advance(500);
  assertEquals(greet(mux).session, "s1");
});
