import { assertEquals } from "@std/assert";
import { Demux, LEFT_MS, MAX_FILES, MAX_LINES, TYPING_MS } from "../../components/demux.ts";
import { encodeFile, encodeFileHead, stopNote } from "../../lib/file.ts";
import { type Frame, Reassembler, split } from "../../lib/protocol.ts";
import { FakeClock } from "../support/clock.ts";

/** What puts the frames of a demux's line together. */
const reassemblers = new WeakMap<Demux, Reassembler>();

function create() {
  const clock = new FakeClock();
  const demux = new Demux(clock);
  reassemblers.set(demux, new Reassembler({ now: () => clock.now() }));
  return { clock, demux };
}

/** A new connection, on which the line begins anew. */
function reconnect(demux: Demux): void {
  reassemblers.set(demux, new Reassembler({ now: () => 0 }));
  demux.forgetPeople();
}

/** What the room sends of one message. */
function cut(from: string, channel: string, messageId: string, data: string, size = 100): Frame[] {
  return split({ channel, messageId, data }, size).map((frame) => ({ ...frame, from }));
}

function push(demux: Demux, ...frames: Frame[]): void {
  for (const frame of frames) {
    const { status, message } = reassemblers.get(demux)!.push(frame);
    if (status !== "complete") continue;
    const { from, channel, messageId } = message;
    demux.take({ from, channel, messageId, text: message.text() });
  }
}

const lines = (demux: Demux) => demux.chat.map(({ from, text }) => `${from}: ${text}`);
const states = (demux: Demux) => demux.people().map(({ from, state }) => `${from} ${state}`);

Deno.test("A1: two people who both say chat-1 get a line each", () => {
  const { demux } = create();
  const alice = cut("otter", "chat", "chat-1", "Alice here", 5);
  const bob = cut("heron", "chat", "chat-1", "Bob here!", 5);
  push(demux, alice[0]!, bob[0]!, bob[1]!, alice[1]!);
  assertEquals(lines(demux), ["heron: Bob here!", "otter: Alice here"]);
});

Deno.test("A3: a line that comes twice is shown once", () => {
  const { demux } = create();
  const frames = cut("otter", "chat", "chat-1", "hello", 4);
  push(demux, ...frames, ...frames);
  assertEquals(lines(demux), ["otter: hello"]);
});

Deno.test("Demux: a line has the time of its last frame", () => {
  const { clock, demux } = create();
  const [first, last] = cut("otter", "chat", "chat-1", "hello", 4);
  push(demux, first!);
  clock.advance(500);
  push(demux, last!);
  assertEquals(demux.chat[0]?.at, 500);
});

Deno.test("Demux: a word on presence makes a person, and another changes their state", () => {
  const { demux } = create();
  push(demux, ...cut("otter", "presence", "p-1", "online"));
  push(demux, ...cut("heron", "presence", "p-1", "away"));
  push(demux, ...cut("eagle", "presence", "p-1", "hello there"));
  assertEquals(
    states(demux),
    ["eagle hello there", "heron away", "otter online"].map((state) =>
      state.replace("hello there", "online")
    ),
  );
  push(demux, ...cut("otter", "presence", "p-2", "away"));
  assertEquals(states(demux), ["eagle online", "heron away", "otter away"]);
});

Deno.test("P7: who left is shown as gone for a while, then not at all", () => {
  const { clock, demux } = create();
  push(demux, ...cut("otter", "presence", "p-1", "online"));
  push(demux, ...cut("otter", "typing", "t-1", "on"));
  push(demux, ...cut("otter", "presence", "left", "left"));
  assertEquals([states(demux), demux.typing()], [["otter left"], []]);
  clock.advance(LEFT_MS - 1);
  demux.expire();
  assertEquals(states(demux), ["otter left"]);
  clock.advance(1);
  demux.expire();
  assertEquals(states(demux), []);
});

Deno.test("Demux: who stays is not let go by the clock", () => {
  const { clock, demux } = create();
  push(demux, ...cut("otter", "presence", "p-1", "online"));
  clock.advance(24 * 3_600_000);
  demux.expire();
  assertEquals(states(demux), ["otter online"]);
});

