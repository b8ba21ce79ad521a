import { assert, assertEquals } from "@std/assert";
import { PIECE_BYTES } from "../../lib/bulk.ts";
import { MAX_ANNOUNCED, MAX_WHOLE_BYTES } from "../../lib/bytes_messages.ts";
import type { Received } from "../../lib/connect.ts";
import { BULK_WINDOW, TEXT_WINDOW } from "../../lib/incoming_channel.ts";
import { FIRST_CREDIT } from "../../lib/limits.ts";
import { OPEN_MS, RESUMED_STALE_MS } from "../../lib/limits.ts";
import { comeBack, createMux, greet, openMux, run } from "../support/mux.ts";

/** A frame as a server sends it. */
const frame = (offset: number, fields: Record<string, unknown> = {}) => (
  {
    channel: "chat",
    messageId: `m${offset}`,
    sequence: 0,
    total: 1,
    data: "hi",
    from: "heron",
    offset,
    ...fields,
  }
);
/** The head of a message in bytes. */
const head = (total: number, fields: Record<string, unknown> = {}) =>
  frame(0, { channel: "file", messageId: "f", data: "data:,", total, number: 0, ...fields });
const pieces = (count: number, fill = 7) => new Uint8Array(count * PIECE_BYTES).fill(fill);

/** What listeners on a channel hear. */
function listen({ connection }: ReturnType<typeof openMux>, name: string) {
  const messages: Received[] = [];
  const frames: string[] = [];
  connection.channel(name).onMessage((message) => messages.push(message));
  connection.channel(name).onFrame((frame) => {
    const size = "payload" in frame ? frame.payload.length : frame.data.length;
    frames.push(`${frame.messageId} ${frame.sequence} of ${frame.total}: ${size}`);
  });
  return { messages, frames };
}

Deno.test("A3, M18: what a hub sends twice comes once, though it has one frame only", () => {
  const mux = openMux();
  const { messages, frames } = listen(mux, "chat");
  mux.socket.deliver(frame(0));
  mux.socket.deliver(frame(1, { messageId: "m0", fault: "duplicate" }));
  mux.socket.deliver(frame(2, { fault: "delay" }));
  assertEquals(messages.map(({ messageId }) => messageId), ["m0", "m2"]);
  assertEquals(frames.length, 3);
});

// --- acks and credit ---

Deno.test("C3: what may come is granted with the welcome, more for bulk, and in one message", () => {
  const mux = createMux();
  greet(mux);
  mux.turn();
  assertEquals(mux.socket.sent.length, 1);
  const text = `${TEXT_WINDOW.bytes} ${TEXT_WINDOW.frames}`;
  assertEquals(mux.socket.take(), [
    `credit chat ${text}`,
    `credit file ${BULK_WINDOW.bytes} ${BULK_WINDOW.frames}`,
    `credit presence ${text}`,
    `credit typing ${text}`,
  ]);
});

Deno.test("K1, K3: bulk that came in a turn is acked once, with that turn and the data that is due", () => {
  const { connection, socket, turn, clock } = openMux();
  socket.deliver([head(3), frame(0)]);
  socket.deliver(run({ payload: pieces(1) }));
  connection.channel("chat").send("me too");
  assertEquals([socket.sent, clock.waiting], [[], 1]);
  turn();
  assertEquals(socket.sent.length, 1);
  assertEquals(socket.take(), ["ack file 2", "chat chat-1 0/1 me too"]);
  turn();
  assertEquals(socket.take(), []);
});

Deno.test("B5, K1: each piece of a run is a frame that counts", () => {
  const { socket, turn } = openMux();
  socket.deliver(head(4));
  socket.deliver(run({ payload: pieces(2) }));
  socket.deliver(run({ sequence: 3, offset: 3 }));
  turn();
  assertEquals(socket.take(), ["ack file 4"]);
});

