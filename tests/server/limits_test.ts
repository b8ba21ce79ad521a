import { assert, assertEquals, assertLess } from "@std/assert";
import { DEFAULT_LIMITS } from "../../server/limit_table.ts";
import { MAX_MESSAGE_TEXT } from "../../server/limits.ts";
import { Client } from "../support/client.ts";
import { frame, text } from "../support/frames.ts";
import { joinMux, type Seen } from "../support/mux_client.ts";
import { serveWire, WIRE } from "../support/server.ts";

/** Shows that the room goes on: these hear each other, and somebody new may come. */
async function goesOn(address: string, ...clients: Client[]): Promise<void> {
  using newcomer = await Client.connect(address);
  newcomer.send(frame({ messageId: "still here" }));
  for (const client of [newcomer, ...clients]) {
    await client.until(({ messageId }) => messageId === "still here");
  }
}

Deno.test("X2: the bounds are those of the document", () => {
  assertEquals([MAX_MESSAGE_TEXT, DEFAULT_LIMITS.backlogBytes], [524_288, 8_000_000]);
});

Deno.test(
  "X2: a message longer than 524,288 closes with 1009, one of that length does not",
  WIRE,
  async () => {
    await using server = await serveWire();
    using other = await Client.connect(server.address);
    using client = await Client.connect(server.address);
    client.send(text().padEnd(524_288));
    assertEquals(JSON.parse((await client.next()).data).rule, "F7");
    client.send(text().padEnd(524_289));
    assertEquals(await client.closed, { code: 1009, reason: "Message is too long" });
    for (const bytes of [600_000, 524_289]) {
      using binary = await Client.connect(server.address);
      binary.send(new Uint8Array(bytes));
      assertEquals((await binary.closed).code, 1009);
    }
    assertEquals(server.room.size, 1);
    await goesOn(server.address, other);
  },
);

Deno.test("X2: so it is on mux.v1, before anything is read", WIRE, async () => {
  await using server = await serveWire();
  for (const message of ["x".repeat(524_289), new Uint8Array(524_289)]) {
    using mux = await joinMux(server.address);
    mux.client.send(message);
    assertEquals(await mux.client.closed, { code: 1009, reason: "Message is too long" });
    assertEquals(mux.client.seen.filter((frame) => (frame as Seen).type === "error"), []);
  }
});

Deno.test("X2: 70 MB end their own connection and nothing else", WIRE, async () => {
  await using server = await serveWire();
  using other = await Client.connect(server.address);
  using client = await Client.connect(server.address);
  client.send("x".repeat(70_000_000));
  const { code } = await client.closed;
  assert(code === 1006 || code === 1009, `${code}`);
  await goesOn(server.address, other);
  assertLess(server.room.size, 3);
});

Deno.test(
  "X3, P7: a reader that stops reading is closed and has left, and the others go on",
  WIRE,
  async () => {
    await using server = await serveWire();
    using reader = await Client.connect(server.address);
    using stalled = await Client.connect(server.address);
    stalled.send(frame({ channel: "presence", data: "online" }));
    await Promise.all([reader.next(), stalled.next()]);
    stalled.raw.pause();
    const bulk = frame({ channel: "file", data: "x".repeat(16_384) });
    const isLeft = () => reader.seen.at(-1)?.data === "left";
    // The kernel's buffers fill first, and how large those are is the machine's affair.
    let sent = 0;
    while (!isLeft() && sent < 10_000) {
      reader.send({ ...bulk, messageId: `file-${sent++}` });
      await reader.next();
    }
    assert(isLeft(), `It did not leave after ${sent} frames`);
    assert(sent * 16_384 > DEFAULT_LIMITS.backlogBytes, `It left after ${sent} frames`);
    assertEquals(server.room.size, 1);
    await goesOn(server.address, reader);
    stalled.raw.resume();
    assertEquals(await stalled.closed, { code: 1013, reason: "Reader is too slow for this room" });
    // What it read before is a part of what the others read, from the start and without a gap.
    const files = (client: Client) => client.seen.filter(({ channel }) => channel === "file");
    const read = files(stalled);
    assertEquals(read.map(({ offset }) => offset), [...read.keys()]);
    assertEquals(files(reader).length, sent);
  },
);
