import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { frame } from "../support/frames.ts";
import { createSession, labels, openSession } from "../support/session.ts";

Deno.test("Session: it connects when it is opened, and sends nothing before", () => {
  const { network, session } = createSession();
  assertEquals([network.sockets.length, session.send({ channel: "chat", data: "hi" })], [0, false]);
  session.open();
  assertEquals(session.send({ channel: "chat", data: "hi" }), false);
  assertEquals([network.last.sent, session.state.value.phase], [[], "connecting"]);
});

Deno.test("P6: it announces itself, and the echo tells it which sender it is", () => {
  const { network, session } = createSession();
  session.open();
  network.last.accept();
  const hello = network.last.frames();
  assertEquals(labels(hello), ["presence onli", "presence ne"]);
  assertEquals(session.me.value, undefined);
  network.last.deliver({ ...frame({ channel: "presence", data: "online" }), from: "heron" });
  assertEquals(session.me.value, undefined);
  network.last.deliver({ ...hello[0], from: "otter", offset: 0 });
  assertEquals(session.me.value, "otter");
});

Deno.test("Session: who repeats its hello does not become it", () => {
  const { network, session } = createSession();
  session.open();
  network.last.accept();
  const [hello] = network.last.frames();
  network.last.deliver({ ...hello, from: "otter" });
  network.last.deliver({ ...hello, from: "mallory" });
  assertEquals(session.me.value, "otter");
});

Deno.test("Session: its hello is by chance, so that nobody can say it first", () => {
  const hello = (value: number) => {
    const { network, session, chance } = createSession();
    chance.value = value;
    session.open();
    network.last.accept();
    return network.last.frames()[0]!.messageId;
  };
  assertMatch(hello(0.123456789), /^hello-[0-9a-z]{9,10}$/);
  assertNotEquals(hello(0.1), hello(0.1 + 2 ** -40));
});

Deno.test("Session: a connection that is lost in a message says how many frames were not sent", () => {
  const { clock, session, socket } = openSession();
  session.pace.value = 100;
  session.send({ channel: "file", data: "ABCDEFGHIJKL" });
  clock.advance(100);
  assertEquals(socket.sent.length, 2);
  socket.end();
  assertEquals(session.notice.value, "The connection ended: 1 frames were not sent");
  clock.advance(10_000);
  assertEquals(socket.sent.length, 2);
});

Deno.test("Session: of a line that was on its way when the connection ended nobody knows, in the page's words", async () => {
  const { session, socket, paints } = openSession();
  session.send({ channel: "chat", data: "hello" });
  socket.end();
  await new Promise<void>((resolve) => setTimeout(resolve));
  for (const paint of paints) paint();
  const failed =
    "Nobody knows whether all of it arrived: the connection ended before the room said so.";
  assertEquals(session.outbound.pending.value.map(({ state }) => state), [{ failed }]);
});

Deno.test("Session: a connection that is lost with nothing waiting needs no notice", () => {
  const { session, socket } = openSession();
  session.send({ channel: "chat", data: "hello" });
  socket.end();
  assertEquals([session.notice.value, session.state.value.phase], ["", "waiting"]);
});

Deno.test("P6: after a reconnect it announces itself anew and learns who is here", () => {
  const { clock, network, chance, session, socket, paint } = openSession();
  const heron = frame({ channel: "presence", messageId: "hello-h", data: "online", from: "heron" });
  socket.deliver(heron);
  paint();
  const names = () => session.people.value.map(({ from }) => from);
  assertEquals(names(), ["heron", "otter"]);
  session.setPresence("away");
  socket.end(1001);
  paint();
  assertEquals([session.me.value, names()], [undefined, []]);
  chance.value = 0.75;
  clock.advance(500);
  network.last.accept();
  const hello = network.last.frames();
  assertEquals(labels(hello), ["presence away"]);
  network.last.deliver({ ...hello[0], from: "eagle" });
  network.last.deliver(heron);
  paint();
  assertEquals([session.me.value, names()], ["eagle", ["eagle", "heron"]]);
});

Deno.test("P6: it announces itself whatever the pace, and the pace is kept for the rest", () => {
  const { network, session, clock } = createSession();
  session.pace.value = Infinity;
  session.open();
  network.last.accept();
  assertEquals(labels(network.last.frames()), ["presence onli", "presence ne"]);
  session.send({ channel: "chat", data: "hi" });
  clock.advance(1_000);
  assertEquals(network.last.sent.length, 2);
});

Deno.test("X4: after 4400 it stays closed and says so, until it is opened by hand", () => {
  const { clock, network, session, socket } = openSession();
  socket.end(4400, "F5: 10 bad frames in a row");
  assertEquals(session.state.value, {
    phase: "closed",
    code: 4400,
    reason: "F5: 10 bad frames in a row",
  });
  clock.advance(3_600_000);
  assertEquals(network.sockets.length, 1);
  session.open();
  assertEquals([network.sockets.length, session.state.value.phase], [2, "connecting"]);
});

Deno.test("Session: closing it says goodbye", () => {
  const { session, socket } = openSession();
  session.close();
  assertEquals([socket.closed?.code, session.state.value.phase], [1000, "closed"]);
});

Deno.test("Session: typing is told at most every two seconds, and at once after a line", () => {
  const { clock, session, socket } = openSession();
  const typed = () => socket.frames().filter(({ channel }) => channel === "typing").length;
  session.sendTyping();
  clock.advance(1_999);
  session.sendTyping();
  assertEquals(typed(), 1);
  clock.advance(1);
  session.sendTyping();
  assertEquals(typed(), 2);
  session.send({ channel: "chat", data: "hi" });
  session.sendTyping();
  assertEquals(typed(), 3);
});

Deno.test("Session: a tick lets go of what the clock says is over", () => {
  const { clock, session, socket, paint } = openSession();
  socket.deliver(frame({ channel: "typing", from: "heron" }));
  paint();
  assertEquals(session.typing.value, ["heron"]);
  clock.advance(3_000);
  session.tick();
  paint();
  assertEquals(session.typing.value, []);
});

Deno.test("Session: what was sent is watched until it is back, or until a silence", () => {
  const { clock, session, socket } = openSession();
  const watched: string[][] = [];
  const watch = () =>
    session.sendAndWatch([{ channel: "chat", data: "hello" }], (frames) => {
      watched.push(labels(frames));
    });
  assert(watch());
  const [first, last] = socket.frames();
  socket.deliver({ ...first, from: "heron" });
  socket.deliver({ ...first, from: "otter" });
  clock.advance(2_999);
  assertEquals(watched, []);
  socket.deliver({ ...last, from: "otter" });
  assertEquals(watched, [["chat hell", "chat o"]]);
  assert(watch());
  socket.deliver({ ...socket.frames().at(-1), from: "otter" });
  clock.advance(3_000);
  assertEquals(watched.slice(1), [["chat o"]]);
});