Deno.test("K1: acks begin anew with each welcome", () => {
  const mux = openMux();
  mux.socket.deliver(head(3));
  comeBack(mux);
  greet(mux, { resumed: true });
  mux.socket.deliver(run({}));
  mux.turn();
  assertEquals(mux.socket.take().filter((line) => line.startsWith("ack")), ["ack file 1"]);
});

Deno.test("C1: with listeners, and with nobody, what came is granted again at once", () => {
  for (const isHeard of [true, false]) {
    const mux = openMux({ window: { bytes: 70_000, frames: 2_000 } });
    if (isHeard) listen(mux, "chat");
    for (let offset = 0; offset < 3; offset++) {
      mux.socket.deliver(frame(offset, { data: "x".repeat(16_000) }));
    }
    mux.turn();
    assertEquals(mux.socket.take(), ["credit chat 118000 2003"]);
  }
});

Deno.test("C5: who iterates slowly is granted no more than the window until it goes on", async () => {
  const { connection, socket, turn } = openMux({ window: { bytes: 70_000, frames: 2_000 } });
  const reader = connection.channel("chat")[Symbol.asyncIterator]();
  for (let offset = 0; offset < 4; offset++) {
    socket.deliver(frame(offset, { data: "x".repeat(16_000) }));
  }
  turn();
  assertEquals(socket.take(), []);
  for (let n = 0; n < 2; n++) await reader.next();
  turn();
  assertEquals(socket.take(), []);
  assertEquals((await reader.next()).value?.offset, 2);
  turn();
  assertEquals(socket.take(), ["credit chat 118000 2003"]);
});

Deno.test("C5: pieces that come while a reader lags wait with what it has not read", async () => {
  const { connection, socket, turn } = openMux({ window: { bytes: 70_000, frames: 2_000 } });
  const reader = connection.channel("chat")[Symbol.asyncIterator]();
  socket.deliver(frame(0));
  for (let n = 0; n < 3; n++) {
    socket.deliver(
      frame(1 + n, { messageId: "long", sequence: n, total: 4, data: "x".repeat(16_000) }),
    );
  }
  turn();
  assertEquals(socket.take(), []);
  await reader.next();
  turn();
  assertEquals(socket.take(), ["credit chat 118002 2004"]);
});

Deno.test("C5: of two readers the slower one counts, and one that leaves counts no more", async () => {
  const { connection, socket, turn } = openMux({ window: { bytes: 70_000, frames: 2_000 } });
  const [quick, slow] = [0, 1].map(() => connection.channel("chat")[Symbol.asyncIterator]());
  for (let offset = 0; offset < 3; offset++) {
    socket.deliver(frame(offset, { data: "x".repeat(16_000) }));
    await quick!.next();
  }
  turn();
  assertEquals(socket.take(), []);
  await slow!.next();
  await slow!.return?.();
  turn();
  assertEquals(socket.take(), ["credit chat 118000 2003"]);
  assertEquals((await slow!.next()).done, true);
});

Deno.test("C4: a server that overdraws is told off for good", () => {
  const { connection, socket, complaints } = openMux({ window: FIRST_CREDIT });
  connection.channel("chat")[Symbol.asyncIterator]();
  for (let offset = 0; offset < 5; offset++) {
    if (!socket.closed) socket.deliver(frame(offset, { data: "x".repeat(16_000) }));
  }
  assertEquals(complaints(), ['C4: more came on "chat" than was granted']);
  assertEquals(connection.state, {
    phase: "closed",
    code: 4409,
    reason: "C4: more than was granted",
  });
});

Deno.test("C4: what comes with an overdraft, behind it, is not looked at", () => {
  const { connection, socket, complaints } = openMux({ window: FIRST_CREDIT });
  connection.channel("chat")[Symbol.asyncIterator]();
  socket.deliver(Array.from({ length: 9 }, (_, n) => frame(n, { data: "x".repeat(16_000) })));
  assertEquals(complaints().length, 1);
});

