import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { Client } from "../support/client.ts";
import { chat, joinMux, type Seen } from "../support/mux_client.ts";
import { serveWire, WIRE } from "../support/server.ts";

const isChat = (frame: Seen) => frame.channel === "chat";

Deno.test({
  name: "H1: who begins with anything but hello is told so and closed with 4400",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    const control = ["ping", "welcome", "novel"].map((type) => ({ channel: "$", type, id: 1 }));
    for (const first of [chat("chat-1", "hi"), ...control]) {
      using client = await Client.connect(`${server.address}/ws`, { protocols: ["mux.v1"] });
      client.send(JSON.stringify(first));
      assertEquals((await client.next() as Seen).rule, "H1");
      assertEquals((await client.closed).code, 4400);
    }
    assertEquals(server.room.size, 0);
  },
});

Deno.test({
  name: "H2: welcome says who one is, where reading begins, and what may be sent",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using one = await joinMux(server.address);
    const { from, session, resumed, epoch, channels } = one.welcome;
    assertMatch(from, /^[a-z]+$/);
    assertMatch(session, /^[0-9a-f-]{36}$/);
    assertEquals([resumed, epoch], [false, server.room.epoch]);
    assertEquals(Object.keys(channels), ["chat", "presence", "file", "typing", "room"]);
    assertEquals(channels["chat"], {
      number: 0,
      class: "interactive",
      read: 0,
      next: 0,
      accepted: 0,
      credit: { bytes: 262_144, frames: 4_096 },
    });
  },
});

Deno.test({
  name: "H3: another version is refused with 4400",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using client = await Client.connect(`${server.address}/ws`, { protocols: ["mux.v1"] });
    client.send(JSON.stringify({ channel: "$", type: "hello", version: 2 }));
    assertEquals((await client.next() as Seen).rule, "H3");
    assertEquals((await client.closed).code, 4400);
  },
});

Deno.test({
  name: "P1: both wires are in the same room and see each other",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using plain = await Client.connect(`${server.address}/ws`);
    using mux = await joinMux(server.address);
    plain.send(chat("chat-1", "from the plain wire"));
    mux.client.send(chat("chat-1", "from mux.v1"));
    const onPlain = await plain.take(2) as Seen[];
    const onMux = await mux.client.until(
      (frame) => isChat(frame as Seen) && frame.data === "from mux.v1",
    );
    assertEquals(onPlain, onMux.filter((frame) => isChat(frame as Seen)) as Seen[]);
    assertEquals(new Set(onPlain.map(({ from }) => from)).size, 2);
  },
});

Deno.test({
  name: "B1: a batch is handled in order, a bad frame harms no other, and a turn is one message",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using one = await joinMux(server.address);
    using two = await joinMux(server.address);
    const before = two.client.messages;
    const batch: unknown[] = Array.from({ length: 100 }, (_, n) => chat(`chat-${n}`, `${n}`));
    batch.splice(50, 0, { channel: "chat", messageId: "bad", sequence: 3, total: 2, data: "" });
    one.client.send(JSON.stringify(batch));
    const seen = await two.client.take(100);
    assertEquals(seen.map(({ data }) => data), Array.from({ length: 100 }, (_, n) => `${n}`));
    assertEquals(seen.map(({ offset }) => offset), Array.from({ length: 100 }, (_, n) => n));
    assertEquals(two.client.messages - before, 1);
    assertEquals((await one.until("error")).rule, "F5");
  },
});

Deno.test({
  name: "K1, K3: acks count what the log has, and come with the turn",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using one = await joinMux(server.address);
    one.client.send(JSON.stringify([chat("chat-1", "a"), chat("chat-2", "b")]));
    assertEquals((await one.until("ack")).frames, 2);
    one.client.send(chat("chat-3", "c"));
    const { of, frames } = await one.until("ack");
    assertEquals([of, frames], ["chat", 3]);
  },
});

