import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { PIECE_BYTES } from "../../lib/bulk.ts";
import { UnsureError } from "../../lib/connect.ts";
import { MAX_BATCH } from "../../lib/limits.ts";
import { DRAIN_MS, MAX_BUFFERED_BYTES } from "../../lib/outbox.ts";
import { MAX_QUEUE_BYTES } from "../../lib/sender.ts";
import { START_BYTES } from "../../lib/window.ts";
import { comeBack, createMux, greet, openMux, runsOf } from "../support/mux.ts";

const ack = (of: string, frames: number) => ({ channel: "$", type: "ack", of, frames });
const credit = (of: string, bytes: number, frames: number) => (
  { channel: "$", type: "credit", of, bytes, frames }
);
/** Credit that an ack must follow. */
const LITTLE = { bytes: 6, frames: 3 };

// --- text ---

Deno.test("B1: what a turn has to say is one message", () => {
  const { connection, socket, turn, tasks } = openMux();
  connection.channel("chat").send("hello", { size: 3 });
  connection.channel("typing").send("");
  assertEquals([socket.sent, tasks.length], [[], 1]);
  turn();
  assertEquals(socket.sent.length, 1);
  assertEquals(socket.take(), [
    "chat chat-1 0/2 hel",
    "chat chat-1 1/2 lo",
    "typing typing-2 0/1 ",
  ]);
});

Deno.test("B1, B2: a turn with more than a message can hold makes more of them", () => {
  const { connection, socket, turn, clock } = openMux();
  const chat = connection.channel("chat");
  for (let n = 0; n < MAX_BATCH + 1; n++) chat.send("");
  turn();
  assertEquals(socket.sent.length, 2);
  assertEquals(socket.take().length, MAX_BATCH + 1);
  // Each unit of this is six characters of JSON.
  for (let n = 0; n < 3; n++) chat.send("\0".repeat(16_000));
  turn();
  clock.advance(DRAIN_MS);
  assertEquals(socket.sent.map((message) => message.length < 262_144), [true, true]);
  assertEquals(socket.take().length, 3);
});

Deno.test("S1, F6: a text is cut into as few frames as fit, between code points", () => {
  for (const [text, frames] of [["a".repeat(16_385), 2], ["🦦".repeat(8_192), 1]] as const) {
    const { connection } = openMux();
    assertEquals(connection.channel("chat").send(text).progress.total, frames);
  }
  const { connection } = openMux();
  assertEquals(connection.channel("chat").send("🦦".repeat(8_193)).progress.total, 2);
});

Deno.test("F3, F6, B7: what can never be sent is refused at once", () => {
  const mux = openMux();
  const file = mux.connection.channel("file");
  assertThrows(() => file.send("a".repeat(20_000), { size: 20_000 }), RangeError, "size must");
  assertThrows(() => file.send("a", { messageId: "" }), RangeError, "messageId must be");
  assertThrows(() => file.sendBytes("a".repeat(16_385), new Uint8Array()), RangeError, "head must");
  assertEquals(mux.tasks.length, 0);
});

Deno.test("H2: what the server has no channel for, or no bytes on, is refused, early or late", async () => {
  const mux = createMux();
  const send = () => [
    mux.connection.channel("stocks").send("1"),
    mux.connection.channel("chat").sendBytes("", new Uint8Array(1)),
  ];
  const early = send();
  greet(mux);
  for (const [stocks, chat] of [early, send()]) {
    await assertRejects(() => stocks!.acked, Error, 'server has no channel "stocks"');
    await assertRejects(() => chat!.acked, TypeError, '"chat" must be a bulk channel: interactive');
  }
  mux.turn();
  assertEquals(mux.connection.stats().channels["chat"]?.queued, { bytes: 0, frames: 0 });
});

Deno.test("S4: messages of one frame leave in the order of their sending, whatever their sizes", () => {
  const { connection, socket, turn } = openMux();
  const chat = connection.channel("chat");
  chat.send("long".repeat(1_000), { messageId: "a" });
  chat.send("short", { messageId: "b" });
  turn();
  assertEquals(socket.take().map((line) => line.slice(5, 6)), ["a", "b"]);
});

Deno.test("A6: at most four messages of a channel are open at a time", () => {
  const { connection, socket, turn } = openMux();
  const chat = connection.channel("chat");
  for (let n = 0; n < 6; n++) chat.send("a".repeat(2_400), { size: 1_200 });
  turn();
  let open = 0;
  let most = 0;
  for (const line of socket.take()) {
    open += line.includes(" 0/2 ") ? 1 : -1;
    most = Math.max(most, open);
  }
  assertEquals([most, open], [4, 0]);
});

