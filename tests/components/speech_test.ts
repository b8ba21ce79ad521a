import { assertEquals, assertStringIncludes } from "@std/assert";
import { Speech, TYPING_EVERY_MS } from "../../components/speech.ts";
import { encodeFile } from "../../lib/file.ts";
import { split } from "../../lib/protocol.ts";
import { openSession } from "../support/session.ts";

function create() {
  const parts = openSession();
  const { socket, paint } = parts;
  const hear = (from: string, channel: string, messageId: string, data: string, size = 4) => {
    for (const frame of split({ channel, messageId, data }, size)) {
      socket.deliver({ ...frame, from });
    }
    paint();
  };
  return { ...parts, hear, speech: new Speech(parts.session) };
}

Deno.test("access: C2: the wire is summed up by channel, and nothing is said twice", () => {
  const { speech, hear } = create();
  assertEquals(speech.summary(), "");
  hear("wren", "chat", "chat-1", "hello");
  hear("wren", "presence", "p-1", "away");
  assertEquals(speech.summary(), "3 frames came: 2 chat, 1 presence; wren joined");
  assertEquals(speech.summary(), "");
});

Deno.test("access: C2: each message is said when it is whole, but chat is left to its log", () => {
  const { speech, hear, socket, paint } = create();
  hear("wren", "chat", "chat-1", "hello");
  const [first, last] = split({ channel: "file", messageId: "f-1", data: "ABCDEFGH" }, 4);
  socket.deliver({ ...first!, from: "wren" });
  paint();
  assertEquals(speech.each(), "");
  socket.deliver({ ...last!, from: "wren" });
  paint();
  assertEquals(speech.each(), "file from wren: ABCDEFGH");
  assertEquals(speech.each(), "");
});

Deno.test("access: C2: what is one's own, and what was there before, is not said", () => {
  const { session, hear } = create();
  hear("wren", "presence", "p-1", "away");
  const speech = new Speech(session);
  hear("otter", "presence", "p-2", "away");
  assertEquals(speech.each(), "");
});

Deno.test("access: C2: typing is said once a person in ten seconds", () => {
  const { clock, speech, hear } = create();
  const types = (n: number) => {
    hear("wren", "typing", `t-${n}`, "on");
    return speech.each();
  };
  assertEquals(types(1), "typing from wren: on");
  clock.advance(TYPING_EVERY_MS - 1);
  assertEquals(types(2), "");
  clock.advance(1);
  assertEquals(types(3), "typing from wren: on");
});

Deno.test("access: C3: of a file of one's own each quarter is said, and its end", async () => {
  const { session, socket, speech, paint } = create();
  const bytes = new Uint8Array(40_000);
  session.sendFile({ name: "notes.txt", type: "", bytes });
  paint();
  assertEquals(speech.summary(), "notes.txt: 0 %");
  const frames = socket.frames().filter(({ channel }) => channel === "file");
  const back = (from: number, to: number) => {
    for (const frame of frames.slice(from, to)) socket.deliver({ ...frame, from: "otter" });
    paint();
  };
  const half = Math.ceil(frames.length / 2);
  back(0, half);
  assertEquals(speech.each(), "notes.txt: 50 %");
  assertEquals(speech.each(), "");
  back(half, frames.length);
  await Promise.resolve();
  paint();
  assertEquals(speech.each(), "notes.txt: 100 %");
  assertEquals(speech.each(), "");
});

Deno.test("access: C2: who comes and who leaves is said, by name or by number, and nobody who was here", () => {
  const { speech, hear, socket, paint } = create();
  hear("wren", "presence", "p-1", "online");
  assertEquals(speech.each(), "presence from wren: online", "They were here before");
  hear("heron", "presence", "p-2", "online");
  assertEquals(speech.each(), "presence from heron: online; heron joined");
  for (const from of ["ada", "ben", "cy"]) hear(from, "presence", `p-${from}`, "online");
  assertEquals(speech.summary(), "10 frames came: 10 presence; 3 people joined");
  hear("heron", "presence", "p-3", "left");
  assertEquals(speech.summary(), "1 frame came: 1 presence; heron left");
  socket.end();
  paint();
  assertEquals(speech.summary(), "");
});

Deno.test("access: C3: a file of somebody else is said by its name when all of it is here", () => {
  const { speech, hear } = create();
  hear("wren", "file", "file-1", "no file at all");
  assertEquals(speech.summary(), "4 frames came: 4 file");
  const data = encodeFile({ name: "notes.txt", type: "text/plain", bytes: new Uint8Array(3) });
  hear("wren", "file", "file-2", data, 400);
  assertStringIncludes(speech.summary(), "file; notes.txt from wren is here");
  assertEquals(speech.summary(), "");
});
