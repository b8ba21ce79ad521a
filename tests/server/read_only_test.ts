import { assertEquals } from "@std/assert";
import { servePlain } from "../../server/plain.ts";
import { openRoom, ServerSocket } from "../support/mux_room.ts";
import { enter } from "../support/place.ts";
import { FILES, fill, openSqlite } from "./logs/sqlite_bench.ts";

const chat = (n: number, data = `${n}`) => ({
  channel: "chat",
  messageId: `chat-${n}`,
  sequence: 0,
  total: 1,
  data,
});

/** A room on a disk that is full as soon as something large is written. */
async function open() {
  const bench = await openSqlite();
  const parts = openRoom({ store: bench.room });
  const turn = async () => {
    bench.turn();
    await undefined;
    parts.turn();
  };
  return { bench, ...parts, turn, [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose]() };
}

const P8 = { rule: "P8", message: "nothing can be kept any more: the disk is full" };

Deno.test({
  name: "P8: once the disk is full, what is kept is read on, and each frame is refused",
  ...FILES,
  async fn() {
    await using server = await open();
    const [writer, reader] = [server.join(), server.join()];
    const { session } = writer.frames()[0];
    writer.say(chat(1));
    await server.turn();
    fill(server.bench);
    for (const socket of [writer, reader]) socket.frames();
    writer.say(chat(2, "x".repeat(16_000)), chat(3, "x".repeat(16_000)));
    await server.turn();
    // Its counts are on the disk, and they stand still there: it begins anew.
    assertEquals(writer.frames(), [{ channel: "$", type: "error", ...P8 }]);
    assertEquals(await writer.closed, 1001);
    const again = server.join({ session, read: { chat: "oldest" } });
    const [welcome, , first, ...rest] = again.frames();
    assertEquals([welcome.resumed, first.data, rest], [false, "1", []]);
    for (const n of [4, 5]) again.say(chat(n));
    await server.turn();
    const refused = (n: number) => ({
      channel: "$",
      type: "error",
      ...P8,
      of: "chat",
      messageId: `chat-${n}`,
    });
    const [four, five, ack] = again.frames();
    assertEquals([four, five, ack.frames], [refused(4), refused(5), 2]);
    // Who only reads is not in it.
    assertEquals([reader.readyState, reader.frames()], [WebSocket.OPEN, []]);
    assertEquals(server.room.channel("chat")!.log.next, 1);
  },
});

Deno.test({
  name: "P8: on the plain wire each frame is refused, and none of it is a bad frame",
  ...FILES,
  async fn() {
    await using server = await open();
    const socket = new ServerSocket();
    servePlain(socket as unknown as WebSocket, server.room, enter());
    socket.onopen?.();
    fill(server.bench);
    const say = (n: number) =>
      socket.onmessage?.({ data: JSON.stringify(chat(n, "x".repeat(16_000))) });
    for (let n = 0; n < 3; n++) say(n);
    await server.turn();
    for (let n = 3; n < 30; n++) say(n);
    await server.turn();
    const errors = socket.texts.map((text) => JSON.parse(JSON.parse(text).data));
    assertEquals(
      errors,
      Array.from({ length: 30 }, (_, n) => ({
        type: "error",
        ...P8,
        of: "chat",
        messageId: `chat-${n}`,
        sequence: 0,
      })),
    );
    assertEquals(socket.readyState, WebSocket.OPEN);
    socket.onclose?.();
  },
});