// --- acks ---

Deno.test("K1: a send is acked when the log has all of its frames", async () => {
  const { connection, socket, turn } = openMux();
  const sent = connection.channel("chat").send("abc", { size: 1 });
  assertEquals(sent.progress, { sent: 0, acked: 0, total: 3 });
  turn();
  socket.deliver(ack("chat", 2));
  assertEquals(sent.progress, { sent: 3, acked: 2, total: 3 });
  socket.deliver(ack("chat", 3));
  await sent.acked;
});

Deno.test("K2: a lower ack changes nothing; one of more than was sent is trouble", () => {
  const { connection, socket, turn, complaints } = openMux();
  const sent = connection.channel("chat").send("abc", { size: 1 });
  turn();
  socket.deliver([ack("chat", 2), ack("chat", 1), ack("chat", 4), ack("file", 1), ack("x", 0)]);
  assertEquals(sent.progress.acked, 2);
  assertEquals(
    complaints(),
    [
      '4 frames are acked on "chat", fewer were sent',
      '1 frames are acked on "file", fewer were sent',
      '0 frames are acked on "x", fewer were sent',
    ].map((text) => `K2: ${text}`),
  );
});

// --- credit ---

Deno.test("C1: no more leaves than was granted, in bytes and in frames; one channel stops no other", () => {
  const { connection, socket, turn } = openMux({}, {}, { chat: { credit: LITTLE } });
  const chat = connection.channel("chat");
  chat.send("abcdefgh", { size: 2 });
  connection.channel("presence").send("online");
  turn();
  assertEquals(socket.take().length, 4);
  socket.deliver(credit("chat", 7, 9));
  turn();
  assertEquals(socket.take(), []);
  socket.deliver(credit("chat", 8, 9));
  turn();
  assertEquals(socket.take(), ["chat chat-1 3/4 gh"]);
  for (let n = 0; n < 9; n++) chat.send("");
  turn();
  assertEquals(socket.take().length, 5);
});

Deno.test("C2: a lower grant takes nothing back", () => {
  const { connection, socket, turn } = openMux({}, {}, { chat: { credit: LITTLE } });
  socket.deliver(credit("chat", 0, 0));
  connection.channel("chat").send("abcdef");
  turn();
  assertEquals(socket.take().length, 1);
});

// --- bytes ---

Deno.test("B3, B4: a message in bytes is a head in text and runs in binary, in order", () => {
  const { connection, socket, turn } = openMux();
  const bytes = Uint8Array.from({ length: 2 * PIECE_BYTES + 7 }, (_, n) => n % 251);
  connection.channel("file").sendBytes("data:,", bytes);
  turn();
  const [head, ...runs] = socket.sent;
  assertEquals(JSON.parse(head as string), {
    channel: "file",
    messageId: "file-1",
    sequence: 0,
    total: 4,
    data: "data:,",
    number: 0,
  });
  const taken = runs.flatMap((message) => runsOf(message as Uint8Array));
  assertEquals(
    taken.map(({ channel, message, offset }) => [channel, message, offset]),
    taken.map(() => [1, 0, 0]),
  );
  assertEquals(taken.flatMap(({ payload }) => [...payload]), [...bytes]);
  assertEquals(taken[0]?.sequence, 1);
});

Deno.test("B3: an empty message in bytes is its head alone", async () => {
  const { connection, socket, turn } = openMux();
  const sent = connection.channel("file").sendBytes("none", new Uint8Array());
  turn();
  socket.deliver(ack("file", 1));
  await sent.acked;
  assertEquals(socket.take(), ["file file-1 0/1 none"]);
});

Deno.test("T1, T2, T3: control goes first, then text, then bulk, however they were asked for", () => {
  const { connection, socket, turn } = openMux();
  connection.channel("file").sendBytes("head", new Uint8Array(PIECE_BYTES));
  connection.channel("chat").send("hi");
  socket.deliver({ channel: "$", type: "ping", id: 7 });
  turn();
  assertEquals(socket.take(), [
    "pong 7",
    "chat chat-2 0/1 hi",
    "file file-1 0/2 head",
    "file#0 1+1",
  ]);
});

