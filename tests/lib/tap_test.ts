import { assertEquals } from "@std/assert";
import type { Direction, WireItem } from "../../lib/tap.ts";
import { greet, openMux, run, welcome } from "../support/mux.ts";

/** A connection, and what its wire had since it was open, each in a few words. */
function tapped() {
  const seen: string[] = [];
  const onWire = (direction: Direction, item: WireItem) => {
    seen.push(`${direction === "up" ? "↑" : "↓"} ${say(item)}`);
  };
  const mux = openMux({ onWire });
  return { mux, seen: () => seen.splice(0) };
}

function say(item: WireItem): string {
  if (item.kind === "error") return `error ${item.error.rule}`;
  if (item.kind === "control") return item.frame.type;
  if (item.kind === "frame") return `${item.frame.channel} ${item.frame.sequence}`;
  const { channel, head, sequence, frames, payload } = item.run;
  return `${channel} ${head?.messageId} ${sequence}+${frames}/${head?.total} ${payload.length}`;
}

const chat = (messageId: string, offset: number) => ({
  ...{ channel: "chat", messageId, sequence: 0, total: 1, data: "hi" },
  ...{ from: "heron", offset },
});

Deno.test("onWire: hello and welcome are on the wire, and so is what is granted", () => {
  const { seen } = tapped();
  const grants = Array(4).fill("↑ credit");
  assertEquals(seen(), ["↑ hello", "↓ welcome", ...grants]);
});

Deno.test("onWire: what is queued is not on the wire, what leaves is, in the order in which it does", () => {
  const { mux, seen } = tapped();
  seen();
  mux.connection.channel("file").sendBytes("head", new Uint8Array(600));
  mux.connection.channel("chat").send("hello", { size: 3 });
  assertEquals(seen(), []);
  mux.turn();
  assertEquals(seen(), ["↑ chat 0", "↑ chat 1", "↑ file 0", "↑ file file-1 1+1/2 600"]);
});

Deno.test("onWire: what comes is told before it is acted on, bad frames too", () => {
  const { mux, seen } = tapped();
  seen();
  mux.socket.deliver([chat("a", 0), { messageId: "b", data: "brief" }, { channel: 7 }]);
  mux.turn();
  assertEquals(seen(), ["↓ chat 0", "↓ chat 0", "↓ error F2"]);
});

Deno.test("onWire: a run has the name of its message, unless its beginning was never seen", () => {
  const { mux, seen } = tapped();
  seen();
  const head = { channel: "file", messageId: "f", sequence: 0, total: 3, data: "", number: 9 };
  mux.socket.deliver({ ...head, from: "heron", offset: 0 });
  mux.socket.deliver(run({ message: 9, payload: new Uint8Array(1_201), offset: 1 }));
  mux.socket.deliver(run({ message: 8, sequence: 5, offset: 3 }));
  assertEquals(seen(), ["↓ file 0", "↓ file f 1+2/3 1201", "↓ file undefined 5+1/undefined 1"]);
});

Deno.test("onWire: after a reconnect it goes on, and says what is sent again", () => {
  const { mux, seen } = tapped();
  mux.connection.channel("chat").send("hi");
  mux.turn();
  mux.socket.end();
  mux.clock.advance(500);
  seen();
  greet(mux, { resumed: true });
  mux.turn();
  assertEquals(seen().filter((line) => !line.includes("credit")), [
    "↑ hello",
    "↓ welcome",
    "↑ chat 0",
  ]);
});

Deno.test("H2: where the log ends is in the welcome, or not", () => {
  const { mux } = tapped();
  mux.socket.end();
  mux.clock.advance(500);
  mux.socket.accept();
  mux.socket.deliver(welcome({}, { chat: { next: 7 } }));
  assertEquals(mux.complaints(), []);
  mux.socket.end();
  mux.clock.advance(2_000);
  mux.socket.accept();
  mux.socket.deliver(welcome({}, { chat: { next: -1 } }));
  assertEquals(mux.complaints(), [
    "H2: channels.chat.next is -1, must be an integer of 0 or more",
  ]);
});