Deno.test("Demux: typing is gone 3 s after its last sign", () => {
  const { clock, demux } = create();
  assertEquals(TYPING_MS, 3_000);
  push(demux, ...cut("otter", "typing", "t-1", "on"));
  clock.advance(2_000);
  push(demux, ...cut("otter", "typing", "t-2", ""));
  clock.advance(2_999);
  demux.expire();
  assertEquals(demux.typing(), ["otter"]);
  clock.advance(1);
  demux.expire();
  assertEquals(demux.typing(), []);
});

Deno.test("Demux: typing is gone with the line that it led to, and only that person's", () => {
  const { demux } = create();
  for (const from of ["otter", "heron"]) push(demux, ...cut(from, "typing", "t-1", "on"));
  const [first, last] = cut("otter", "chat", "chat-1", "hello", 4);
  push(demux, first!);
  assertEquals(demux.typing(), ["otter", "heron"]);
  push(demux, last!);
  assertEquals(demux.typing(), ["heron"]);
});

Deno.test("Demux: a file comes as a file, and the course's fake one as its text", () => {
  const { demux } = create();
  const bytes = Uint8Array.from([1, 2, 3]);
  const text = encodeFile({ name: "a.bin", type: "image/png", bytes });
  push(
    demux,
    ...cut("otter", "file", "file-1", text, 10),
    ...cut("otter", "file", "file-2", "ABCDEFGH"),
  );
  assertEquals(demux.files.map(({ content }) => content), [
    { name: "a.bin", type: "image/png", bytes },
    "ABCDEFGH",
  ]);
});

Deno.test("Demux: it keeps the last lines and files, each with a key of its own", () => {
  const { demux } = create();
  for (let n = 0; n < MAX_LINES + 5; n++) push(demux, ...cut("otter", "chat", `c-${n}`, `${n}`));
  for (let n = 0; n < MAX_FILES + 5; n++) push(demux, ...cut("otter", "file", `f-${n}`, `${n}`));
  assertEquals([demux.chat.length, demux.chat[0]?.text], [MAX_LINES, "5"]);
  assertEquals([demux.files.length, demux.files[0]?.content], [MAX_FILES, "5"]);
  const keys = [...demux.chat, ...demux.files].map(({ key }) => key);
  assertEquals(new Set(keys).size, MAX_LINES + MAX_FILES);
});

Deno.test("P6: after a reconnect the same presence message makes the same person again", () => {
  const { demux } = create();
  const hello = cut("heron", "presence", "hello-1", "online", 4);
  push(demux, ...hello);
  reconnect(demux);
  assertEquals(states(demux), []);
  push(demux, ...hello);
  assertEquals(states(demux), ["heron online"]);
});

Deno.test("A1: after a reconnect a name may be another's, whose chat-1 is news", () => {
  const { demux } = create();
  push(demux, ...cut("otter", "chat", "chat-1", "from the old room"));
  reconnect(demux);
  push(demux, ...cut("otter", "chat", "chat-1", "from the new room"));
  assertEquals(lines(demux), ["otter: from the old room", "otter: from the new room"]);
});

Deno.test("T5: who left before this page came is nobody to it", () => {
  const { demux } = create();
  push(demux, ...cut("otter", "presence", "left", "left"));
  assertEquals(states(demux), []);
});

Deno.test("B3: a message in bytes is a file by its head, with the hash that its sender told", () => {
  const { demux } = create();
  const sha256 = "0".repeat(64);
  const text = encodeFileHead({ name: "a.png", type: "image/png", sha256 });
  const bytes = Uint8Array.from([1, 2, 3]);
  demux.take({ from: "otter", channel: "file", messageId: "file-1", text, bytes });
  const content = { name: "a.png", type: "image/png", bytes };
  assertEquals(demux.files, [
    { key: 0, from: "otter", content, offset: undefined, sha256 },
  ]);
});

Deno.test("demux: that a file was stopped is no file", () => {
  const { demux } = create();
  push(demux, ...cut("otter", "file", "file-2", stopNote("file-1")));
  assertEquals(demux.files, []);
});

Deno.test("M13: lines and files that the room has cleared are gone, later ones stay", () => {
  const { demux } = create();
  for (const offset of [0, 1, 2]) {
    const messageId = `c-${offset}`;
    for (const channel of ["chat", "file"]) {
      demux.take({ from: "otter", channel, messageId, text: messageId, offset });
    }
  }
  demux.clear({ chat: 2, file: 1, typing: 9 });
  assertEquals(lines(demux), ["otter: c-2"]);
  assertEquals(demux.files.map(({ content }) => content), ["c-1", "c-2"]);
});