Deno.test("T3: bulk waits for acks when its window is full, and chat does not", () => {
  const { connection, socket, turn, clock } = openMux();
  connection.channel("file").sendBytes("", new Uint8Array(100 * PIECE_BYTES));
  turn();
  const first = socket.sent.splice(0).slice(1).flatMap((message) => runsOf(message as Uint8Array));
  const bytes = first.reduce((sum, { payload }) => sum + payload.length, 0);
  assert(bytes <= START_BYTES && bytes >= START_BYTES / 2, `${bytes}`);
  connection.channel("chat").send("hi");
  turn();
  assertEquals(socket.take(), ["chat chat-2 0/1 hi"]);
  clock.advance(5);
  socket.deliver(ack("file", 3));
  turn();
  assertEquals(socket.take()[0]?.startsWith("file#0 "), true);
});

Deno.test("T3: a socket that is full holds bulk back, then all data, never control; it is looked at again", () => {
  const { connection, socket, turn, clock } = openMux();
  socket.bufferedAmount = MAX_BUFFERED_BYTES;
  connection.channel("file").sendBytes("head", new Uint8Array(1));
  connection.channel("chat").send("hi");
  turn();
  assertEquals(socket.take(), ["chat chat-2 0/1 hi"]);
  socket.bufferedAmount = MAX_QUEUE_BYTES;
  connection.channel("chat").send("ho");
  socket.deliver({ channel: "$", type: "ping", id: 1 });
  turn();
  assertEquals(socket.take(), ["pong 1"]);
  socket.bufferedAmount = 0;
  clock.advance(DRAIN_MS);
  assertEquals(socket.take(), ["chat chat-3 0/1 ho", "file file-1 0/2 head", "file#0 1+1"]);
});

Deno.test("K3: a server that does not read gets not even acks, so that nothing piles up", () => {
  const { socket, turn, clock } = openMux();
  socket.bufferedAmount = 2_000_000;
  for (let id = 0; id < 100; id++) {
    socket.deliver({ channel: "$", type: "ping", id });
    turn();
  }
  assertEquals(socket.take(), []);
  socket.bufferedAmount = 0;
  clock.advance(DRAIN_MS);
  assertEquals(socket.take(), ["pong 99"]);
});

