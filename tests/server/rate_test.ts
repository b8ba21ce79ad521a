import { assert, assertEquals } from "@std/assert";
import { connect } from "../../lib/mod.ts";
import { systemClock } from "../../lib/clock.ts";
import { webSocket } from "../../lib/connect.ts";
import { DEFAULT_LIMITS, type Limits } from "../../server/limit_table.ts";
import { Client } from "../support/client.ts";
import { frame } from "../support/frames.ts";
import { openRoom } from "../support/mux_room.ts";
import { joinMux } from "../support/mux_client.ts";
import { serveWire, WIRE } from "../support/server.ts";

/** So slow that what is used up stays used up for the time of a test. */
const NEVER = 1e-6;

const limits = (some: Partial<Limits>): Limits => ({ ...DEFAULT_LIMITS, ...some });

Deno.test(
  "W1: a frame over the limit is answered with which and when, to its sender alone",
  WIRE,
  async () => {
    const some = limits({ framesAtOnce: 3, framesPerSecond: NEVER });
    await using server = await serveWire({ limits: some });
    using sender = await Client.connect(server.address);
    using other = await Client.connect(server.address);
    for (let n = 0; n < 4; n++) {
      sender.send(frame({ messageId: `chat-${n}`, sequence: 1, total: 2 }));
    }
    assertEquals((await other.take(3)).map(({ messageId }) => messageId), [
      "chat-0",
      "chat-1",
      "chat-2",
    ]);
    const error = JSON.parse((await sender.until(({ channel }) => channel === "$")).at(-1)!.data);
    const { message, retryAfter, ...rest } = error;
    assertEquals(rest, {
      type: "error",
      rule: "W1",
      limit: "framesPerSecond",
      of: "chat",
      messageId: "chat-3",
      sequence: 1,
    });
    assert(retryAfter > 0 && Number.isInteger(retryAfter), `${retryAfter}`);
    assertEquals(message, `over the limit framesPerSecond, try again in ${retryAfter} ms`);
    // A person's limit is its own.
    other.send(frame({ messageId: "of the other" }));
    assertEquals((await sender.until(({ channel }) => channel === "chat")).length, 1);
  },
);

Deno.test("W1: bytes count, and a bad frame counts as one", WIRE, async () => {
  await using server = await serveWire({
    limits: limits({ bytesAtOnce: 500, bytesPerSecond: NEVER }),
  });
  using client = await Client.connect(server.address);
  client.send("x".repeat(450));
  client.send(frame());
  const rules = (await client.take(2)).map(({ data }) => JSON.parse(data).rule);
  assertEquals(rules, ["F1", "W1"]);
});

Deno.test("W1: a class behind one address has the address's limit together", WIRE, async () => {
  const some = limits({ ipFramesAtOnce: 4, ipFramesPerSecond: NEVER });
  await using server = await serveWire({ limits: some });
  using one = await Client.connect(server.address);
  using two = await Client.connect(server.address);
  for (let n = 0; n < 2; n++) one.send(frame({ messageId: `one-${n}` }));
  await two.take(2);
  for (let n = 0; n < 3; n++) two.send(frame({ messageId: `two-${n}` }));
  const [error] = (await two.take(3)).slice(2);
  assertEquals(JSON.parse(error!.data).limit, "ipFramesPerSecond");
});

Deno.test("W2, X7: who keeps on is closed with 4429, and may come back", WIRE, async () => {
  await using server = await serveWire({
    limits: limits({ framesAtOnce: 3, framesPerSecond: NEVER }),
  });
  using client = await Client.connect(server.address);
  for (let n = 0; n < 150; n++) client.send(frame());
  assertEquals(await client.closed, {
    code: 4429,
    reason: "W2: over framesPerSecond, again and again",
  });
  assertEquals(client.seen.filter(({ channel }) => channel === "$").length, 101);
  using again = await Client.connect(server.address);
  again.send(frame({ data: "back" }));
  assertEquals((await again.next()).data, "back");
});

Deno.test("W1: a burst as the course's client sends it is far below the limits", WIRE, async () => {
  await using server = await serveWire();
  using client = await Client.connect(server.address);
  // And the most frames that one message can have.
  for (const total of [100, 4_096]) {
    for (let sequence = 0; sequence < total; sequence++) {
      client.send(frame({ messageId: `${total}`, sequence, total }));
    }
    assertEquals(new Set((await client.take(total)).map(({ channel }) => channel)).size, 1);
  }
});

/** Chat frames 0 … count - 1. */
const chats = (count: number) =>
  Array.from({ length: count }, (_, n) => frame({ messageId: `chat-${n}` }));

/** What a socket was granted on chat since the last look. */
const grants = (socket: ReturnType<ReturnType<typeof openRoom>["join"]>) =>
  socket.frames().filter(({ type, of }) => type === "credit" && of === "chat");

