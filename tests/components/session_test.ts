import { assert, assertEquals, assertMatch } from "@std/assert";
import { LOG_LENGTH } from "../../components/frames.ts";
import { FILE_PIECE } from "../../components/plain_line.ts";
import { decodeFile } from "../../lib/file.ts";
import { frame, framesOf } from "../support/frames.ts";
import { labels, openSession } from "../support/session.ts";

Deno.test("S3: messages of three channels that are sent together share the wire in turns", () => {
  const { session, socket } = openSession();
  session.chunkSize.value = 3;
  const sent = session.send(
    { channel: "chat", data: "hello" },
    { channel: "presence", data: "online" },
    { channel: "file", data: "ABCDEFGH" },
  );
  assertEquals(sent, true);
  assertEquals(labels(socket.frames()), [
    ...["chat hel", "presence onl", "file ABC"],
    ...["chat lo", "presence ine", "file DEF"],
    "file GH",
  ]);
});

Deno.test("Session: every message has an id of its own, which names its channel", () => {
  const { session, socket } = openSession();
  session.send({ channel: "chat", data: "a" }, { channel: "file", data: "b" });
  session.send({ channel: "chat", data: "c" });
  const ids = socket.frames().map(({ messageId }) => messageId);
  assertEquals(ids, ["chat-1", "file-2", "chat-3"]);
});

Deno.test("Session: a frame is sent as the course's five fields", () => {
  const { session, socket } = openSession();
  session.send({ channel: "chat", data: "hi" });
  assertEquals(socket.sent, [
    '{"channel":"chat","messageId":"chat-1","sequence":0,"total":1,"data":"hi"}',
  ]);
});

Deno.test("Session: a pace puts that much time between two frames", () => {
  const { clock, session, socket } = openSession();
  session.pace.value = 400;
  session.send({ channel: "chat", data: "hello" }, { channel: "file", data: "ABCDEFGH" });
  assertEquals(labels(socket.frames()), ["chat hell"]);
  clock.advance(399);
  assertEquals(socket.sent.length, 1);
  clock.advance(1);
  assertEquals(socket.sent.length, 2);
  clock.advance(800);
  assertEquals(labels(socket.frames()), ["chat hell", "file ABCD", "chat o", "file EFGH"]);
});

Deno.test("Session: it waits for a socket that has much to send, and tells how much waits", () => {
  const { clock, session, socket, paint } = openSession();
  socket.bufferedAmount = 1_000_000;
  session.send({ channel: "chat", data: "hello" });
  paint();
  assertEquals([socket.sent, session.waiting.value], [[], 2]);
  socket.bufferedAmount = 0;
  clock.advance(20);
  paint();
  assertEquals([socket.sent.length, session.waiting.value], [2, 0]);
});

Deno.test("F4: a message of too many frames is not sent, and the notice says what to do", () => {
  const { session, socket } = openSession();
  session.chunkSize.value = 1;
  const sent = session.send({ channel: "chat", data: "a" }, {
    channel: "file",
    data: "x".repeat(4_097),
  });
  assertEquals([sent, socket.sent], [false, []]);
  assertMatch(session.notice.value, /more than 4096 frames of size 1, use larger frames$/);
  session.dismissNotice();
  assertEquals(session.notice.value, "");
});

Deno.test("Session: a real file goes in large pieces, whatever the chunk size", () => {
  const { session, socket } = openSession();
  const file = { name: "a.bin", type: "image/png", bytes: new Uint8Array(20_000).fill(7) };
  session.sendFile(file);
  const frames = socket.frames();
  assertEquals(frames[0]?.data.length, FILE_PIECE);
  assertEquals(decodeFile(frames.map(({ data }) => data).join("")), file);
});

Deno.test("Session: a file is stopped, and what of it did not leave never does", async () => {
  const { session, socket, paint, paints, clock } = openSession();
  session.pace.value = 100;
  session.sendFile({ name: "a.bin", type: "", bytes: new Uint8Array(20_000) });
  session.send({ channel: "file", data: "x".repeat(400) });
  session.send({ channel: "file", data: "short" });
  paint();
  const names = () => session.outbound.sending.value.map(({ name, failed }) => [name, failed]);
  assertEquals(names(), [["a.bin", undefined], ["a long text", undefined]]);
  const waiting = session.waiting.value;
  assert(waiting > 100, `${waiting} wait`);
  for (const { messageId } of session.outbound.sending.value) session.outbound.stop(messageId);
  await new Promise<void>((resolve) => setTimeout(resolve));
  while (paints.length > 0) paint();
  const stopped = "Stopped: the others have a part of it at most.";
  assertEquals(names(), [["a.bin", stopped], ["a long text", stopped]]);
  clock.advance(60_000);
  const frames = socket.frames();
  const later = new Map(frames.slice(1).map(({ messageId, data }) => [messageId, data]));
  // Of the long text nobody has a part.
  const told = [`stopped ${frames[0]?.messageId}`];
  assertEquals([...later.values()].filter((data) => data.includes("stopped")), told);
  assertEquals(later.size, 2, "Beside it only the short text goes on");

  const [file] = session.outbound.sending.value;
  session.outbound.dismiss(file!.messageId);
  file!.again?.();
  paint();
  assertEquals(names(), [["a long text", stopped], ["a.bin", undefined]]);
  clock.advance(60_000);
  const anew = socket.frames().slice(frames.length);
  assertEquals([...new Set(anew.map(({ messageId }) => messageId))].length, 1, "A new id");
  assertEquals(decodeFile(anew.map(({ data }) => data).join(""))?.bytes.length, 20_000);
});

