import { assertEquals } from "@std/assert";
import { HandSocket } from "../../../components/lab/hand_socket.ts";
import { FakeClock } from "../../support/clock.ts";
import { frame } from "../../support/frames.ts";
import { FakeNetwork } from "../../support/socket.ts";

function create() {
  const clock = new FakeClock();
  const network = new FakeNetwork();
  const hand = new HandSocket({ connect: network.connect, clock, random: () => 0 });
  return { clock, network, hand };
}

Deno.test("hand socket: it connects with the first text, and sends all as it is", () => {
  const { network, hand } = create();
  assertEquals(network.sockets.length, 0);
  hand.send("{oops");
  hand.send("second");
  network.last.accept();
  hand.send("third");
  assertEquals(network.last.sent, ["{oops", "second", "third"]);
  assertEquals(network.sockets.length, 1);
});

Deno.test("hand socket: what the server says of it is shown, what others say is not", () => {
  const { network, hand } = create();
  hand.send("{oops");
  network.last.accept();
  network.last.deliver(frame({ from: "otter" }));
  network.last.deliver("no frame");
  const before = hand.answer.value;
  network.last.deliver(frame({ channel: "$", data: "F1: not JSON" }));
  assertEquals(hand.answer.value, "The server answers: F1: not JSON");
  hand.send("again");
  assertEquals(hand.answer.value, before);
});

Deno.test("hand socket: after a close for good it begins anew with the next text", () => {
  const { network, hand } = create();
  hand.send("{oops");
  network.last.accept();
  network.last.end(4400, "ten bad frames");
  assertEquals(hand.answer.value, "The server has closed: 4400 ten bad frames");
  hand.send("better");
  network.last.accept();
  assertEquals(network.sockets.length, 2);
  assertEquals(network.last.sent, ["better"]);
});

Deno.test("hand socket: a connection that is lost comes back, with what waited", () => {
  const { clock, network, hand } = create();
  hand.send("one");
  network.last.end();
  clock.advance(60_000);
  network.last.accept();
  assertEquals(network.last.sent, ["one"]);
  hand.close();
  clock.advance(60_000);
  assertEquals(clock.waiting, 0);
});