Deno.test("T4: two messages in bytes take turns", () => {
  const { connection, socket, turn, clock } = openMux();
  for (let n = 0; n < 2; n++) {
    connection.channel("file").sendBytes("", new Uint8Array(20 * PIECE_BYTES));
  }
  const order: string[] = [];
  for (let taken = 0; order.length < 42;) {
    turn();
    const said = socket.take();
    taken += said.reduce((sum, line) => sum + Number(line.match(/\+(\d+)/)?.[1] ?? 1), 0);
    order.push(...said.flatMap((line) => {
      const run = line.match(/#(\d) .*\+(\d+)/);
      return run ? Array(Number(run[2])).fill(run[1]) : [line.slice(10, 11)];
    }));
    clock.advance(1);
    socket.deliver(ack("file", taken));
  }
  const half = order.slice(0, 21).filter((id) => id === "0").length;
  assert(half > 6 && half < 15, order.join(""));
});

// --- coming back ---

Deno.test("R2: what the log does not have goes again, in its order and before anything new", () => {
  const mux = openMux();
  const chat = mux.connection.channel("chat");
  chat.send("abcd", { size: 1 });
  chat.send("x");
  mux.turn();
  assertEquals(mux.socket.take().length, 5);
  mux.socket.deliver(ack("chat", 1));
  comeBack(mux);
  chat.send("new");
  greet(mux, { resumed: true }, { chat: { accepted: 2 } });
  mux.turn();
  const lines = mux.socket.take().filter((line) => line.startsWith("chat"));
  assertEquals(lines.at(-1), "chat chat-3 0/1 new");
  assertEquals(lines.length, 4);
});

Deno.test("R2: a run of which the log has a part goes on behind that part, under its number", () => {
  const mux = openMux({}, {}, { file: { credit: { bytes: 100_000, frames: 100 } } });
  const file = mux.connection.channel("file");
  const sent = file.sendBytes("", new Uint8Array(3 * PIECE_BYTES));
  mux.turn();
  assertEquals(sent.progress.sent, 4);
  mux.socket.take();
  comeBack(mux);
  greet(mux, { resumed: true }, { file: { accepted: 2 } });
  mux.turn();
  const runs = mux.socket.sent.slice(1).flatMap((message) => runsOf(message as Uint8Array));
  assertEquals(runs[0]?.sequence, 2);
  assertEquals(runs.reduce((sum, { payload }) => sum + payload.length, 0), 2 * PIECE_BYTES);
  assertEquals(runs.every(({ message }) => message === 0), true);
});

Deno.test("R2: cut again while it goes again, the order is still the same", () => {
  const mux = openMux({}, {}, { chat: { credit: { bytes: 4, frames: 9 } } });
  mux.connection.channel("chat").send("abcdef", { size: 1 });
  mux.turn();
  mux.socket.take();
  comeBack(mux);
  greet(mux, { resumed: true }, { chat: { accepted: 1, credit: { bytes: 3, frames: 9 } } });
  mux.turn();
  mux.socket.take();
  comeBack(mux);
  greet(mux, { resumed: true }, { chat: { accepted: 1 } });
  mux.turn();
  const lines = mux.socket.take().filter((line) => line.startsWith("chat"));
  assertEquals(lines.map((line) => line.at(-1)).join(""), "bcdef");
});

Deno.test("R1, C1: credit of a session counts what the log has of it", () => {
  const mux = openMux({}, {}, { chat: { credit: LITTLE } });
  mux.connection.channel("chat").send("abcdefgh", { size: 2 });
  mux.turn();
  mux.socket.take();
  comeBack(mux);
  greet(mux, { resumed: true }, { chat: { accepted: 2, credit: { bytes: 6, frames: 3 } } });
  mux.turn();
  assertEquals(mux.socket.take().filter((line) => line.startsWith("chat")), ["chat chat-1 2/4 ef"]);
});

Deno.test("K2: a welcome that accepts what never left, or forgets what it had, is trouble", () => {
  for (const accepted of [5, 0]) {
    const mux = openMux();
    mux.connection.channel("chat").send("ab", { size: 1 });
    mux.turn();
    mux.socket.deliver(ack("chat", 1));
    comeBack(mux);
    greet(mux, { resumed: true }, { chat: { accepted } });
    assertEquals(mux.complaints(), [
      `K2: ${accepted} frames are accepted on "chat", must be from 1 to 2`,
    ]);
  }
});

Deno.test("R4: without its session, what was begun is unsure and not sent again; what was not, is", async () => {
  const mux = openMux({}, {}, { chat: { credit: { bytes: 3, frames: 9 } } });
  const chat = mux.connection.channel("chat");
  const done = chat.send("a");
  const begun = chat.send("bcd", { size: 1 });
  const fresh = chat.send("efg");
  mux.turn();
  mux.socket.deliver(ack("chat", 1));
  await done.acked;
  mux.socket.take();
  comeBack(mux);
  greet(mux, { session: "s2", from: "heron" });
  mux.turn();
  const { unsure } = await assertRejects(() => begun.acked, UnsureError);
  assertEquals(mux.troubles, [unsure]);
  assertEquals(unsure, {
    type: "unsure",
    channel: "chat",
    messageId: "chat-2",
    sent: 2,
    acked: 0,
    total: 3,
  });
  assertEquals(mux.socket.take().filter((line) => line.startsWith("chat")), [
    "chat chat-3 0/1 efg",
  ]);
  mux.socket.deliver(ack("chat", 1));
  await fresh.acked;
});

// --- taking back ---

Deno.test("Sent: an aborted message leaves no further, and what left stays counted", async () => {
  const { connection, socket, turn } = openMux({}, {}, { chat: { credit: LITTLE } });
  const chat = connection.channel("chat");
  const controller = new AbortController();
  const { signal } = controller;
  const long = chat.send("abcdefgh", { size: 2, signal });
  turn();
  assertEquals(socket.take().length, 3);
  const single = chat.send("x", { signal });
  const other = chat.send("y");
  const reason = new Error("changed my mind");
  controller.abort(reason);
  assertEquals(await long.acked.catch((error) => error), reason);
  assertEquals(await single.acked.catch((error) => error), reason);
  assertEquals(await chat.send("z", { signal }).acked.catch((error) => error), reason);
  assertEquals(connection.stats().channels["chat"]?.queued, { bytes: 1, frames: 1 });
  socket.deliver([ack("chat", 3), credit("chat", 9, 9)]);
  turn();
  assertEquals(socket.take(), ["chat chat-3 0/1 y"]);
  socket.deliver(ack("chat", 4));
  await other.acked;
});

Deno.test("Sent: a signal that outlives its message is let go of", async () => {
  const { connection, socket, turn } = openMux();
  const { signal } = new AbortController();
  let held = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...all: Parameters<typeof addEventListener>) => (
    held++, addEventListener.apply(signal, all)
  );
  signal.removeEventListener = (...all: Parameters<typeof removeEventListener>) => (
    held--, removeEventListener.apply(signal, all)
  );
  const sent = connection.channel("chat").send("hi", { signal });
  turn();
  assertEquals(held, 1);
  socket.deliver(ack("chat", 1));
  await sent.acked;
  assertEquals(held, 0);
});