Deno.test({
  name: "K2: an ack of what was never sent is an error, and harms nobody else",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using one = await joinMux(server.address);
    one.control({ type: "ack", of: "chat", frames: 7 });
    assertEquals((await one.until("error")).rule, "K2");
    one.client.send(chat("chat-1", "still here"));
    assertEquals((await one.until("ack")).frames, 1);
  },
});

Deno.test({
  name: "C3, C1: the server stops at the first credit, and goes on when more is granted",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using one = await joinMux(server.address);
    using two = await joinMux(server.address);
    const data = "x".repeat(16_000);
    for (let n = 0; n < 6; n++) one.client.send(chat(`chat-${n}`, data));
    // 4 × 16,000 fit 65,536.
    await two.client.take(4);
    two.control({ type: "ping", id: 1 });
    assertEquals((await two.client.next() as Seen).type, "pong");
    two.control({ type: "credit", of: "chat", bytes: 1_000_000, frames: 1_000 });
    const rest = await two.client.take(2);
    assertEquals(rest.map(({ messageId }) => messageId), ["chat-4", "chat-5"]);
  },
});

Deno.test({
  name: "C4, X6: more than was granted is an error and 4409",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using one = await joinMux(server.address);
    const { credit } = one.welcome.channels["presence"]!;
    const data = "x".repeat(16_000);
    const frame = { channel: "presence", messageId: "p", sequence: 0, total: 1, data };
    const batch = Array.from({ length: Math.ceil(credit.bytes / 16_000) + 1 }, () => frame);
    one.client.send(JSON.stringify(batch));
    assertEquals((await one.until("error")).rule, "C4");
    assertEquals((await one.client.closed).code, 4409);
  },
});

Deno.test({
  name: "L2: a ping is answered at once",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using one = await joinMux(server.address);
    one.control({ type: "ping", id: 42 });
    assertEquals((await one.until("pong")).id, 42);
  },
});

Deno.test({
  name: "N2: mux.v1 is taken before mux.plain where both are offered",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using client = await Client.connect(`${server.address}/ws`, {
      protocols: ["mux.plain", "mux.v1"],
    });
    assertEquals(client.protocol, "mux.v1");
    assertNotEquals(server.room.epoch, "");
  },
});

Deno.test({
  name: "H6: of a bulk channel that is not read nothing comes, now or later, and nothing is behind",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    const read = { file: "none", chat: "none" } as const;
    const one = await joinMux(server.address, { read });
    assertEquals(one.welcome.channels["file"]!.read, undefined);
    const file = { ...chat("file-1", "text"), channel: "file" };
    one.client.send(JSON.stringify([file, chat("chat-1", "before")]));
    const isOf = ({ channel, type }: Seen) => channel === "file" || type === "gap";
    const seen = await one.client.until(({ data }) => data === "before") as Seen[];
    assertEquals(seen.filter(isOf), []);
    one[Symbol.dispose]();

    const { session, epoch } = one.welcome;
    using again = await joinMux(server.address, { session, epoch, read: { ...read, chat: 1 } });
    using other = await joinMux(server.address);
    other.client.send(JSON.stringify([{ ...file, messageId: "file-2" }, chat("chat-2", "after")]));
    const later = await again.client.until(({ data }) => data === "after") as Seen[];
    assertEquals(later.filter(isOf), []);
  },
});

Deno.test({
  name: "P2, B3: a `number` on the plain wire announces no bytes to readers of mux.v1",
  ...WIRE,
  async fn() {
    await using server = await serveWire();
    using plain = await Client.connect(`${server.address}/ws`);
    using mux = await joinMux(server.address);
    plain.send(JSON.stringify({ ...chat("file-1", "text"), channel: "file", number: 7, extra: 1 }));
    const frame = await mux.client.next() as Seen;
    assertEquals([frame.number, frame.extra, frame.data], [undefined, 1, "text"]);
  },
});
