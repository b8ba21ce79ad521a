import { assertEquals } from "@std/assert";
import { Backlog } from "../../server/backlog.ts";
import { MAX_DRAIN_MS, MAX_SOCKET_BYTES } from "../../server/limits.ts";
import { FakeClock } from "../support/clock.ts";

function createBacklog() {
  const clock = new FakeClock();
  const sent: string[] = [];
  const socket = {
    bufferedAmount: 0,
    send(text: string) {
      sent.push(text);
      this.bufferedAmount += text.length;
    },
  };
  return { clock, sent, socket, backlog: new Backlog({ clock, socket }) };
}

const large = "x".repeat(MAX_SOCKET_BYTES + 1);

Deno.test("Backlog: what the socket has room for is sent at once, and no timer waits", () => {
  const { clock, sent, backlog } = createBacklog();
  for (const text of ["a", "b", large]) backlog.send(text);
  assertEquals([sent, clock.waiting, backlog.queued], [["a", "b", large], 0, large.length + 2]);
});

Deno.test("Backlog: what waits is sent in order, before what came later", () => {
  const { clock, sent, socket, backlog } = createBacklog();
  backlog.send(large);
  for (const text of ["a", large, "b"]) backlog.send(text);
  assertEquals([sent.length, backlog.queued], [1, 2 * large.length + 2]);
  socket.bufferedAmount = 0;
  // There is room now, but others came first.
  backlog.send("c");
  assertEquals(sent.length, 1);
  clock.advance(10);
  assertEquals(sent.slice(1), ["a", large]);
  socket.bufferedAmount = 0;
  clock.advance(10);
  assertEquals(sent.slice(3), ["b", "c"]);
  assertEquals([clock.waiting, backlog.queued], [0, 2]);
});

Deno.test("Backlog: who takes nothing is looked at less and less often", () => {
  const { clock, sent, socket, backlog } = createBacklog();
  backlog.send(large);
  backlog.send("a");
  clock.advance(60_000);
  socket.bufferedAmount = 0;
  clock.advance(MAX_DRAIN_MS);
  assertEquals([sent.at(-1), clock.waiting], ["a", 0]);
});

Deno.test("Backlog: once it is stopped nothing is sent, and nothing waits", () => {
  const { clock, sent, socket, backlog } = createBacklog();
  backlog.send(large);
  backlog.send("a");
  backlog.stop();
  socket.bufferedAmount = 0;
  clock.advance(1_000);
  assertEquals([sent.length, clock.waiting, backlog.queued], [1, 0, 0]);
});
