// A server of the plain wire (docs/PROTOCOL.md, part one) to read and to change.
//   npm install ws && node examples/server.mjs 9000
// Then connect the page to ws://localhost:9000, or: deno task conformance ws://localhost:9000
import { createServer } from "node:http";
import process from "node:process";
import { WebSocketServer } from "ws";

const [port = "9000", ...pages] = process.argv.slice(2); // pages: further origins that may come
const CHANNELS = ["chat", "presence", "file", "typing"];
const people = new Set(); // everybody who is connected
const offsets = {}; // the next offset of each channel (P3)
let names = 0;

const isInt = (n, low, high) => Number.isInteger(n) && n >= low && n <= high;
const isText = (text, low, high) => typeof text === "string" && isInt(text.length, low, high);
const depth = (x) =>
  x && typeof x === "object" ? 1 + Math.max(0, ...Object.values(x).map(depth)) : 0;

/** The frame, or the rule that it breaks (F1 to F8). */
function read(bytes, isBinary) {
  if (isBinary) return { rule: "F8", message: "it is binary" };
  const text = bytes.toString();
  if (text.length > 131_072) return { rule: "F7", message: "the frame is too long" };
  let frame;
  try {
    frame = JSON.parse(text);
    if (!frame || Array.isArray(frame) || depth(frame) > 32 || typeof frame !== "object") throw 0;
  } catch {
    return { rule: "F1", message: "it is not one JSON object" };
  }
  const { channel, messageId, sequence, total, data } = frame;
  if (!CHANNELS.includes(channel)) return { rule: "F2", message: "channel is not known" };
  if (!isText(messageId, 1, 64)) {
    return { rule: "F3", message: "messageId is no string of 1 to 64" };
  }
  if (!isInt(total, 1, 4_096)) return { rule: "F4", message: "total is not from 1 to 4,096" };
  if (!isInt(sequence, 0, total - 1)) return { rule: "F5", message: "sequence is not below total" };
  if (!isText(data, 0, 16_384)) return { rule: "F6", message: "data is no string of up to 16,384" };
  return { frame };
}

/** What one says, everybody gets (P1), with who says it and where it stands (P2). */
function say(from, { number: _, ...frame }) {
  const offset = offsets[frame.channel] ??= 0;
  offsets[frame.channel]++;
  const whole = { ...frame, from, offset };
  for (const { socket } of people) socket.send(JSON.stringify(whole));
  return whole;
}

/** Presence is state: whoever announces itself is told who did so before it came (P6). */
function announce(person, frame) {
  if (!person.presence) {
    for (const { presence = [] } of person.before) {
      for (const one of presence) person.socket.send(JSON.stringify(one));
    }
  }
  const isMore = person.presence?.[0].messageId === frame.messageId;
  person.presence = isMore ? [...person.presence, frame].slice(-16) : [frame];
}

function join(socket) {
  const person = {
    name: `guest-${++names}`,
    socket,
    before: [...people].filter((p) => p.presence),
  };
  let bad = 0; // in a row (E2)
  people.add(person);
  socket.on("error", () => {}); // ws closes by itself what is too long, with 1009 (X2)
  socket.on("message", (bytes, isBinary) => {
    const { frame, ...error } = read(bytes, isBinary);
    bad = frame ? 0 : bad + 1;
    if (frame) {
      const whole = say(person.name, frame);
      if (frame.channel === "presence") announce(person, whole);
      return;
    }
    const data = JSON.stringify({ type: "error", ...error });
    const answer = { channel: "$", messageId: `error-${bad}`, sequence: 0, total: 1, data };
    socket.send(JSON.stringify({ ...answer, from: "$", offset: 0 })); // to its sender alone (E1)
    if (bad === 10) socket.close(4400, "Bad frames, again and again");
  });
  socket.on("close", () => {
    people.delete(person);
    if (!person.presence) return;
    const left = { channel: "presence", messageId: `left-${person.name}`, sequence: 0, total: 1 };
    say(person.name, { ...left, data: "left" }); // (P7)
  });
}

/** Pages of this machine, those that were named, and programs, which have no origin (N3). */
function mayCome(origin) {
  if (origin === undefined || pages.includes(origin)) return true;
  return URL.canParse(origin) && ["localhost", "127.0.0.1"].includes(new URL(origin).hostname);
}

const http = createServer((_, response) =>
  response.writeHead(426).end("A WebSocket is here (N4)\n")
);
const wire = new WebSocketServer({
  noServer: true,
  maxPayload: 524_288,
  handleProtocols: () => "mux.plain", // (N2)
});
http.on("upgrade", (request, socket, head) => {
  const refuse = (status) => socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
  const offers = request.headers["sec-websocket-protocol"]?.split(/, */) ?? ["mux.plain"];
  if (!mayCome(request.headers.origin)) return refuse("403 Forbidden");
  if (!offers.includes("mux.plain")) return refuse("400 Bad Request");
  wire.handleUpgrade(request, socket, head, join);
});
http.listen(Number(port), "127.0.0.1", () => console.log(`ws://localhost:${http.address().port}`));
