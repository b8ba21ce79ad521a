import { assertEquals } from "@std/assert";
import { encodeRun, PIECE_BYTES } from "../../lib/bulk.ts";
import { Client } from "../support/client.ts";
import { chat, joinMux, type Seen } from "../support/mux_client.ts";
import { serveWire, WIRE } from "../support/server.ts";

Deno.test({
  name: "R1, R2: who comes back is the same sender, and what is sent again is taken once",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using reader = await joinMux(server.address);
    const first = await joinMux(server.address);
    first.client.send(JSON.stringify([chat("chat-1", "a"), chat("chat-2", "b")]));
    await first.until("ack");
    first[Symbol.dispose]();

    const { session, epoch, from } = first.welcome;
    using again = await joinMux(server.address, { session, epoch, read: { chat: 1 } });
    assertEquals([again.welcome.resumed, again.welcome.from], [true, from]);
    assertEquals(again.welcome.channels["chat"]!.accepted, 2);
    // Its own place: the frame that it had not seen comes first.
    await again.until("time");
    assertEquals((await again.client.next()).data, "b");
    again.client.send(JSON.stringify([chat("chat-2", "b"), chat("chat-3", "c")]));
    assertEquals((await again.until("ack")).frames, 4);
    const seen = await reader.client.until((frame) => frame.data === "c");
    assertEquals(seen.map(({ data }) => data), ["a", "b", "c"]);
  },
});

Deno.test({
  name: "R1: a session that is still connected moves to the new connection",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using first = await joinMux(server.address);
    const { session, from } = first.welcome;
    using second = await joinMux(server.address, { session });
    assertEquals(second.welcome.from, from);
    assertEquals((await first.client.closed).code, 1001);
    assertEquals(server.room.size, 1);
  },
});

Deno.test({
  name: "R3, G1: another epoch is a gap, and reading begins at what there is",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using one = await joinMux(server.address);
    one.client.send(chat("chat-1", "a"));
    await one.until("ack");
    using two = await joinMux(server.address, { epoch: "another life", read: { chat: 17 } });
    const gap = await two.until("gap");
    assertEquals([gap.of, gap.reason], ["chat", "epoch"]);
    await two.until("time");
    assertEquals((await two.client.next()).data, "a");
  },
});

Deno.test({
  name: "H2: history is a cursor that starts earlier",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using one = await joinMux(server.address);
    one.client.send(JSON.stringify([chat("chat-1", "a"), chat("chat-2", "b")]));
    await one.until("ack");
    using late = await joinMux(server.address, { read: { chat: "oldest" } });
    await late.until("time");
    assertEquals((await late.client.take(2)).map(({ data }) => data), ["a", "b"]);
    using live = await joinMux(server.address);
    assertEquals(live.welcome.channels["chat"]!.read, 2);
  },
});

Deno.test({
  name: "T5: of a state channel who comes late gets each sender's latest message only",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using one = await joinMux(server.address);
    const say = (messageId: string, data: string) =>
      one.client.send({ channel: "presence", messageId, sequence: 0, total: 1, data });
    for (const [n, state] of ["online", "away", "online", "away"].entries()) say(`p${n}`, state);
    await one.until("ack");
    using late = await joinMux(server.address);
    const first = await late.client.next();
    assertEquals([first.data, first.messageId], ["away", "p3"]);
    late.control({ type: "ping", id: 1 });
    assertEquals((await late.client.next() as Seen).type, "pong");
  },
});

Deno.test({
  name: "P7: who leaves a mux.v1 connection leaves the room",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using one = await joinMux(server.address);
    const two = await joinMux(server.address);
    two.client.send({ channel: "presence", messageId: "p", sequence: 0, total: 1, data: "online" });
    await one.client.until(({ data }) => data === "online");
    two[Symbol.dispose]();
    const left = await one.client.next();
    assertEquals([left.data, left.from], ["left", two.welcome.from]);
  },
});

/** A message in bytes, as its head and its runs, cut after `first` pieces. */
function file(bytes: Uint8Array, first: number) {
  const total = 1 + Math.ceil(bytes.length / PIECE_BYTES);
  const head = {
    channel: "file",
    messageId: "file-1",
    sequence: 0,
    total,
    data: "head,",
    number: 9,
  };
  const run = (sequence: number, payload: Uint8Array) =>
    encodeRun({ channel: 2, message: 9, sequence, offset: 0, payload });
  return {
    head,
    runs: [
      run(1, bytes.subarray(0, first * PIECE_BYTES)),
      run(1 + first, bytes.subarray(first * PIECE_BYTES)),
    ],
  };
}

Deno.test({
  name: "B3, B5, B7: bytes go as bytes between mux.v1 clients, and as base64 to the plain wire",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using plain = await Client.connect(`${server.address}/ws`);
    using one = await joinMux(server.address);
    using two = await joinMux(server.address);
    const bytes = crypto.getRandomValues(new Uint8Array(5_000));
    const { head, runs } = file(bytes, 2);
    one.client.send(JSON.stringify(head));
    for (const run of runs) one.client.send(run);
    const ack = async () => {
      let last: Seen;
      do last = await one.until("ack"); while (last.frames !== head.total);
    };
    await ack();

    const announced = await two.client.next() as Seen;
    assertEquals([announced.data, announced.total], ["head,", 6]);
    const texts = await plain.take(6);
    const base64 = texts.slice(1).map(({ data }) => data).join("");
    assertEquals(Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0)), bytes);
    assertEquals(texts.map(({ sequence }) => sequence), [0, 1, 2, 3, 4, 5]);

    // The first is acked at once by a good client: without acks the window stays closed.
    two.control({ type: "ack", of: "file", frames: 1 });
    while (two.client.runs.reduce((sum, { payload }) => sum + payload.length, 0) < bytes.length) {
      const got = two.client.runs.reduce(
        (sum, run) => sum + Math.ceil(run.payload.length / 1200),
        1,
      );
      two.control({ type: "ack", of: "file", frames: got });
      two.control({ type: "ping", id: got });
      await two.until("pong");
    }
    assertEquals(
      new Set(two.client.runs.map(({ message }) => message)),
      new Set([announced.number]),
    );
    const distances = two.client.runs.map(({ sequence, offset }) => offset - sequence);
    assertEquals(new Set(distances), new Set([0]));
    const joined = new Uint8Array(bytes.length);
    for (const { sequence, payload } of two.client.runs) {
      joined.set(payload, (sequence - 1) * PIECE_BYTES);
    }
    assertEquals(joined, bytes);
  },
});

Deno.test({
  name: "B6: a run that was never announced is an error and is not kept",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using one = await joinMux(server.address);
    one.client.send(
      encodeRun({ channel: 2, message: 1, sequence: 1, offset: 0, payload: new Uint8Array(10) }),
    );
    assertEquals((await one.until("error")).rule, "B6");
    assertEquals(server.room.channels[2]!.log.next, 0);
  },
});