Deno.test("C1: what came a second time is granted again, too", () => {
  const { socket, turn } = openMux({ window: { bytes: 70_000, frames: 2_000 } });
  for (let n = 0; n < 3; n++) socket.deliver(frame(0, { data: "x".repeat(16_000) }));
  turn();
  assertEquals(socket.take(), ["credit chat 118000 2003"]);
});

Deno.test("C5: however often the connection is cut, no more than the window is held", () => {
  const mux = createMux({ window: FIRST_CREDIT });
  const chat = mux.connection.channel("chat");
  chat[Symbol.asyncIterator]();
  let offset = 0;
  for (let round = 0; round < 20; round++) {
    greet(mux, { resumed: true });
    for (let n = 0; n < 4 && !mux.socket.closed; n++, offset++) {
      mux.socket.deliver(frame(offset, { data: "x".repeat(16_000) }));
    }
    if (round === 0) assertEquals(mux.socket.closed, undefined);
    else assertEquals(mux.socket.closed?.code, 4408);
    if (!mux.socket.closed) comeBack(mux);
    else while (mux.socket.closed) mux.clock.advance(500);
  }
  assertEquals(mux.connection.stats().channels["chat"]?.received.bytes, 64_000);
});

Deno.test("C1, R1: what readers still hold is taken off the next connection's first grant", () => {
  const mux = openMux({ window: { bytes: 70_000, frames: 2_000 } });
  mux.connection.channel("chat")[Symbol.asyncIterator]();
  mux.socket.deliver(frame(0, { data: "x".repeat(10_000) }));
  comeBack(mux);
  greet(mux, { resumed: true });
  mux.turn();
  assertEquals(mux.socket.take()[0], "credit chat 60000 1999");
});

Deno.test("C1, R1: what readers took is not", async () => {
  const mux = openMux({ window: { bytes: 70_000, frames: 2_000 } });
  const reader = mux.connection.channel("chat")[Symbol.asyncIterator]();
  mux.socket.deliver(frame(0, { data: "x".repeat(10_000) }));
  await reader.next();
  comeBack(mux);
  greet(mux, { resumed: true });
  mux.turn();
  assertEquals(mux.socket.take()[0], "credit chat 70000 2000");
});

// --- text ---

Deno.test("P2, S2: messages come whole, with sender, text and the offset of their last frame", () => {
  const mux = openMux();
  const { messages, frames } = listen(mux, "chat");
  mux.socket.deliver(frame(0, { messageId: "a", total: 2, data: "hel" }));
  mux.socket.deliver([frame(1), frame(2, { messageId: "a", total: 2, sequence: 1, data: "lo" })]);
  assertEquals(messages, [
    { from: "heron", channel: "chat", messageId: "m1", offset: 1, text: "hi" },
    { from: "heron", channel: "chat", messageId: "a", offset: 2, text: "hello" },
  ]);
  assertEquals(frames, ["a 0 of 2: 3", "m1 0 of 1: 2", "a 1 of 2: 2"]);
});

Deno.test("A4, A6: frames that disagree, or are too much, are trouble", () => {
  const mux = openMux();
  listen(mux, "chat");
  mux.socket.deliver(frame(0, { messageId: "a", total: 2 }));
  mux.socket.deliver(frame(1, { messageId: "a", total: 3, sequence: 1 }));
  for (let n = 0; n < 16; n++) mux.socket.deliver(frame(2 + n, { total: 2 }));
  assertEquals(mux.complaints(), [
    "A4: total is 3, was 2",
    "A6: sender has 16 unfinished messages",
  ]);
});

Deno.test("Receiver: a reader gets what comes from then on, and asking before it comes is fine", async () => {
  const { connection, socket } = openMux();
  socket.deliver(frame(0));
  const chat = connection.channel("chat");
  const seen: number[] = [];
  const reading = (async () => {
    for await (const { offset } of chat) {
      seen.push(offset);
      if (offset === 2) break;
    }
  })();
  socket.deliver([frame(1), frame(2), frame(3)]);
  await reading;
  assertEquals(seen, [1, 2]);
});

