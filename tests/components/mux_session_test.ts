import { assert, assertEquals, assertMatch } from "@std/assert";
import { follow } from "../../components/class/use_class.ts";
import { muxLine } from "../../components/mux_line.ts";
import { called } from "../../components/names.ts";
import type { Kept } from "../../components/outbound.ts";
import type { ReadOn } from "../../components/places.ts";
import { Session } from "../../components/session.ts";
import { encodeRun } from "../../lib/bulk.ts";
import type { Ticket } from "../../lib/connection.ts";
import type { Welcome } from "../../lib/control.ts";
import { OPEN_MS } from "../../lib/limits.ts";
import { FakeClock } from "../support/clock.ts";
import { FakeMuxSocket, TERMS, welcome } from "../support/mux.ts";

/** A page on `mux.v1` with nothing real below it. */
function createPage(
  options: { ticket?: Ticket; readOn?: ReadOn; kept?: Kept; isLed?: boolean } = {},
) {
  const clock = new FakeClock();
  const sockets: FakeMuxSocket[] = [];
  const tasks: (() => void)[] = [];
  const paints: (() => void)[] = [];
  const line = muxLine({
    socket: () => {
      sockets.push(new FakeMuxSocket());
      return sockets.at(-1)!;
    },
    ticket: options.ticket,
    ...options.readOn && { readOn: options.readOn },
    schedule: (task) => tasks.push(task),
  });
  const session = new Session({
    line,
    clock,
    random: () => 0,
    beforePaint: (task) => paints.push(task),
    ...options.kept && { kept: options.kept },
    ...options.isLed && { isLed: true },
  });
  return {
    clock,
    session,
    line,
    get socket() {
      return sockets.at(-1)!;
    },
    /** The server answers the hello, and the turn ends. */
    welcome(fields: Partial<Welcome> = {}, terms: Parameters<typeof welcome>[1] = {}) {
      sockets.at(-1)!.accept();
      sockets.at(-1)!.deliver(welcome(fields, terms));
      this.turn();
    },
    turn() {
      for (const task of tasks.splice(0)) task();
    },
    paint() {
      for (const task of paints.splice(0)) task();
    },
    /** What is said on a channel, since the last time. */
    said: (channel: string) =>
      sockets.at(-1)!.take().filter((words) => words.startsWith(`${channel} `)),
  };
}

/** The same, connected, with what it said so far taken out. */
function openPage(options: Parameters<typeof createPage>[0] = {}) {
  const page = createPage(options);
  page.session.open();
  page.welcome();
  page.paint();
  page.socket.take();
  return page;
}

/** Channels of a classroom too. */
const STATE = TERMS["presence"]!;
const CLASS = { ...TERMS, people: { ...STATE, number: 4 }, room: { ...STATE, number: 5 } };

