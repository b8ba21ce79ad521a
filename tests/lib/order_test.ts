import { assertEquals } from "@std/assert";
import { type Order, Scheduler, type Source } from "../../lib/scheduler.ts";
import { openMux } from "../support/mux.ts";

/** A file in bytes and then a line, on a connection with this order: what left, in a few words. */
function sendBoth(order: Order, pieces = 3): string[] {
  const mux = openMux();
  mux.connection.order = order;
  mux.connection.channel("file").sendBytes("head", new Uint8Array(pieces * 1_200));
  mux.connection.channel("chat").send("hello", { size: 2 });
  mux.turn();
  return mux.socket.take().map((said) => said.replace(/(chat|file)-\d /, ""));
}

Deno.test("order: priority has what is said pass a file", () => {
  assertEquals(sendBoth("priority"), [
    "chat 0/3 he",
    "chat 1/3 ll",
    "chat 2/3 o",
    "file 0/4 head",
    "file#0 1+1",
    "file#0 2+1",
    "file#0 3+1",
  ]);
});

Deno.test("order: round-robin has messages take turns, a frame of each, pieces of bytes too", () => {
  assertEquals(sendBoth("round-robin"), [
    "file 0/4 head",
    "chat 0/3 he",
    "file#0 1+1",
    "chat 1/3 ll",
    "file#0 2+1",
    "chat 2/3 o",
    "file#0 3+1",
  ]);
});

Deno.test("order: one-at-a-time sends the message that came first to its end", () => {
  assertEquals(sendBoth("one-at-a-time"), [
    "file 0/4 head",
    "file#0 1+1",
    "file#0 2+1",
    "file#0 3+1",
    "chat 0/3 he",
    "chat 1/3 ll",
    "chat 2/3 o",
  ]);
});

Deno.test("order: one-at-a-time, a file that waits for its window holds the line behind it up", () => {
  const mux = openMux();
  mux.connection.order = "one-at-a-time";
  mux.connection.channel("file").sendBytes("head", new Uint8Array(5_000_000));
  mux.connection.channel("chat").send("hello");
  mux.turn();
  assertEquals(mux.socket.take().some((said) => said.startsWith("chat")), false);
  mux.connection.order = "priority";
  mux.turn();
  assertEquals(mux.socket.take()[0], "chat chat-2 0/1 hello");
});

Deno.test("order: a message of one frame does not overtake by being short", () => {
  const mux = openMux();
  mux.connection.order = "round-robin";
  mux.connection.channel("chat").send("long line", { size: 5 });
  mux.connection.channel("presence").send("online");
  mux.connection.channel("chat").send("short");
  mux.turn();
  assertEquals(mux.socket.take(), [
    "chat chat-1 0/2 long ",
    "presence presence-2 0/1 online",
    "chat chat-3 0/1 short",
    "chat chat-1 1/2 line",
  ]);
});

Deno.test("T1: control goes first in any order", () => {
  for (const order of ["priority", "round-robin", "one-at-a-time"] as const) {
    const scheduler = new Scheduler<string>();
    scheduler.order = order;
    const source = (channel: string, kind: "control" | "bulk", items: string[]) =>
      ({
        channel,
        class: kind,
        peek: () => items[0]?.length,
        take: () => items.shift()!,
      }) satisfies Source<string>;
    scheduler.add(source("file", "bulk", ["A", "B"]));
    scheduler.add(source("$", "control", ["ack"]));
    assertEquals([scheduler.next(), scheduler.next(), scheduler.next()], ["ack", "A", "B"]);
    assertEquals(scheduler.next(), undefined);
  }
});