Deno.test("Receiver: what was asked for by `read` is held for the first reader, within the window", async () => {
  const { connection, socket, turn } = openMux({
    read: { chat: "oldest" },
    window: { bytes: 70_000, frames: 2_000 },
  });
  for (let offset = 0; offset < 3; offset++) {
    socket.deliver(frame(offset, { data: "x".repeat(16_000) }));
  }
  turn();
  assertEquals(socket.take(), []);
  const seen: number[] = [];
  for await (const { offset } of connection.channel("chat")) if (seen.push(offset) === 3) break;
  assertEquals(seen, [0, 1, 2]);
  turn();
  assertEquals(socket.take(), ["credit chat 118000 2003"]);
  // The first is gone: nothing is held for a second.
  socket.deliver(frame(3));
  const late = connection.channel("chat")[Symbol.asyncIterator]();
  socket.deliver(frame(4));
  assertEquals((await late.next()).value?.offset, 4);
});

Deno.test("Receiver: what is held for the first goes to a listener, or is let go of for frames", () => {
  const window = { bytes: 70_000, frames: 2_000 };
  const mux = openMux({ read: { chat: "oldest", file: "oldest" }, window });
  for (const channel of ["chat", "file"]) {
    for (let offset = 0; offset < 3; offset++) {
      mux.socket.deliver(frame(offset, { channel, data: "x".repeat(16_000) }));
    }
  }
  const heard = listen(mux, "chat");
  assertEquals(heard.messages.map(({ offset }) => offset), [0, 1, 2]);
  mux.connection.channel("file").onFrame(() => {});
  mux.turn();
  assertEquals(mux.socket.take().filter((line) => line.startsWith("credit")), [
    "credit chat 118000 2003",
    "credit file 118000 2003",
  ]);
});

Deno.test("Receiver: a listener can be taken back", () => {
  const { connection, socket } = openMux();
  let heard = 0;
  const stop = connection.channel("chat").onMessage(() => heard++);
  socket.deliver(frame(0));
  stop();
  socket.deliver(frame(1));
  assertEquals(heard, 1);
});

Deno.test("P2: a frame whose sender or offset is nonsense is trouble, and moves nothing", () => {
  const mux = openMux();
  const { messages } = listen(mux, "chat");
  for (const fields of [{ offset: "7" }, { offset: -1 }, { offset: 0.5 }, { from: 7 }]) {
    mux.socket.deliver(frame(0, fields));
  }
  assertEquals(mux.complaints(), Array(4).fill("P2: from must be a string, offset a count"));
  comeBack(mux);
  assertEquals([greet(mux).read?.["chat"], messages], [0, []]);
});

// --- places in the log ---

Deno.test("R1: what came before comes no second time, as frames or as parts of runs", () => {
  const mux = openMux();
  const chat = listen(mux, "chat");
  const file = listen(mux, "file");
  mux.socket.deliver([frame(0), head(4)]);
  mux.socket.deliver(run({ payload: pieces(2) }));
  comeBack(mux);
  greet(mux, { resumed: true });
  mux.socket.deliver([frame(0), frame(1), head(4)]);
  mux.socket.deliver(run({ payload: pieces(3) }));
  assertEquals(chat.messages.map(({ offset }) => offset), [0, 1]);
  assertEquals(file.frames, ["f 0 of 4: 6", "f 1 of 4: 2400", "f 3 of 4: 1200"]);
  assertEquals(file.messages.map(({ bytes }) => bytes), [pieces(3)]);
  mux.turn();
  assertEquals(mux.socket.take().filter((line) => line.startsWith("ack")), ["ack file 4"]);
});

/** When the server says that history was said. */
const time = (at: number, of = "chat") => ({ channel: "$", type: "time", of, at });

