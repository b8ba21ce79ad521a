/**
 * The client of lib/connect.ts and the server, over a real socket.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { connect, type Connection, type ConnectOptions, webSocket } from "../../lib/connect.ts";
import { systemClock } from "../../lib/clock.ts";
import { Line } from "../support/line.ts";
import { serveWire, WIRE } from "../support/server.ts";

/** A connection, and what is wrong with it. */
function join(address: string, options: Partial<ConnectOptions> = {}) {
  const connection = connect({
    socket: webSocket(`ws://${address}/ws`),
    clock: systemClock,
    random: () => 0.5,
    ...options,
  });
  const troubles: unknown[] = [];
  connection.onTrouble((trouble) => troubles.push(trouble));
  return {
    connection,
    troubles,
    [Symbol.dispose]: () => connection.close(),
  };
}

/** Resolves when the connection was welcomed: what comes from then on is not missed. */
function isOpen(connection: Connection): Promise<void> {
  return new Promise((resolve) => {
    if (connection.state.phase === "open") resolve();
    connection.onState(({ phase }) => phase === "open" && resolve());
  });
}

/** Bytes of which no two pieces are alike. */
function noise(length: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(length / 4));
  let word = 1;
  for (let n = 0; n < words.length; n++) words[n] = word = (word * 1_664_525 + 1_013_904_223) >>> 0;
  return new Uint8Array(words.buffer, 0, length);
}

Deno.test({
  name: "P1, P2: two connections chat, each sees what both say, in one order",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using otter = join(server.address);
    using heron = join(server.address);
    const readers = [otter, heron].map(({ connection }) =>
      connection.channel("chat")[Symbol.asyncIterator]()
    );
    await Promise.all([isOpen(otter.connection), isOpen(heron.connection)]);
    await otter.connection.channel("chat").send("hello 👩‍🏫", { size: 2 }).acked;
    await heron.connection.channel("chat").send("hi").acked;
    const seen = await Promise.all(readers.map(async (reader) => [
      (await reader.next()).value,
      (await reader.next()).value,
    ]));
    assertEquals(seen[0], seen[1]);
    assertEquals(seen[0]!.map((message) => [message?.from, message?.text]), [
      [otter.connection.from, "hello 👩‍🏫"],
      [heron.connection.from, "hi"],
    ]);
    assertEquals([otter.troubles, heron.troubles], [[], []]);
  },
});

Deno.test({
  name:
    "B3, T2: 5 MB arrive as they were, and chat that is said meanwhile arrives before their end",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using otter = join(server.address);
    using heron = join(server.address);
    await Promise.all([isOpen(otter.connection), isOpen(heron.connection)]);
    const order: string[] = [];
    const whole = Promise.withResolvers<Uint8Array | undefined>();
    heron.connection.channel("chat").onMessage(({ text }) => order.push(text));
    heron.connection.channel("file").onMessage(({ text, bytes }) => {
      order.push(text);
      whole.resolve(bytes);
    });
    const bytes = noise(5_000_000);
    const file = otter.connection.channel("file").sendBytes("a file", bytes);
    const stop = heron.connection.channel("file").onFrame(({ sequence }) => {
      if (sequence < 500) return;
      stop();
      otter.connection.channel("chat").send("meanwhile");
    });
    assertEquals(await whole.promise, bytes);
    await file.acked;
    assertEquals(order, ["meanwhile", "a file"]);
    assertEquals([otter.troubles, heron.troubles], [[], []]);
  },
});

Deno.test({
  name: "H1: who comes late reads what was said, from the oldest on, and text before bulk",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using otter = join(server.address);
    for (const text of ["one", "two", "three"]) otter.connection.channel("chat").send(text);
    await otter.connection.channel("file").sendBytes("a file", noise(10_000)).acked;
    using heron = join(server.address, { read: { chat: "oldest", file: "oldest" } });
    const texts: string[] = [];
    heron.connection.channel("chat").onMessage(({ text }) => texts.push(text));
    for await (const { text, bytes } of heron.connection.channel("file")) {
      assertEquals([text, bytes], ["a file", noise(10_000)]);
      break;
    }
    assertEquals(texts, ["one", "two", "three"]);
  },
});

Deno.test({
  name: "C5: who reads slowly gets everything, and never more than its window at a time",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using otter = join(server.address);
    using heron = join(server.address, { window: { bytes: 65_536, frames: 1_024 } });
    const reader = heron.connection.channel("chat")[Symbol.asyncIterator]();
    await isOpen(heron.connection);
    const sends = Array.from(
      { length: 40 },
      (_, n) => otter.connection.channel("chat").send(`${n} ${"x".repeat(10_000)}`),
    );
    await Promise.all(sends.map(({ acked }) => acked));
    // A round trip on another channel: whatever could come has come.
    await heron.connection.channel("typing").send("").acked;
    const { received } = heron.connection.stats().channels["chat"]!;
    assert(received.bytes <= 65_536, `${received.bytes} came unread`);
    for (let n = 0; n < 40; n++) {
      assertEquals((await reader.next()).value?.text.split(" ")[0], `${n}`);
    }
    assertEquals(heron.troubles, []);
  },
});

Deno.test({
  name: "R1, R2: a line that is cut again and again loses nothing and repeats nothing, either way",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using line = new Line(server.address);
    // Quicker than people would want it, so that the test is.
    const clock = {
      ...systemClock,
      after: (ms: number, task: () => void) => systemClock.after(ms / 50, task),
    };
    using otter = join(line.address, { clock });
    const { connection } = otter;
    await isOpen(connection);
    const offsets: Record<string, number[]> = { chat: [], file: [] };
    const texts: string[] = [];
    const whole = Promise.withResolvers<Uint8Array | undefined>();
    const end = Promise.withResolvers<void>();
    connection.channel("chat").onMessage(({ text }) => {
      texts.push(text);
      if (text === "end") end.resolve();
    });
    connection.channel("file").onMessage(({ bytes }) => whole.resolve(bytes));
    let cuts = 0;
    connection.channel("chat").onFrame((frame) => offsets["chat"]!.push(frame.offset!));
    connection.channel("file").onFrame((frame) => {
      const frames = "payload" in frame ? Math.ceil(frame.payload.length / 1_200) : 1;
      for (let n = 0; n < frames; n++) offsets["file"]!.push(frame.offset! + n);
      connection.channel("chat").send(`at ${offsets["file"]!.length}`);
      if (offsets["file"]!.length > 200 * (cuts + 1) && cuts < 8) {
        cuts++;
        line.cut();
      }
    });
    const bytes = noise(2_500_000);
    const { from } = connection;
    const file = connection.channel("file").sendBytes("a file", bytes);
    assertEquals(await whole.promise, bytes);
    await file.acked;
    connection.channel("chat").send("end");
    await end.promise;
    assertEquals([cuts, line.count, connection.from], [8, 9, from]);
    const log = server.room.channel("chat")!.log;
    assertEquals(offsets["chat"], Array.from({ length: log.next }, (_, n) => n));
    assertEquals(offsets["file"], Array.from({ length: 2_085 }, (_, n) => n));
    assertEquals(new Set(texts).size, texts.length);
    assertEquals(otter.troubles, []);
  },
});