Deno.test("E1: a refused frame becomes the notice, with its rule", () => {
  const { session, socket } = openSession();
  const data = JSON.stringify({ type: "error", rule: "F5", message: "sequence is 7" });
  socket.deliver(frame({ channel: "$", messageId: "error-1", data }));
  assertEquals(session.notice.value, "The server refused a frame (F5): sequence is 7");
  socket.deliver(frame({ channel: "$", messageId: "error-2", data: "no JSON" }));
  assertEquals(session.notice.value, "The server says: no JSON");
});

Deno.test("F1, F8: what is no frame becomes the notice, and the session goes on", () => {
  const { session, socket, paint } = openSession();
  socket.deliver("hello");
  assertMatch(session.notice.value, /^The server sent a bad frame \(F1\): /);
  socket.onmessage?.({ data: new Blob() } as never);
  assertMatch(session.notice.value, /^The server sent a bad frame \(F8\): /);
  socket.deliver(frame({ from: "heron" }));
  paint();
  assertEquals(session.chat.value.map(({ text }) => text), ["hi"]);
});

Deno.test("F2: a channel that the page does not know is taken", () => {
  const { session, socket, paint } = openSession();
  socket.deliver(frame({ channel: "video", from: "heron" }));
  paint();
  assertEquals([session.notice.value, session.time.rows.value.at(-1)?.channel], ["", "video"]);
});

Deno.test("A4: a frame that disagrees becomes the notice", () => {
  const { session, socket } = openSession();
  socket.deliver(frame({ from: "heron" }));
  socket.deliver(frame({ from: "heron", data: "other" }));
  assertMatch(session.notice.value, /^A frame from heron was not used: data of sequence 0 differs/);
});

Deno.test("Session: views change once a picture, however many frames come", () => {
  const { session, socket, paint, paints } = openSession();
  const before = session.time.shown.value.frames;
  for (const frame of framesOf(50, { from: "heron" })) socket.deliver(frame);
  assertEquals([session.time.shown.value.frames === before, session.chat.value, paints.length], [
    true,
    [],
    1,
  ]);
  paint();
  assertEquals(session.time.shown.value.frames.length, before.length + 50);
  assertEquals(session.chat.value.length, 1);
});

Deno.test("Session: the log has both directions in order, numbered, and is bounded", () => {
  const { clock, session, socket, paint } = openSession();
  clock.advance(7);
  session.send({ channel: "chat", data: "hi" });
  socket.deliver({ ...socket.frames()[0], from: "otter" });
  paint();
  const [up, down] = session.time.shown.value.frames.slice(-2);
  assertEquals([up?.direction, down?.direction, down?.at, down!.n - up!.n], ["up", "down", 7, 1]);
  for (let n = 0; n < 12; n++) {
    for (const frame of framesOf(1_000, { from: "heron", messageId: `${n}` })) {
      socket.deliver(frame);
    }
  }
  paint();
  const { frames, cursor } = session.time.shown.value;
  assertEquals(frames.length >= LOG_LENGTH && frames.length < LOG_LENGTH + 100, true);
  assertEquals([frames.at(-1)?.n, cursor], [down!.n + 12_000, down!.n + 12_000]);
});

Deno.test("Session: while it is paused the views of the wire stand still, and chat goes on", () => {
  const { session, socket, paint } = openSession();
  session.time.pause();
  paint();
  const { frames, rows } = {
    frames: session.time.shown.value.frames,
    rows: session.time.rows.value,
  };
  socket.deliver(frame({ from: "heron" }));
  paint();
  assertEquals([session.time.shown.value.frames, session.time.rows.value], [frames, rows]);
  assertEquals([session.time.shown.value.unseen, session.chat.value.length], [1, 1]);
  session.time.toLive();
  paint();
  assertEquals([session.time.shown.value.unseen, session.time.shown.value.frames.length], [
    0,
    frames.length + 1,
  ]);
});

Deno.test("U18 a view that stands still says how much came, and loses nothing of what it shows", () => {
  const { session, socket, paint } = openSession();
  const { first, cursor } = session.time.shown.value;
  session.time.pause();
  for (const messageId of ["a", "b"]) {
    for (const frame of framesOf(4_096, { from: "heron", messageId })) socket.deliver(frame);
  }
  paint();
  const still = session.time.shown.value;
  assertEquals([still.unseen, still.first, still.cursor], [2 * 4_096, first, cursor]);
  session.time.seek(first);
  paint();
  assertEquals(session.time.shown.value.frames.map(({ n }) => n), [first]);
  session.time.toLive();
  paint();
  assertEquals(session.time.shown.value.frames.at(-1)?.frame.sequence, 4_095);
});
