import { assertEquals, assertMatch } from "@std/assert";
import { Client } from "../support/client.ts";
import { frame, text } from "../support/frames.ts";
import { serveWire, WIRE } from "../support/server.ts";

const BAD: readonly (readonly [rule: string, message: string | Uint8Array])[] = [
  ["F1", "hello"],
  ["F1", "[]"],
  ["F1", `{"x":${'{"0":'.repeat(15_000)}1${"}".repeat(15_000)}, ${text().slice(1)}`],
  ["F2", text({ channel: "video" })],
  ["F2", text({ channel: "$" })],
  ["F3", text({ messageId: "" })],
  ["F4", text({ total: 4_097 })],
  ["F5", text({ total: 5, sequence: 7 })],
  ["F6", text({ data: "x".repeat(16_385) })],
  ["F7", text().padEnd(131_073)],
  ["F8", new TextEncoder().encode(text())],
];

Deno.test(
  "E1: a bad frame is answered with its rule, to its sender alone, which stays",
  WIRE,
  async () => {
    await using server = await serveWire();
    using sender = await Client.connect(server.address);
    using other = await Client.connect(server.address);
    for (const [n, [rule, message]] of BAD.entries()) {
      sender.send(message);
      const { data, ...labels } = await sender.next();
      assertEquals(labels, { channel: "$", messageId: `error-${n + 1}`, sequence: 0, total: 1 });
      const error = JSON.parse(data);
      assertEquals([error.type, error.rule], ["error", rule]);
      assertMatch(error.message, /^\w.{9,}$/);
      sender.send(frame({ messageId: rule }));
      // The next that anybody hears is the good frame.
      assertEquals((await other.next()).messageId, rule);
      assertEquals((await sender.next()).messageId, rule);
    }
    assertEquals(server.room.size, 2);
  },
);

Deno.test("E1: bad frames take no offset", WIRE, async () => {
  await using server = await serveWire();
  using client = await Client.connect(server.address);
  for (const message of [text(), text({ total: 0 }), text()]) client.send(message);
  assertEquals((await client.take(3)).map(({ offset }) => offset), [0, undefined, 1]);
});

Deno.test(
  "E2, X4: after 10 bad frames in a row the connection is closed with 4400",
  WIRE,
  async () => {
    await using server = await serveWire();
    using client = await Client.connect(server.address);
    for (let n = 0; n < 12; n++) client.send(text({ total: 0 }));
    assertEquals(await client.closed, { code: 4400, reason: "F4: 10 bad frames in a row" });
    assertEquals(client.seen.map(({ messageId }) => messageId).at(-1), "error-10");
    assertEquals([client.seen.length, server.room.size], [10, 0]);
  },
);

Deno.test("E2: a good frame starts the count anew", WIRE, async () => {
  await using server = await serveWire();
  using client = await Client.connect(server.address);
  for (let round = 0; round < 3; round++) {
    for (let n = 0; n < 9; n++) client.send("bad");
    client.send(frame({ messageId: `${round}` }));
    const errors = await client.until(({ channel }) => channel === "chat");
    assertEquals(errors.length, 10);
  }
  assertEquals(server.room.size, 1);
});

Deno.test("E2: who is closed for bad frames leaves the room as others do", WIRE, async () => {
  await using server = await serveWire();
  using other = await Client.connect(server.address);
  using client = await Client.connect(server.address);
  client.send(frame({ channel: "presence", data: "online" }));
  for (let n = 0; n < 10; n++) client.send("bad");
  const heard = await other.until(({ data }) => data === "left");
  assertEquals(heard.map(({ data }) => data), ["online", "left"]);
  assertEquals((await client.closed).code, 4400);
});