Deno.test("H7: a message of history has the minute that was told before its last frame", () => {
  const { connection, socket } = openMux({}, {}, { chat: { next: 5 } });
  const times: unknown[] = [];
  connection.channel("chat").onMessage(({ text, at }) => times.push([text, at]));
  socket.deliver([frame(0, { data: "untold" }), time(60_000), frame(1, { data: "one" })]);
  socket.deliver([frame(2, { messageId: "long", total: 2, data: "a" }), time(120_000)]);
  socket.deliver(frame(3, { messageId: "long", total: 2, sequence: 1, data: "b" }));
  socket.deliver([frame(4, { data: "last" }), frame(5, { data: "now" })]);
  assertEquals(times, [
    ["untold", undefined],
    ["one", 60_000],
    ["ab", 120_000],
    ["last", 120_000],
    ["now", undefined],
  ]);
});

Deno.test("H7, R1: what was missed has its minute too, and no minute of the connection before", () => {
  const mux = openMux({}, {}, { chat: { next: 1 } });
  const times: unknown[] = [];
  mux.connection.channel("chat").onMessage(({ text, at }) => times.push([text, at]));
  mux.socket.deliver([time(60_000), frame(0, { data: "before" }), frame(1, { data: "now" })]);
  comeBack(mux);
  greet(mux, { resumed: true }, { chat: { next: 4 } });
  mux.socket.deliver([frame(2, { data: "untold" }), time(120_000), frame(3, { data: "missed" })]);
  mux.socket.deliver(frame(4, { data: "now" }));
  assertEquals(times, [
    ["before", 60_000],
    ["now", undefined],
    ["untold", undefined],
    ["missed", 120_000],
    ["now", undefined],
  ]);
});

Deno.test("H7: a time of a channel that nobody declared is trouble", () => {
  const { socket, complaints } = openMux();
  socket.deliver(time(60_000, "stocks"));
  assertEquals(complaints(), ['H7: channel "stocks" is not in the welcome']);
});

Deno.test("G1: a gap is told and counted, and reading goes on behind it", () => {
  const mux = openMux();
  const { messages } = listen(mux, "chat");
  const gap = {
    channel: "$",
    type: "gap",
    of: "chat",
    from: 0,
    to: 40,
    reason: "retention",
  } as const;
  mux.socket.deliver([gap, frame(40)]);
  assertEquals(mux.troubles, [gap]);
  assertEquals([messages.length, mux.connection.stats().channels["chat"]?.gapped], [1, 40]);
  comeBack(mux);
  assertEquals(greet(mux).read?.["chat"], 41);
});

Deno.test("G1, G2: frames that are left out without a word are trouble", () => {
  const { socket, complaints } = openMux();
  socket.deliver([frame(0), frame(3)]);
  assertEquals(complaints(), ['G1: 2 frames on "chat" before 3 never came']);
});

Deno.test("T5, T6: of state and the ephemeral, frames may be left out and come in any order", () => {
  const mux = openMux({}, {}, { presence: { read: 5 } });
  const { messages } = listen(mux, "presence");
  for (const offset of [2, 9, 4]) mux.socket.deliver(frame(offset, { channel: "presence" }));
  mux.socket.deliver(frame(7, { channel: "typing" }));
  assertEquals([messages.length, mux.complaints()], [3, []]);
  comeBack(mux);
  const { read } = greet(mux);
  assertEquals([read?.["presence"], read?.["typing"]], [10, 8]);
});

Deno.test("T5: the latest state comes again on each connection, of one frame or of several", () => {
  const mux = openMux();
  const { messages } = listen(mux, "presence");
  const say = () => {
    const parts = { channel: "presence", messageId: "hello", total: 2 };
    mux.socket.deliver([
      frame(0, { ...parts, data: "onli" }),
      frame(1, { ...parts, data: "ne", sequence: 1 }),
      frame(2, { channel: "presence", data: "away", from: "otter" }),
    ]);
    return messages.splice(0).map(({ from, text }) => `${from} ${text}`);
  };
  assertEquals(say(), ["heron online", "otter away"]);
  comeBack(mux);
  greet(mux);
  assertEquals(say(), ["heron online", "otter away"]);
});

