import { assertEquals } from "@std/assert";
import { servePlain } from "../../server/plain.ts";
import { Room } from "../../server/room.ts";
import { StallWatch } from "../../server/stall.ts";
import { Client } from "../support/client.ts";
import { FakeClock } from "../support/clock.ts";
import { frame } from "../support/frames.ts";
import { ServerSocket } from "../support/mux_room.ts";
import { enter } from "../support/place.ts";
import { serveWire, WIRE } from "../support/server.ts";

function createWatch() {
  const clock = new FakeClock();
  const state = { queued: 0, stalled: 0 };
  const watch = new StallWatch({
    clock,
    ms: 1_000,
    queued: () => state.queued,
    stalled: () => state.stalled++,
  });
  /** Sends so much, of which so much leaves at once. */
  const send = (length: number, leaves = 0) => {
    state.queued += length - leaves;
    watch.sent(length);
  };
  return { clock, state, watch, send };
}

Deno.test("StallWatch: who takes all has no timer, and who takes nothing is found", () => {
  const { clock, state, send } = createWatch();
  send(100, 100);
  assertEquals(clock.waiting, 0);
  send(100);
  clock.advance(999);
  assertEquals(state.stalled, 0);
  clock.advance(1);
  assertEquals([state.stalled, clock.waiting], [1, 0]);
});

Deno.test("StallWatch: who takes little, while more is sent, is slow and not stalled", () => {
  const { clock, state, send } = createWatch();
  for (let n = 0; n < 50; n++) {
    send(100, 1);
    clock.advance(500);
  }
  assertEquals(state.stalled, 0);
  // From here on nothing leaves, however much is sent.
  for (let n = 0; n < 4; n++) {
    send(100);
    clock.advance(500);
  }
  assertEquals(state.stalled > 0, true);
});

Deno.test("StallWatch: what was empty once in a while was no stall, and a stop ends it", () => {
  const { clock, state, watch, send } = createWatch();
  send(100);
  state.queued = 0;
  clock.advance(1_000);
  assertEquals([state.stalled, clock.waiting], [0, 0]);
  send(100);
  watch.stop();
  assertEquals(clock.waiting, 0);
});

Deno.test("X3: a plain reader that takes nothing for 30 s is closed, though little waits for it", async () => {
  const clock = new FakeClock();
  const room = new Room();
  const socket = new ServerSocket();
  servePlain(socket as unknown as WebSocket, room, enter(), undefined, clock);
  socket.onopen?.();
  socket.bufferedAmount = 500;
  socket.onmessage?.({ data: JSON.stringify(frame()) });
  clock.advance(29_999);
  assertEquals([room.size, clock.waiting], [1, 1]);
  clock.advance(1);
  assertEquals([await socket.closed, room.size], [1013, 0]);
});

/** Opens a WebSocket that answers no ping: npm:ws and Deno's own always do. */
async function connectDeaf(address: string): Promise<Deno.TcpConn> {
  const [hostname, port] = address.split(":");
  const connection = await Deno.connect({ hostname: hostname!, port: Number(port) });
  const lines = [
    "GET /ws HTTP/1.1",
    `host: ${address}`,
    "upgrade: websocket",
    "connection: upgrade",
    "sec-websocket-version: 13",
    "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==",
    "",
    "",
  ];
  await connection.write(new TextEncoder().encode(lines.join("\r\n")));
  return connection;
}

/** A text frame of RFC 6455 with a mask of zeros. Short: its length fits a byte. */
function masked(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text);
  const head = bytes.length < 126 ? [0x81, 0x80 | bytes.length] : [0x81, 0xfe, 0, bytes.length];
  return Uint8Array.from([...head, 0, 0, 0, 0, ...bytes]);
}

Deno.test(
  "P7, W5: a dead peer, which Deno closes twice, leaves once and gives its place back",
  WIRE,
  async () => {
    const { limits } = (await import("../../server/config.ts")).readConfig(() => undefined);
    await using server = serveWire({ limits: { ...limits, idleSeconds: 2 } });
    using watcher = await Client.connect(server.address);
    using deaf = await connectDeaf(server.address);
    await deaf.write(masked(JSON.stringify(frame({ channel: "presence", data: "online" }))));
    const seen = await watcher.until(({ data }) => data === "left");
    assertEquals(seen.map(({ data }) => data), ["online", "left"]);
    // A second leaving would be heard before this.
    watcher.send(frame({ data: "after" }));
    assertEquals((await watcher.next()).data, "after");
    assertEquals([server.room.size, server.gate.size], [1, 1]);
  },
);
