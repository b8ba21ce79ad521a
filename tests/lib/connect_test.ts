import { assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import { UnsureError } from "../../lib/connect.ts";
import { WELCOME_MS } from "../../lib/dialogue.ts";
import { comeBack, createMux, greet, openMux, TERMS, welcome } from "../support/mux.ts";

Deno.test("H1: hello is the first message, and the only one until the welcome", () => {
  const mux = createMux({ read: { chat: "oldest" } });
  mux.connection.channel("chat").send("hi");
  mux.socket.accept();
  mux.turn();
  assertEquals(mux.socket.sent.map((text) => JSON.parse(text as string)), [
    { channel: "$", type: "hello", version: 1, read: { chat: "oldest" } },
  ]);
  assertEquals([mux.states, mux.connection.from], [[], undefined]);
});

Deno.test("H2: with the welcome it is open, has its name, and sends what waited, as one message", () => {
  const mux = createMux();
  mux.connection.channel("chat").send("hi");
  greet(mux);
  assertEquals([mux.states, mux.connection.from], [[{ phase: "open" }], "otter"]);
  mux.turn();
  assertEquals(mux.socket.sent.length, 1);
  assertEquals(mux.socket.take().at(-1), "chat chat-1 0/1 hi");
});

Deno.test("H2: what comes before the welcome, and a second welcome, are trouble and change nothing", () => {
  const mux = createMux();
  mux.socket.accept();
  mux.socket.deliver({ channel: "chat", messageId: "1", sequence: 0, total: 1, data: "" });
  mux.socket.deliver({ channel: "$", type: "ack", of: "chat", frames: 1 });
  mux.socket.deliver(new Uint8Array([1]));
  mux.socket.deliver(welcome());
  mux.socket.deliver(welcome({ from: "heron" }));
  assertEquals(mux.complaints(), [
    "H2: a frame came before the welcome",
    "H2: ack came before the welcome",
    "H2: bytes came before the welcome",
    "H2: a second welcome came",
  ]);
  assertEquals(mux.connection.from, "otter");
});

Deno.test("H2: without a welcome in time it tries again", () => {
  const { clock, socket, states, connection } = createMux();
  socket.accept();
  clock.advance(WELCOME_MS);
  assertEquals([socket.closed?.code, states.at(-1)?.phase], [4408, "waiting"]);
  connection.close();
  assertEquals(clock.waiting, 0);
});

Deno.test("H3, X4, X6: a server that finds fault with us is not asked again", () => {
  for (const code of [4400, 4409]) {
    const { clock, socket, sockets, connection } = openMux();
    socket.end(code, "why");
    assertEquals(connection.state, { phase: "closed", code, reason: "why" });
    assertEquals([sockets.length, clock.waiting], [1, 0]);
  }
});

Deno.test("E1: an error from the server is told", () => {
  const { socket, complaints } = openMux();
  socket.deliver({ channel: "$", type: "error", rule: "F5", message: "sequence is 7" });
  assertEquals(complaints(), ["F5: sequence is 7"]);
});

Deno.test("R1: it comes back as the same sender, and reads on where it was", () => {
  const mux = openMux({ read: { chat: "oldest", file: "oldest" } }, {}, { presence: { read: 4 } });
  mux.socket.deliver([0, 1, 2].map((offset) => (
    { channel: "chat", messageId: `${offset}`, sequence: 0, total: 1, data: "hi", offset }
  )));
  comeBack(mux);
  const hello = greet(mux, { resumed: true });
  assertEquals(hello, {
    channel: "$",
    type: "hello",
    version: 1,
    session: "s1",
    epoch: "e1",
    read: { chat: 3, file: 0, presence: 4, typing: 0 },
  });
  assertEquals(mux.states.map(({ phase }) => phase), ["open", "waiting", "connecting", "open"]);
});

Deno.test("H6, R1: who reads nothing of a channel says so again when it comes back, and holds nothing", () => {
  const mux = createMux({ read: { file: "none", chat: "oldest" } });
  const { read: _, ...unread } = TERMS["file"]!;
  const channels = { ...TERMS, file: unread };
  assertEquals(greet(mux, { channels }).read, { file: "none", chat: "oldest" });
  mux.connection.channel("file").send("to others");
  mux.turn();
  comeBack(mux);
  const { read } = greet(mux, { channels, resumed: true });
  assertEquals(read, { file: "none", chat: 0, presence: 0, typing: 0 });
  assertEquals(mux.complaints(), []);
});

Deno.test("R3: in another life of the log its places mean nothing, and it begins where it is told", () => {
  const mux = openMux({}, {}, { chat: { read: 70 } });
  comeBack(mux);
  greet(mux, { epoch: "e2" }, { chat: { read: 2 } });
  comeBack(mux);
  const { epoch, read } = greet(mux);
  assertEquals([epoch, read?.["chat"]], ["e2", 2]);
});

Deno.test("Connection: close() says what is unsure, drops what waits, and ends readers", async () => {
  const { connection, socket, turn, troubles, clock } = openMux();
  const chat = connection.channel("chat");
  const begun = chat.send("begun");
  turn();
  const waits = chat.send("waits");
  const reader = chat[Symbol.asyncIterator]();
  const asked = reader.next();
  connection.close("Bye");
  assertEquals(socket.closed, { code: 1000, reason: "Bye" });
  await assertRejects(() => begun.acked, UnsureError, 'whether "chat-1" arrived on "chat": 0 of 1');
  await assertRejects(() => waits.acked, Error, "connection is closed: Bye");
  await assertRejects(() => chat.send("late").acked, Error, "connection is closed: Bye");
  assertEquals(troubles, [
    { type: "unsure", channel: "chat", messageId: "chat-1", sent: 1, acked: 0, total: 1 },
  ]);
  assertEquals([(await asked).done, (await reader.next()).done], [true, true]);
  assertEquals((await chat[Symbol.asyncIterator]().next()).done, true);
  assertEquals(clock.waiting, 0);
});

Deno.test("Connection: closing twice is as once, and `using` closes", () => {
  const { connection, states } = openMux();
  {
    using _ = connection;
  }
  connection.close("again");
  assertEquals(states.at(-1), { phase: "closed", code: 1000, reason: "Closed here" });
  assertEquals(states.filter(({ phase }) => phase === "closed").length, 1);
});

Deno.test("Connection: its signal closes it, also before it began", () => {
  const controller = new AbortController();
  const { connection, socket, sockets } = openMux({ signal: controller.signal });
  controller.abort();
  assertEquals([connection.state.phase, socket.closed?.code], ["closed", 1000]);
  const late = createMux({ signal: controller.signal });
  assertEquals([late.connection.state.phase, late.sockets.length, sockets.length], [
    "closed",
    0,
    1,
  ]);
});

Deno.test("Connection: closed, it leaves no timer and no hold on its signal", () => {
  const { signal } = new AbortController();
  const { connection, socket, turn, clock } = openMux({ signal });
  let held = 0;
  const { removeEventListener } = signal;
  signal.removeEventListener = (...all: Parameters<typeof removeEventListener>) => (
    held--, removeEventListener.apply(signal, all)
  );
  socket.bufferedAmount = 2_000_000;
  connection.channel("chat").send("hi");
  turn();
  connection.close();
  assertEquals([clock.waiting, held], [0, -1]);
});

Deno.test("Connection: a listener that throws is reported, and harms nothing", async () => {
  const { connection, socket } = openMux();
  const seen: string[] = [];
  connection.channel("chat").onMessage(() => {
    throw new Error("mine");
  });
  connection.channel("chat").onMessage(({ text }) => seen.push(text));
  const reported = Promise.withResolvers<unknown>();
  const report = (event: ErrorEvent) => {
    event.preventDefault();
    reported.resolve(event.error);
  };
  addEventListener("error", report);
  socket.deliver({ channel: "chat", messageId: "1", sequence: 0, total: 1, data: "hi" });
  const error = await reported.promise;
  removeEventListener("error", report);
  assertInstanceOf(error, Error);
  assertEquals([error.message, seen], ["mine", ["hi"]]);
});

Deno.test("Connection: stats count what waits, flies, is acked and came, and what a second brought", () => {
  const { connection, socket, turn, clock } = openMux({}, {}, {
    chat: { credit: { bytes: 5, frames: 9 } },
  });
  const chat = connection.channel("chat");
  for (const text of ["abc", "de", "f"]) chat.send(text);
  turn();
  socket.deliver({ channel: "$", type: "ack", of: "chat", frames: 1 });
  socket.deliver({
    channel: "chat",
    messageId: "1",
    sequence: 0,
    total: 1,
    data: "hey",
    offset: 0,
  });
  socket.deliver({ channel: "$", type: "gap", of: "chat", from: 1, to: 5, reason: "retention" });
  const stats = connection.stats();
  assertEquals([stats.rtt, stats.window.inFlight], [0, 0]);
  assertEquals(stats.channels["chat"], {
    queued: { bytes: 1, frames: 1 },
    inFlight: { bytes: 2, frames: 1 },
    sent: { bytes: 5, frames: 2 },
    acked: { bytes: 3, frames: 1 },
    received: { bytes: 3, frames: 1 },
    gapped: 4,
    perSecond: { sent: 5, received: 3 },
  });
  clock.advance(1_000);
  assertEquals(connection.stats().channels["chat"]?.perSecond, { sent: 0, received: 0 });
});

Deno.test("H5: a channel that is declared meanwhile is sent on and read like the others", () => {
  const mux = openMux();
  const mood = mux.connection.channel("mood");
  const heard: string[] = [];
  mood.onMessage(({ text }) => heard.push(text));
  const terms = { number: 9, class: "interactive", read: 7, next: 7, accepted: 0 };
  const credit = { bytes: 100, frames: 10 };
  mux.socket.deliver({ channel: "$", type: "terms", of: "mood", ...terms, credit });
  mux.socket.deliver({
    ...{ channel: "mood", messageId: "1", sequence: 0, total: 1, data: "fine", offset: 7 },
    from: "heron",
  });
  mood.send("so so");
  mux.turn();
  const sent = mux.socket.take();
  assertEquals(sent.filter((line) => line.includes("mood")), [
    "credit mood 1048576 4096",
    "mood mood-1 0/1 so so",
  ]);
  assertEquals([heard, mux.complaints()], [["fine"], []]);
  mux.socket.deliver({ channel: "$", type: "terms", of: "mood", ...terms, credit });
  assertEquals(mux.complaints(), ['H5: terms of "mood" came again']);
  // After a reconnect the welcome has it, and reading goes on.
  comeBack(mux);
  assertEquals((greet(mux) as { read: Record<string, number> }).read["mood"], 8);
});
