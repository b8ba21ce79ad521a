import { assertEquals, assertRejects } from "@std/assert";
import { RefusedError } from "../../lib/connect.ts";
import { comeBack, greet, openMux } from "../support/mux.ts";

const PAUSED = { rule: "M8", message: "the teacher has paused the room" };
const refusal = (messageId: string, of = "chat") => (
  { channel: "$", type: "error", ...PAUSED, of, messageId }
);

Deno.test("E3: a message that is refused rejects with the rule, and is told", async () => {
  const { connection, socket, turn, troubles } = openMux();
  const sent = connection.channel("chat").send("hi");
  turn();
  socket.deliver({ ...refusal("chat-1"), retryAfter: 1_500 });
  const error = await assertRejects(
    () => sent.acked,
    RefusedError,
    "Cannot send message: M8: the teacher has paused the room",
  );
  assertEquals([error.rule, error.retryAfter], ["M8", 1_500]);
  assertEquals(troubles, [{ ...refusal("chat-1"), retryAfter: 1_500 }] as unknown[]);
});

Deno.test("E3: frames of it that did not leave are taken back", async () => {
  const { connection, socket, turn } = openMux({}, {}, {
    chat: { credit: { bytes: 100, frames: 2 } },
  });
  const chat = connection.channel("chat");
  const long = chat.send("abcde", { size: 1 });
  turn();
  assertEquals(socket.take(), ["chat chat-1 0/5 a", "chat chat-1 1/5 b"]);
  socket.deliver(refusal("chat-1"));
  await assertRejects(() => long.acked, RefusedError);
  assertEquals(connection.stats().channels["chat"]!.queued, { bytes: 0, frames: 0 });
  const next = chat.send("next");
  socket.deliver([
    { channel: "$", type: "ack", of: "chat", frames: 2 },
    { channel: "$", type: "credit", of: "chat", bytes: 200, frames: 4 },
  ]);
  turn();
  assertEquals(socket.take(), ["chat chat-2 0/1 next"]);
  socket.deliver({ channel: "$", type: "ack", of: "chat", frames: 3 });
  await next.acked;
  assertEquals(long.progress, { sent: 2, acked: 0, total: 5 });
});

Deno.test("K1: what was refused counts: the ack behind it is of the others", async () => {
  const { connection, socket, turn, troubles } = openMux();
  const chat = connection.channel("chat");
  const [one, two, three] = ["a", "b", "c"].map((text) => chat.send(text));
  turn();
  socket.deliver(refusal("chat-2"));
  socket.deliver({ channel: "$", type: "ack", of: "chat", frames: 2 });
  await one!.acked;
  await assertRejects(() => two!.acked, RefusedError);
  assertEquals(connection.stats().channels["chat"]!.inFlight, { bytes: 1, frames: 1 });
  socket.deliver({ channel: "$", type: "ack", of: "chat", frames: 3 });
  await three!.acked;
  assertEquals(troubles.length, 1);
});

Deno.test("R5: a refusal that was lost with the connection is said with the next welcome", async () => {
  const mux = openMux();
  const chat = mux.connection.channel("chat");
  const [one, two, three, four] = ["a", "b", "c", "d"].map((text) => chat.send(text));
  mux.turn();
  comeBack(mux);
  const refused = [{ from: 1, to: 3, ...PAUSED }];
  greet(mux, { resumed: true }, { chat: { accepted: 3, refused } });
  await one!.acked;
  for (const sent of [two!, three!]) await assertRejects(() => sent.acked, RefusedError, "M8");
  assertEquals(mux.troubles, [refusal("chat-2"), refusal("chat-3")] as unknown[]);
  mux.turn();
  assertEquals(mux.socket.take().at(-1), "chat chat-4 0/1 d");
  mux.socket.deliver({ channel: "$", type: "ack", of: "chat", frames: 4 });
  await four!.acked;
});

Deno.test("R5: what is known already is not said again, and one that was refused does not go again", async () => {
  const mux = openMux();
  const chat = mux.connection.channel("chat");
  const [one, two] = ["a", "b"].map((text) => chat.send(text));
  mux.turn();
  mux.socket.deliver(refusal("chat-2"));
  await assertRejects(() => two!.acked, RefusedError);
  comeBack(mux);
  // The server has lost what it had not made durable: it knows of neither.
  greet(mux, { resumed: true });
  mux.turn();
  assertEquals(mux.socket.take().filter((text) => text.startsWith("chat")), ["chat chat-1 0/1 a"]);
  mux.socket.deliver({ channel: "$", type: "ack", of: "chat", frames: 1 });
  await one!.acked;
  comeBack(mux);
  const refused = [{ from: 0, to: 1, ...PAUSED }];
  greet(mux, { resumed: true }, { chat: { accepted: 1, refused } });
  assertEquals(mux.troubles.length, 1);
});

Deno.test("E3: a refusal of what nobody waits for is told, and harms nothing", () => {
  const { socket, troubles, connection } = openMux();
  const errors = [refusal("chat-9"), refusal("x-1", "stocks"), { ...PAUSED, of: "chat" }];
  for (const error of errors) socket.deliver({ channel: "$", type: "error", ...error });
  assertEquals([troubles.length, connection.state.phase], [3, "open"]);
});