Deno.test("W3: on mux.v1 the grant waits until the limit allows more, and the ack does not", () => {
  const { clock, turn, join } = openRoom({}, { framesAtOnce: 48, framesPerSecond: 1_000 });
  const client = join();
  client.frames();
  client.say(...chats(1_024));
  client.say(...chats(1_024));
  turn();
  const said = client.frames();
  assertEquals(said.filter(({ type }) => type === "ack").map(({ frames }) => frames), [2_048]);
  assertEquals(said.filter(({ type }) => type === "credit" || type === "error"), []);
  clock.advance(1_999);
  turn();
  assertEquals(grants(client), []);
  clock.advance(1);
  turn();
  assertEquals(grants(client).map(({ frames }) => frames), [4_096 + 2_048]);
});

Deno.test("W3: a grant that waited when the connection ended comes on the next one", () => {
  const { clock, turn, join } = openRoom({}, { framesAtOnce: 48, framesPerSecond: NEVER });
  const client = join();
  const { session, channels } = client.frames().find(({ type }) => type === "welcome");
  assertEquals(channels.chat.credit.frames, 4_096);
  for (let n = 0; n < 4; n++) client.say(...chats(1_024));
  turn();
  assertEquals(grants(client), []);
  client.onclose?.();
  assertEquals(clock.waiting, 0);
  const again = join({ session });
  assertEquals(grants(again).map(({ frames }) => frames), [8_192]);
});

Deno.test("W3: a client of ours is slowed down and loses nothing", WIRE, async () => {
  await using server = await serveWire({
    limits: limits({ framesAtOnce: 100, framesPerSecond: 10_000, bytesPerSecond: 1e9 }),
  });
  const { address } = server;
  using talker = connect({
    socket: webSocket(`ws://${address}/ws`),
    clock: systemClock,
    random: Math.random,
  });
  const troubles: unknown[] = [];
  talker.onTrouble((trouble) => troubles.push(trouble));
  const sent = Array.from({ length: 8_000 }, (_, n) => talker.channel("chat").send(`${n}`));
  await Promise.all(sent.map(({ acked }) => acked));
  assertEquals(troubles, []);
  assertEquals(server.room.channel("chat")!.log.next, 8_000);
});

Deno.test("W4: control frames over their limit are taken, told of, and at last closed on", () => {
  const { turn, join } = openRoom({}, { controlsAtOnce: 100, controlsPerSecond: NEVER });
  const client = join();
  const ping = { channel: "$", type: "ping", id: 1 };
  client.frames();
  client.say(...Array(90).fill(ping));
  turn();
  assertEquals(client.frames().length, 90);
  client.say(...Array(20).fill(ping));
  const [error, ...others] = client.frames();
  assertEquals([error.rule, error.limit, others.length], ["W4", "controlsPerSecond", 0]);
  turn();
  assertEquals(client.frames().length, 20);
});

Deno.test(
  "W4, X7: what is ignored counts by its length, and who keeps on is closed",
  WIRE,
  async () => {
    await using server = await serveWire({
      limits: limits({ controlsAtOnce: 100, controlsPerSecond: NEVER }),
    });
    using mux = await joinMux(server.address);
    const { client } = mux;
    const newer = JSON.stringify({
      channel: "$",
      type: "of a newer peer",
      words: "x".repeat(99_000),
    });
    for (let n = 0; n < 110; n++) client.send(newer);
    assertEquals(await client.closed, {
      code: 4429,
      reason: "W2: over controlsPerSecond, again and again",
    });
  },
);

Deno.test(
  "W5: no room for one more connection is 429 or 503 before the upgrade",
  WIRE,
  async () => {
    const refusal = async (some: Partial<Limits>) => {
      await using server = await serveWire({ limits: limits(some) });
      using _first = await Client.connect(server.address);
      const response = await fetch(`http://${server.address}/ws`, {
        headers: { upgrade: "websocket", "sec-websocket-version": "13" },
      });
      return [response.status, response.headers.get("retry-after"), await response.text()];
    };
    assertEquals(await refusal({ connectionsPerIp: 1 }), [
      429,
      "10",
      "Over the limit connectionsPerIp, try again later\n",
    ]);
    assertEquals((await refusal({ connectionsPerRoom: 1 })).slice(0, 2), [503, "10"]);
    assertEquals((await refusal({ connections: 1 })).slice(0, 2), [503, "10"]);
  },
);

Deno.test("W5: who leaves makes room", WIRE, async () => {
  await using server = await serveWire({ limits: limits({ connections: 1 }) });
  const first = await Client.connect(server.address);
  assertEquals(server.gate.size, 1);
  first.close();
  await first.closed;
  using second = await Client.connect(server.address);
  second.send(frame());
  assertEquals((await second.next()).data, "hi");
});