Deno.test("H2, F2: what is on channels that nobody declared is trouble, and counts nowhere", () => {
  const { socket, complaints, turn } = openMux();
  socket.deliver(frame(0, { channel: "stocks" }));
  socket.deliver({ channel: "$", type: "gap", of: "stocks", from: 0, to: 1, reason: "epoch" });
  socket.deliver(run({ channel: 9 }));
  socket.deliver("{");
  assertEquals(complaints().map((text) => text.slice(0, 3)), ["H2:", "G1:", "B6:", "F1:"]);
  turn();
  assertEquals(socket.take(), []);
});

// --- bytes ---

Deno.test("B3, B7: a message in bytes comes whole, with its head", () => {
  const mux = openMux();
  const { messages, frames } = listen(mux, "file");
  mux.socket.deliver(head(4));
  mux.socket.deliver(run({ payload: pieces(1, 1) }));
  mux.socket.deliver(run({ sequence: 2, offset: 2, payload: new Uint8Array(1_201).fill(2) }));
  const bytes = new Uint8Array(2_401).fill(2);
  bytes.fill(1, 0, 1_200);
  assertEquals(messages, [
    { from: "heron", channel: "file", messageId: "f", offset: 3, text: "data:,", bytes },
  ]);
  assertEquals(frames, ["f 0 of 4: 6", "f 1 of 4: 1200", "f 2 of 4: 1201"]);
});

Deno.test("B3: an empty one is whole with its head", () => {
  const mux = openMux();
  const { messages } = listen(mux, "file");
  mux.socket.deliver(head(1));
  assertEquals(messages[0]?.bytes, new Uint8Array());
});

Deno.test("B4, B6: runs that fit no message are trouble, once for each message", () => {
  const { socket, complaints, turn } = openMux();
  socket.deliver(head(3));
  socket.deliver(run({ payload: pieces(3) }));
  for (let offset = 4; offset < 8; offset++) socket.deliver(run({ message: 5, offset }));
  socket.deliver(new Uint8Array([2]));
  assertEquals(complaints(), [
    "B6: run ends at 4, total is 3",
    "B6: message 5 was never announced",
    "B4: kind is 2, must be 1",
  ]);
  turn();
  assertEquals(socket.take(), ["ack file 8"]);
});

Deno.test("B6: who began to read in the middle of a message, or behind a gap, passes its runs over", () => {
  const mux = openMux({}, {}, { file: { read: 5, next: 5 } });
  const { messages } = listen(mux, "file");
  mux.socket.deliver(run({ message: 4, sequence: 3, offset: 5, payload: pieces(1) }));
  mux.socket.deliver({ ...head(2), offset: 6, number: 6 });
  mux.socket.deliver({
    channel: "$",
    type: "gap",
    of: "file",
    from: 7,
    to: 9,
    reason: "retention",
  });
  mux.socket.deliver(run({ message: 8, sequence: 1, offset: 9, payload: pieces(1) }));
  mux.socket.deliver(run({ message: 6, offset: 10, payload: pieces(1) }));
  assertEquals(mux.complaints(), ["gap"]);
  assertEquals(messages.map(({ offset }) => offset), [10]);
  mux.socket.deliver(run({ message: 9, sequence: 1, offset: 11, payload: pieces(1) }));
  assertEquals(mux.complaints(), ["gap", "B6: message 9 was never announced"]);
});

