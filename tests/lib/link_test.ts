import { assertEquals } from "@std/assert";
import { BACKOFF_BASE_MS, Link, type LinkState, STABLE_MS } from "../../lib/link.ts";
import { FakeClock } from "../support/clock.ts";
import { FakeNetwork } from "../support/socket.ts";

function create(random: () => number = () => 0) {
  const clock = new FakeClock();
  const network = new FakeNetwork();
  const states: LinkState[] = [];
  const messages: unknown[] = [];
  const link = new Link({
    connect: network.connect,
    clock,
    random,
    onState: (state) => states.push(state),
    onMessage: (data) => messages.push(data),
  });
  return { clock, network, states, messages, link, phases: () => states.map(({ phase }) => phase) };
}

Deno.test("Link: it is idle until it is opened, then connects and hands messages over", () => {
  const { network, states, messages, link } = create();
  assertEquals([network.sockets.length, states.length], [0, 0]);
  link.open();
  assertEquals(states, [{ phase: "connecting", attempt: 1 }]);
  network.last.accept();
  assertEquals(states.at(-1), { phase: "open" });
  link.send("hello");
  network.last.deliver("hi");
  assertEquals([network.last.sent, messages], [["hello"], ["hi"]]);
});

Deno.test("Link: opening twice makes one connection", () => {
  const { network, link } = create();
  link.open();
  link.open();
  network.last.accept();
  link.open();
  assertEquals(network.sockets.length, 1);
});

Deno.test("Link: bufferedAmount is the socket's, and 0 without one", () => {
  const { network, link } = create();
  assertEquals(link.bufferedAmount, 0);
  link.open();
  network.last.bufferedAmount = 7;
  assertEquals(link.bufferedAmount, 7);
  network.last.end();
  assertEquals(link.bufferedAmount, 0);
});

Deno.test("X1: a connection that is lost comes back after its wait, and no sooner", () => {
  const { clock, network, states, link } = create();
  link.open();
  network.last.accept();
  clock.advance(10);
  network.last.end(1001, "Server is stopping");
  assertEquals(states.at(-1), {
    phase: "waiting",
    attempt: 2,
    retryAt: 10 + BACKOFF_BASE_MS,
    code: 1001,
    reason: "Server is stopping",
  });
  clock.advance(BACKOFF_BASE_MS - 1);
  assertEquals(network.sockets.length, 1);
  clock.advance(1);
  assertEquals([network.sockets.length, states.at(-1)], [2, { phase: "connecting", attempt: 2 }]);
});

Deno.test("X11: who is told when to come back does so, a little later by chance, and not after a year", () => {
  const waitAfter = (reason: string, random: number) => {
    const { network, states, link } = create(() => random);
    link.open();
    network.last.accept();
    network.last.end(1001, reason);
    const state = states.at(-1)!;
    return state.phase === "waiting" ? state.retryAt : NaN;
  };
  const waits = (reason: string) => [0, 0.5].map((random) => waitAfter(reason, random));
  assertEquals(waits("Server is stopping, come back in 2 s"), [2_000, 2_500]);
  assertEquals(waits("come back in 999999999 s"), [10_000, 12_500]);
  const ordinary = [BACKOFF_BASE_MS, BACKOFF_BASE_MS * 0.75];
  for (const none of ["", "come back in 0 s", "come back in 2 s or so", "come back in -2 s"]) {
    assertEquals(waits(none), ordinary, none);
  }
  assertEquals(waits(`come back in ${"9".repeat(100)} s`), ordinary);
});

Deno.test("X11: after failures the longer wait counts", () => {
  const { clock, network, states, link } = create();
  link.open();
  for (let n = 0; n < 4; n++) {
    network.last.end(1001, "come back in 2 s");
    const state = states.at(-1)!;
    const wait = state.phase === "waiting" ? state.retryAt - clock.now() : NaN;
    assertEquals(wait, [2_000, 2_000, 2_000, 4_000][n]);
    clock.advance(wait);
  }
});

Deno.test("Link: each failure doubles the wait", () => {
  const { clock, network, states, link } = create(() => 0.5);
  link.open();
  const waits = Array.from({ length: 4 }, () => {
    network.last.end();
    const state = states.at(-1)!;
    const wait = state.phase === "waiting" ? state.retryAt - clock.now() : NaN;
    clock.advance(wait);
    return wait;
  });
  assertEquals(waits, [375, 750, 1_500, 3_000]);
});

Deno.test("Link: a connection that held makes its end a new trouble, a short one does not", () => {
  for (const [held, wait] of [[STABLE_MS - 1, 1_000], [STABLE_MS, 500]] as const) {
    const { clock, network, states, link } = create();
    link.open();
    network.last.end();
    clock.advance(500);
    network.last.accept();
    clock.advance(held);
    network.last.end();
    const state = states.at(-1)!;
    assertEquals(state.phase === "waiting" && state.retryAt - clock.now(), wait);
  }
});

Deno.test("X2, X4, X6: after a final code it stays closed, until it is opened by hand", () => {
  for (const code of [4400, 4409, 1008, 1009, 4403, 4410]) {
    const { clock, network, states, link } = create();
    link.open();
    network.last.accept();
    network.last.end(code, "why");
    assertEquals(states.at(-1), { phase: "closed", code, reason: "why" });
    clock.advance(3_600_000);
    assertEquals([network.sockets.length, clock.waiting], [1, 0]);
    link.open();
    assertEquals(states.at(-1), { phase: "connecting", attempt: 1 });
  }
});

Deno.test("X1, X3: after these it comes back", () => {
  for (const code of [1001, 1006, 1013]) {
    const { clock, network, link } = create();
    link.open();
    network.last.end(code);
    clock.advance(500);
    assertEquals(network.sockets.length, 2, `${code}`);
  }
});

Deno.test("Link: late events of a socket that was let go reach nobody", () => {
  const { network, states, messages, link } = create();
  link.open();
  const old = network.last;
  old.accept();
  link.close();
  link.open();
  const before = states.length;
  old.deliver("late");
  old.end();
  old.accept();
  assertEquals([states.length, messages, network.sockets.length], [before, [], 2]);
});

Deno.test("Link: a close that comes twice counts once", () => {
  const { clock, network, phases, link } = create();
  link.open();
  const socket = network.last;
  socket.end(1001);
  socket.end(1005);
  assertEquals([phases(), clock.waiting], [["connecting", "waiting"], 1]);
});

Deno.test("Link: close() ends the connection and stays closed", () => {
  const { clock, network, states, link } = create();
  link.open();
  network.last.accept();
  link.close("Bye");
  assertEquals(network.last.closed, { code: 1000, reason: "Bye" });
  assertEquals(states.at(-1), { phase: "closed", code: 1000, reason: "Bye" });
  assertEquals(clock.waiting, 0);
});

Deno.test("Link: close() during a wait calls the attempt off", () => {
  const { clock, network, phases, link } = create();
  link.open();
  network.last.end();
  link.close();
  clock.advance(3_600_000);
  assertEquals([phases().at(-1), network.sockets.length], ["closed", 1]);
});

Deno.test("Link: open() cuts a wait short, and the wait's own attempt never comes", () => {
  const { clock, network, phases, link } = create();
  link.open();
  network.last.end();
  link.open();
  assertEquals([network.sockets.length, phases().at(-1)], [2, "connecting"]);
  clock.advance(3_600_000);
  assertEquals(network.sockets.length, 2);
});
