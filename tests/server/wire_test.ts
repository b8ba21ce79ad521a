import { assertEquals, assertMatch } from "@std/assert";
import { FrameSource } from "../../lib/outbox.ts";
import { type Frame, Reassembler, split } from "../../lib/protocol.ts";
import { Scheduler } from "../../lib/scheduler.ts";
import { Client } from "../support/client.ts";
import { frame, framesOf } from "../support/frames.ts";
import { joinMux } from "../support/mux_client.ts";
import { serveWire, WIRE } from "../support/server.ts";

async function connect(address: string, count: number): Promise<Client[]> {
  return await Promise.all(Array.from({ length: count }, () => Client.connect(address)));
}

Deno.test("N1, F1, S1: the course's client works as it is, at / and at /ws", WIRE, async () => {
  await using server = await serveWire();
  for (const path of ["/", "/ws"]) {
    using client = await Client.connect(server.address + path);
    const frames = split({ channel: "chat", messageId: "chat-1", data: "hello" }, 4);
    for (const { channel, messageId, sequence, total, data } of frames) {
      client.send(JSON.stringify({ channel, messageId, sequence, total, data }));
    }
    const back = await client.take(2);
    const fields = back.map(({ from, offset, ...five }) => {
      assertMatch(from!, /^[a-z]+(-\d+)?$/);
      assertEquals(typeof offset, "number");
      return five;
    });
    assertEquals(fields, frames);
  }
});

Deno.test("P1, P2, P3: two windows see the same frames, with sender and offset", WIRE, async () => {
  await using server = await serveWire();
  const [otter, heron] = await connect(server.address, 2);
  otter!.send(frame({ data: "a" }));
  await Promise.all([otter!.next(), heron!.next()]);
  heron!.send(frame({ data: "b", from: "otter", offset: 7 }));
  await Promise.all([otter!.next(), heron!.next()]);
  assertEquals(otter!.seen, heron!.seen);
  assertEquals(otter!.seen.map(({ data, offset }) => [data, offset]), [["a", 0], ["b", 1]]);
  assertEquals(new Set(otter!.seen.map(({ from }) => from)).size, 2);
});

Deno.test("P2: fields that the server does not know arrive as they were sent", WIRE, async () => {
  await using server = await serveWire();
  using client = await Client.connect(server.address);
  const sent = { ...frame({ data: "👍\u2028\ud800" }), colour: "red", nested: { a: [1, null] } };
  client.send(sent);
  const { from: _from, offset: _offset, ...back } = await client.next();
  assertEquals<unknown>(back, sent);
});

Deno.test("P4: frames that come in one segment are all handled, in order", WIRE, async () => {
  await using server = await serveWire();
  using client = await Client.connect(server.address);
  const frames = framesOf(200);
  client.raw.cork();
  for (const frame of frames) client.send(frame);
  client.raw.uncork();
  const back = await client.take(200);
  assertEquals(back.map(({ sequence }) => sequence), [...frames.keys()]);
});

Deno.test(
  "P5: who connects later gets what is sent from then on, and nothing before",
  WIRE,
  async () => {
    await using server = await serveWire();
    using first = await Client.connect(server.address);
    first.send(frame({ data: "before" }));
    await first.next();
    using late = await Client.connect(server.address);
    // What the late one sends itself shows that it is in the room.
    late.send(frame({ data: "late" }));
    assertEquals((await late.next()).data, "late");
  },
);

Deno.test(
  "P6, P7: presence is told to who announces itself, and ends with the connection",
  WIRE,
  async () => {
    await using server = await serveWire();
    const hello = (messageId: string) => frame({ channel: "presence", messageId, data: "online" });
    using stays = await Client.connect(server.address);
    stays.send(hello("one"));
    const { from } = await stays.next();
    using quiet = await Client.connect(server.address);
    quiet.send(frame());
    assertEquals((await quiet.next()).channel, "chat");
    using comes = await Client.connect(server.address);
    comes.send(hello("two"));
    const told = await comes.take(2);
    assertEquals(told.map(({ messageId }) => messageId), ["two", "one"]);
    assertEquals(told[1]!.from, from);
    comes.close();
    const [left] = (await stays.until(({ data }) => data === "left")).slice(-1);
    assertEquals([left!.channel, left!.from], ["presence", told[0]!.from]);
    assertEquals(server.room.size, 2);
  },
);

Deno.test(
  "A1, S3: three interleaved messages of each of two windows are rebuilt by both",
  WIRE,
  async () => {
    await using server = await serveWire();
    const clients = await connect(server.address, 2);
    const texts = { chat: "hello 👩‍🏫", presence: "online", file: "ABCDEFGH" };
    const scheduler = new Scheduler<Frame>();
    scheduler.order = "round-robin";
    for (const [channel, data] of Object.entries(texts)) {
      scheduler.add(new FrameSource(split({ channel, messageId: `${channel}-1`, data }, 3)));
    }
    for (let frame = scheduler.next(); frame; frame = scheduler.next()) {
      for (const client of clients) client.send(frame);
    }
    const sent = Object.entries(texts).flatMap(([channel, text]) => Array(2).fill([channel, text]));
    for (const client of clients) {
      const reassembler = new Reassembler({ now: () => 0 });
      const whole: string[][] = [];
      await client.until((frame) => {
        const { status, message } = reassembler.push(frame);
        if (status === "complete") whole.push([message.channel, message.text()]);
        return whole.length === sent.length;
      });
      assertEquals(whole.sort(), sent.sort());
    }
  },
);

Deno.test("X1: when the server stops, everybody is closed with 1001", WIRE, async () => {
  const server = await serveWire();
  const clients = await connect(server.address, 3);
  await server[Symbol.asyncDispose]();
  const closed = await Promise.all(clients.map((client) => client.closed));
  assertEquals(
    closed,
    Array(3).fill({
      code: 1001,
      reason: "Server is stopping, come back in 2 s",
    }),
  );
  assertEquals(server.room.size, 0);
});

Deno.test(
  "P5: in the lobby nobody is told of people, or of a room in which nothing is set",
  WIRE,
  async () => {
    await using server = await serveWire();
    using mux = await joinMux(server.address);
    const names = Object.keys(mux.welcome.channels);
    assertEquals(names, ["chat", "presence", "file", "typing", "room"]);
    using client = await Client.connect(server.address);
    client.send(frame({ messageId: "first" }));
    await client.next();
    assertEquals(client.seen.map((seen) => JSON.stringify(seen)), [
      `{"channel":"chat","messageId":"first","sequence":0,"total":1,"from":"${
        client.seen[0]!.from
      }","offset":0,"data":"hi"}`,
    ]);
  },
);