Deno.test("A6: `total` allocates nothing, and a message that is too long to hold can still be read by runs", () => {
  const mux = openMux();
  const { messages, frames } = listen(mux, "file");
  mux.socket.deliver(head(1_000_000));
  const perRun = 200;
  const count = Math.ceil(MAX_WHOLE_BYTES / PIECE_BYTES / perRun) + 1;
  for (let n = 0; n < count; n++) {
    const at = 1 + n * perRun;
    mux.socket.deliver(run({ sequence: at, offset: at, payload: pieces(perRun) }));
    mux.turn();
  }
  assertEquals([messages.length, frames.length], [0, count + 1]);
  assertEquals(mux.complaints(), [
    `A6: message "f" is not put together: message is longer than ${MAX_WHOLE_BYTES}`,
  ]);
});

Deno.test("A7: what was begun before a long time away is put together after it", () => {
  const mux = openMux({}, { heartbeat: 1_000_000 });
  const { messages } = listen(mux, "file");
  const lines = listen(mux, "chat").messages;
  mux.socket.deliver(head(3));
  mux.socket.deliver(run({ payload: pieces(1) }));
  mux.socket.deliver(frame(0, { total: 2, data: "one " }));
  mux.socket.end();
  mux.clock.advance(10 * RESUMED_STALE_MS);
  greet(mux, { resumed: true, heartbeat: 1_000_000 });
  mux.clock.advance(RESUMED_STALE_MS - 1);
  mux.socket.deliver(head(2, { messageId: "g", number: 1, offset: 2 }));
  mux.socket.deliver(run({ sequence: 2, offset: 3 }));
  mux.socket.deliver(frame(1, { messageId: "m0", sequence: 1, total: 2, data: "line" }));
  assertEquals(messages.map(({ messageId }) => messageId), ["f"]);
  assertEquals(lines.map(({ text }) => text), ["one line"]);
});

Deno.test("A7: bytes go on after an hour's pause at most", () => {
  for (const [pause, whole] of [[OPEN_MS - 1, ["f", "g"]], [OPEN_MS, ["g"]]] as const) {
    const mux = openMux({}, { heartbeat: 1_000_000_000 });
    const { messages } = listen(mux, "file");
    mux.socket.deliver(head(3));
    mux.socket.deliver(run({ payload: pieces(1) }));
    mux.clock.advance(pause);
    mux.socket.deliver(head(2, { messageId: "g", number: 1, offset: 2 }));
    mux.socket.deliver(run({ sequence: 2, offset: 3 }));
    mux.socket.deliver(run({ message: 1, sequence: 1, offset: 4 }));
    assertEquals(messages.map(({ messageId }) => messageId), [...whole]);
  }
});

Deno.test("A6: of messages that never go on, a bounded number is known", () => {
  const mux = openMux();
  for (let number = 0; number <= MAX_ANNOUNCED; number++) {
    mux.socket.deliver(head(3, { number, offset: number }));
  }
  mux.socket.deliver(run({ message: 0, offset: MAX_ANNOUNCED + 1 }));
  mux.socket.deliver(run({ message: MAX_ANNOUNCED, offset: MAX_ANNOUNCED + 2 }));
  assertEquals(mux.complaints().length, 2);
  assert(mux.complaints()[0]?.includes("message 0 was never announced"));
});

Deno.test("S4: a message with a piece out of its order is not put together", () => {
  const mux = openMux();
  const { messages } = listen(mux, "file");
  mux.socket.deliver(head(4));
  mux.socket.deliver(run({ sequence: 2, payload: pieces(1) }));
  mux.socket.deliver(run({ sequence: 3, offset: 2 }));
  assertEquals(messages, []);
  assertEquals(mux.complaints(), ['A6: message "f" is not put together: sequence is 2, must be 1']);
});

Deno.test("F8: a binary message that is no ArrayBuffer is trouble", () => {
  const { socket, complaints } = openMux();
  socket.onmessage?.({ data: new Blob() } as never);
  assertEquals(complaints(), ["B4: a binary message must come as an ArrayBuffer"]);
});