/** What the room says of how it is set. */
function room(offset: number, settings: object) {
  const data = JSON.stringify({ code: "ABC234", ...settings });
  return chat(offset, { channel: "room", from: "$", data });
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

function chat(offset: number, fields: object = {}) {
  const frame = { channel: "chat", messageId: `c-${offset}`, sequence: 0, total: 1, data: "hi" };
  return { ...frame, from: "heron", offset, ...fields };
}

Deno.test("Session on mux.v1: with the welcome it knows who it is, and announces itself", () => {
  const page = createPage();
  page.session.open();
  page.welcome();
  assertEquals([page.session.me.value, page.session.state.value.phase], ["otter", "open"]);
  assertEquals(page.said("presence").map((words) => words.split(" ").slice(2).join(" ")), [
    "0/2 onli",
    "1/2 ne",
  ]);
});

Deno.test("Session on mux.v1: it asks for chat from its beginning, and knows what is history", () => {
  const page = createPage();
  page.session.open();
  page.socket.accept();
  assertEquals(JSON.parse(page.socket.sent[0] as string).read, { chat: "oldest", "*": "oldest" });
  page.socket.deliver(welcome({}, { chat: { read: 0, next: 2 } }));
  for (const offset of [0, 1, 2]) page.socket.deliver(chat(offset));
  page.paint();
  assertEquals(page.session.chat.value.map(({ isHistory }) => isHistory), [true, true, false]);
});

Deno.test("H7: a line of history has the time that the room tells, one of now that of the page", () => {
  const page = createPage();
  page.session.open();
  page.socket.accept();
  page.socket.deliver(welcome({}, { chat: { read: 0, next: 2 } }));
  page.clock.advance(500);
  const time = { channel: "$", type: "time", of: "chat", at: 60_000 };
  page.socket.deliver([chat(0), time, chat(1), chat(2)]);
  page.paint();
  // Where a server tells nothing, nobody knows.
  assertEquals(page.session.chat.value.map(({ at }) => at), [undefined, 60_000, 500]);
  assertEquals(
    page.session.time.shown.value.frames.map(({ frame }) => frame.channel).includes("$"),
    false,
  );
});

Deno.test("X8, X9: who may not come back says nothing that waits for a connection", () => {
  for (const [code, canSend] of [[1006, true], [4400, true], [4403, false], [4410, false]]) {
    const page = openPage();
    page.socket.end(code as number);
    assertEquals(page.session.canSend, canSend, `${code}`);
    assertEquals(page.session.send({ channel: "chat", data: "hi" }), canSend, `${code}`);
  }
});

Deno.test("R1: what is said without a connection waits in sight, and is sent once it is back", async () => {
  const page = openPage();
  page.socket.end();
  assert(page.session.send({ channel: "chat", data: "hi" }));
  page.paint();
  assertEquals(page.session.outbound.pending.value.map(({ text, state }) => [text, state]), [
    ["hi", "waiting"],
  ]);
  page.clock.advance(500);
  page.welcome({ resumed: true }, { presence: { accepted: 2 } });
  const [sent] = page.said("chat");
  assertMatch(sent!, /^chat chat-\d 0\/1 hi$/);
  const messageId = sent!.split(" ")[1]!;
  page.socket.deliver({ channel: "$", type: "ack", of: "chat", frames: 1 });
  page.socket.deliver(chat(0, { messageId, from: "otter" }));
  await settled();
  page.paint();
  assertEquals([page.session.outbound.pending.value, page.session.chat.value.length], [[], 1]);
  page.turn();
  assertEquals(page.said("chat"), []);
});

Deno.test("R4: of a line that was on its way when the server began anew, nobody knows", async () => {
  const page = openPage();
  page.session.send({ channel: "chat", data: "hi" });
  page.turn();
  page.socket.end();
  page.clock.advance(500);
  page.welcome({ session: "s2", epoch: "e2" });
  await settled();
  page.paint();
  const [line] = page.session.outbound.pending.value;
  assert(typeof line?.state === "object");
  assertEquals(page.said("chat"), []);
  assertMatch(page.session.notice.value, /^Nobody knows whether chat-\d arrived/);
  page.session.outbound.dismiss(line.messageId);
  page.paint();
  assertEquals(page.session.outbound.pending.value, []);
});

Deno.test("R1: the page after a reload is the same sender, and gets rid of what the last one kept", () => {
  const first = openPage();
  first.session.chunkSize.value = 9;
  first.session.send({ channel: "chat", data: "not there yet" });
  first.turn();
  const ticket = first.line.left().ticket!;
  const kept = first.session.outbound.kept();
  assertEquals(kept.lines.map(({ text, size }) => [text, size]), [["not there yet", 9]]);
  const second = createPage({ ticket, kept });
  second.session.open();
  second.socket.accept();
  assertEquals(JSON.parse(second.socket.sent.splice(0)[0] as string).session, "s1");
  const accepted = { presence: { accepted: 2 }, chat: { accepted: 1 } };
  second.socket.deliver(welcome({ resumed: true }, accepted));
  second.turn();
  const { messageId } = kept.lines[0]!;
  // All of it under the same labels: the log takes no frame twice (R2).
  assertEquals(second.said("chat"), [
    `chat ${messageId} 0/2 not there`,
    `chat ${messageId} 1/2  yet`,
  ]);
  second.session.send({ channel: "chat", data: "new" });
  second.turn();
  assert(Number(second.said("chat")[0]!.split(" ")[1]!.slice(5)) > Number(messageId.slice(5)));
});

Deno.test("class: U22: a line that the teacher holds is held after a reload too, and its page is here", () => {
  const ticket = { session: "s1", epoch: "e1", messages: 1, bytes: {} };
  const kept = { lines: [{ messageId: "chat-1", text: "held", size: 9 }], files: [] };
  const page = createPage({ ticket, kept, isLed: true });
  using _following = { [Symbol.dispose]: follow(page.session) };
  page.session.open();
  page.session.send({ channel: "chat", data: "more" });
  page.welcome({ resumed: true, channels: CLASS });
  const said = page.socket.take().filter((words) => /^(chat|presence) /.test(words));
  assertEquals(said.map((words) => words.split(" ").at(-1)), ["onli", "ne"]);
  page.socket.deliver(room(0, { lesson: { follow: true, pace: "held", steps: 7 } }));
  page.turn();
  page.paint();
  assertEquals(page.said("chat"), []);
  assertEquals(page.session.outbound.pending.value.map(({ text }) => text), ["held", "more"]);
  page.socket.deliver(room(1, { lesson: { follow: true, pace: "held", steps: 8 } }));
  page.turn();
  assertEquals(page.said("chat"), ["chat chat-1 0/1 held"]);
  page.socket.deliver(room(2, { lesson: { steps: 8 } }));
  page.turn();
  assertEquals(page.said("chat"), ["chat chat-3 0/1 more"]);
});

Deno.test("class: U22: where nobody leads, what was kept leaves with the room's first word", () => {
  const page = createPage({
    kept: { lines: [{ messageId: "chat-1", text: "hi", size: 9 }], files: [] },
    isLed: true,
  });
  page.session.open();
  page.welcome({ channels: CLASS });
  assertEquals(page.said("chat"), []);
  page.socket.deliver(room(0, {}));
  page.turn();
  assertEquals(page.said("chat"), ["chat chat-1 0/1 hi"]);
});

Deno.test("class: U22: what the teacher began to hold while one was away is held when one is back", () => {
  const page = createPage({ isLed: true });
  using _following = { [Symbol.dispose]: follow(page.session) };
  page.session.open();
  page.welcome({ channels: CLASS });
  page.socket.deliver(room(0, {}));
  page.socket.end();
  page.session.send({ channel: "chat", data: "typed meanwhile" });
  page.clock.advance(500);
  page.welcome({ resumed: true, channels: { ...CLASS, presence: { ...STATE, accepted: 2 } } });
  page.socket.deliver(room(1, { lesson: { follow: true, pace: "held", steps: 0 } }));
  page.turn();
  assertEquals(page.said("chat"), []);
  page.socket.deliver(room(2, {}));
  page.turn();
  assertEquals(page.said("chat").map((words) => words.slice("chat chat-2 0/4 ".length)), [
    "type",
    "d me",
    "anwh",
    "ile",
  ]);
});

Deno.test("P7: who comes back while their line is held is here again at once", () => {
  const page = openPage();
  page.session.pace.value = Infinity;
  page.session.send({ channel: "chat", data: "hi" });
  page.socket.end();
  page.clock.advance(500);
  page.welcome({ resumed: true }, { presence: { accepted: 2 } });
  const said = page.socket.take().filter((words) => /^(chat|presence) /.test(words));
  assertEquals(said.map((words) => words.split(" ").at(-1)), ["onli", "ne"]);
});

Deno.test("U8 a wait is measured from Enter to the ack, and knows whether a file was beside it", async () => {
  const page = openPage();
  page.session.send({ channel: "chat", data: "hi" });
  page.turn();
  page.clock.advance(70);
  page.socket.deliver({ channel: "$", type: "ack", of: "chat", frames: 1 });
  await settled();
  page.session.sendFile({ name: "a", type: "", bytes: new Uint8Array(9_000) });
  page.session.send({ channel: "chat", data: "hi" });
  page.turn();
  page.clock.advance(300);
  page.socket.deliver({ channel: "$", type: "ack", of: "chat", frames: 2 });
  await settled();
  page.paint();
  const measured = page.session.outbound.delays.value;
  assertEquals(measured.map(({ ms, isBeside, order }) => ({ ms, isBeside, order })), [
    { ms: 70, isBeside: false, order: "round-robin" },
    { ms: 300, isBeside: true, order: "round-robin" },
  ]);
});

Deno.test("U8 a line that had to wait for a connection tells nothing of how long chat waits", async () => {
  const page = createPage();
  page.session.open();
  page.session.send({ channel: "chat", data: "hi" });
  page.clock.advance(20_000);
  page.welcome();
  page.turn();
  page.socket.deliver({ channel: "$", type: "ack", of: "chat", frames: 1 });
  await settled();
  page.paint();
  assertEquals(page.session.outbound.delays.value, []);
});

Deno.test("E3, R4: why a line failed is said in the words of the page, as of files", async () => {
  const said = async (fail: (page: ReturnType<typeof openPage>, messageId: string) => void) => {
    const page = openPage();
    page.session.send({ channel: "chat", data: "hello" });
    page.paint();
    fail(page, page.session.outbound.pending.value[0]!.messageId);
    await settled();
    page.paint();
    return page.session.outbound.pending.value.map(({ state }) => state);
  };
  const message = "the teacher has paused the room";
  assertEquals(
    await said((page, messageId) => {
      page.turn();
      const error = { channel: "$", type: "error", rule: "M8", message, of: "chat", messageId };
      page.socket.deliver(error);
    }),
    [{ failed: `Not sent: ${message}. Try again when it may be sent.` }],
  );
  const unsure =
    "Nobody knows whether all of it arrived: the connection ended before the room said so.";
  assertEquals(
    await said((page) => {
      page.turn();
      page.session.close();
    }),
    [{ failed: unsure }],
  );
  assertEquals(
    await said(({ session }) => session.close()),
    [{ failed: "Not sent: the connection is closed." }],
  );
});

Deno.test("M12: a page that is told its new name while names are hidden shows it", () => {
  const page = createPage();
  page.session.open();
  page.welcome({ channels: CLASS });
  const data = JSON.stringify({ role: "student" });
  ["otter", "heron"].forEach((from, offset) =>
    page.socket.deliver(chat(offset, { channel: "people", from, data }))
  );
  const shown = () => ["otter", "heron"].map((from) => called(page.session, from));
  assertEquals(shown(), ["otter", "heron"]);
  page.socket.deliver({ channel: "$", type: "names", names: { otter: "Anabel" } });
  assertEquals(shown(), ["Anabel", "heron"]);
});

Deno.test("M9: who is muted in the middle of a file is told so beside it, in words, and not by a notice", async () => {
  const page = openPage();
  page.session.sendFile({ name: "a.bin", type: "", bytes: new Uint8Array(600) });
  page.turn();
  page.paint();
  const [{ messageId } = { messageId: "" }] = page.session.outbound.sending.value;
  const message = "the teacher has muted you";
  const error = { channel: "$", type: "error", rule: "M9", message, of: "file", messageId };
  page.socket.deliver(error);
  await settled();
  page.paint();
  assertEquals(page.session.outbound.sending.value.map(({ failed }) => failed), [
    "Not sent: the teacher has muted you. Try again when it may be sent.",
  ]);
  assertEquals(page.session.notice.value, "");
  // A command has no row of its own.
  page.socket.deliver({ channel: "$", type: "error", rule: "M9", message });
  assertEquals(page.session.notice.value, `The server refused a frame (M9): ${message}`);
  page.socket.deliver({ ...error, rule: "F4" });
  assertEquals(page.session.notice.value, `The server refused a frame (F4): ${message}`);
});

Deno.test("Session on mux.v1: a file goes in bytes, shows how far it is, and is gone when it is there", async () => {
  const page = openPage();
  page.session.sendFile({ name: "a.bin", type: "", bytes: new Uint8Array(600) }, "0".repeat(64));
  page.turn();
  const head = `data:application/octet-stream;name=a.bin;sha256=${"0".repeat(64)};base64,`;
  const said = page.socket.take();
  assertEquals(said.filter((words) => words.startsWith("file ")).map((words) => words.slice(12)), [
    `0/2 ${head}`,
  ]);
  assert(said.some((words) => words.endsWith(" 1+1")));
  page.paint();
  assertEquals(page.session.outbound.sending.value[0]?.progress, { sent: 2, acked: 0, total: 2 });
  page.socket.deliver({ channel: "$", type: "ack", of: "file", frames: 2 });
  await settled();
  page.paint();
  assertEquals(page.session.outbound.sending.value, []);
});

Deno.test("R1: the page after a reload has the files again that the last one had, from the room's log", () => {
  const head = "data:text/plain;name=a.txt;base64,";
  const [whole, part] = [3, 5].map((offset) =>
    chat(offset, {
      channel: "file",
      data: head,
      total: 2,
      messageId: `f-${offset}`,
      number: offset,
    })
  );
  const bytes = (number: number) =>
    encodeRun({
      channel: TERMS["file"]!.number,
      message: number,
      sequence: 1,
      offset: number + 1,
      payload: new TextEncoder().encode("hello"),
    });
  const first = createPage();
  first.session.open();
  first.welcome({}, { file: { read: 3, next: 3 } });
  for (const message of [whole!, bytes(3), part!]) first.socket.deliver(message);
  const { ticket, readOn } = first.line.left();
  assertEquals(readOn, { file: 3 });
  const second = createPage({ ticket: ticket!, readOn: readOn! });
  second.session.open();
  second.socket.accept();
  assertEquals(JSON.parse(second.socket.sent[0] as string).read.file, 3);
  assertEquals(second.line.left().readOn, readOn, "It may be loaded anew before anything came");
  second.socket.deliver(welcome({ resumed: true }, { file: { read: 3, next: 6 } }));
  for (const message of [whole!, bytes(3), part!, bytes(5)]) second.socket.deliver(message);
  second.paint();
  assertEquals(second.session.files.value.length, 2);
  const history = second.session.time.shown.value.frames.filter(({ isHistory }) => isHistory);
  assertEquals(history.map(({ frame }) => frame.offset), [3, 4, 5]);
  // What is known of a room's log says nothing of another one's.
  const stranger = createPage({ readOn: readOn! });
  stranger.session.open();
  stranger.socket.accept();
  assertEquals(JSON.parse(stranger.socket.sent[0] as string).read.file, undefined);
});

Deno.test("M19: the page after a reload asks again for what was dropped a moment ago, not for old things", () => {
  const faults = { number: 6, class: "interactive", accepted: 0, credit: STATE.credit } as const;
  const note = (offset: number) =>
    chat(offset, {
      channel: "faults",
      from: "$",
      data: JSON.stringify({
        ...{ kind: "drop", of: "chat", from: "heron", messageId: `c-${offset}` },
        ...{ sequence: 0, total: 2 },
      }),
    });
  const first = createPage();
  first.session.open();
  first.welcome({ channels: { ...TERMS, faults: { ...faults, read: 7, next: 7 } } });
  first.socket.deliver(note(7));
  first.clock.advance(OPEN_MS);
  first.socket.deliver(note(8));
  first.socket.deliver(note(9));
  const { ticket, readOn } = first.line.left();
  assertEquals(readOn, { faults: 8 });
  const second = createPage({ ticket: ticket!, readOn: readOn! });
  second.session.open();
  second.welcome({
    resumed: true,
    channels: { ...CLASS, faults: { ...faults, read: 8, next: 10 } },
  });
  // Of the first somebody asked for it already, and that is read before its note.
  for (const sequence of [1, 0]) {
    second.socket.deliver(chat(1 - sequence, { messageId: "c-8", sequence, total: 2 }));
  }
  second.socket.deliver(note(8));
  second.socket.deliver(note(9));
  second.paint();
  const rows = second.session.time.rows.value.map(({ messageId, dropped }) => [messageId, dropped]);
  assertEquals(rows, [["c-8", []], ["c-9", [0]]]);
  first.clock.advance(OPEN_MS);
  assertEquals(first.line.left().readOn, {});
});

Deno.test("U8 of a file that was on its way when its page was loaded anew, the page says so", async () => {
  const first = openPage();
  first.session.sendFile({ name: "a.bin", type: "", bytes: new Uint8Array(600) });
  first.turn();
  const kept = first.session.outbound.kept();
  assertEquals(kept.files.map(({ name, bytes }) => [name, bytes]), [["a.bin", 600]]);
  const second = openPage({ ticket: first.line.left().ticket!, kept });
  second.paint();
  const [file] = second.session.outbound.sending.value;
  assertMatch(file?.failed ?? "", /^Not sent: the page was loaded anew/);
  assertEquals([second.session.outbound.isMoving, second.session.outbound.kept().files], [
    false,
    [],
  ]);
  second.session.outbound.dismiss(file!.messageId);
  second.paint();
  assertEquals(second.session.outbound.sending.value, []);
  first.socket.deliver({ channel: "$", type: "ack", of: "file", frames: 2 });
  await settled();
  assertEquals(first.session.outbound.kept().files, [], "The room has it");
});

Deno.test("U4 acks and credit are with the frames only when they are asked for, errors always", () => {
  const page = openPage();
  page.session.showsControl.value = true;
  page.session.send({ channel: "chat", data: "hi" });
  page.turn();
  page.socket.deliver({ channel: "$", type: "ack", of: "chat", frames: 1 });
  page.session.showsControl.value = false;
  page.socket.deliver({ channel: "$", type: "ack", of: "chat", frames: 1 });
  page.socket.deliver({ channel: "$", type: "error", rule: "F5", message: "why" });
  page.paint();
  const ids = page.session.time.shown.value.frames.map(({ frame }) => frame.messageId);
  assertEquals(ids.slice(-3).map((id) => id.replace(/\d/, "")), ["chat-", "ack", "error"]);
});

Deno.test("M3, M4: names and settings of a classroom, and what was cleared is in no view", () => {
  const page = createPage();
  page.session.open();
  page.welcome({ channels: CLASS });
  const say = (channel: string, from: string, value: object, offset: number) =>
    page.socket.deliver(
      chat(offset, { channel, from, messageId: `${offset}`, data: JSON.stringify(value) }),
    );
  page.socket.deliver(chat(0));
  say("people", "heron", { name: "Ana", role: "student", muted: true }, 0);
  say("room", "$", { code: "ABC234", paused: true, cleared: { chat: 1 } }, 0);
  page.paint();
  const { members, settings } = page.session.classroom.value;
  assertEquals(members.get("heron"), { id: "heron", name: "Ana", role: "student", isMuted: true });
  assertEquals([settings.isPaused, settings.cleared], [true, { chat: 1 }]);
  assertEquals(page.session.chat.value, []);
  assert(page.session.time.shown.value.frames.length > 0, "What was gone before is nothing new");

  page.socket.deliver(chat(1));
  page.session.time.pause();
  say("room", "$", { code: "ABC234", cleared: { chat: 2 } }, 1);
  page.paint();
  const { frames, phase, last } = page.session.time.shown.value;
  assertEquals([frames, phase, page.session.time.rows.value], [[], "live", []]);
  page.socket.deliver(chat(2));
  page.paint();
  assertEquals(page.session.time.shown.value.frames.map(({ n }) => n), [last + 1]);
});

Deno.test("session: U1: frames that wait are told with their bytes, and nothing when they have left", () => {
  const page = createPage();
  page.session.open();
  page.welcome();
  page.session.pace.value = Infinity;
  page.session.send({ channel: "chat", data: "hello" });
  page.paint();
  const waiting = () => [page.session.waiting.value, page.session.waitingBytes.value];
  assertEquals(waiting(), [2, 5]);
  page.session.pace.value = 0;
  page.turn();
  page.session.tick();
  page.paint();
  assertEquals(waiting(), [0, 0]);
});
