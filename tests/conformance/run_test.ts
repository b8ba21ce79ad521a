/**
 * The runner of the dialogues, with a clock and a server that a test has in its hand.
 *
 * @module
 */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Edge, PeerSocket } from "../../conformance/peer.ts";
import {
  run,
  type RunOptions,
  SLOW,
  UnreachableError,
  type Verdict,
} from "../../conformance/run.ts";
import { FakeClock } from "../support/clock.ts";

/** What a server does, where it differs from one that holds the rules that are tried here. */
interface Server {
  /** What it chooses of an offer; `undefined` refuses. */
  readonly choose?: (offers: readonly string[]) => string | undefined;
  /** Whether it answers the handshake at all. */
  readonly isSilent?: boolean;
  /** What becomes of a frame before all get it. */
  readonly relay?: (frame: Record<string, unknown>) => object | undefined;
  /** The code that it closes with who says nothing for 10 seconds. */
  readonly idle?: number;
  readonly cannot?: Edge["cannot"];
}

/** How long a word takes from one end to the other, in milliseconds. */
const WAY_MS = 1;

/** A world with one such server in it. */
class World implements Edge {
  readonly clock = new FakeClock();
  readonly cannot: Edge["cannot"];
  readonly #server: Server;
  readonly #sockets = new Set<FakeSocket>();
  #offset = 0;
  #names = 0;

  constructor(server: Server) {
    this.#server = server;
    this.cannot = server.cannot ?? (() => undefined);
  }

  /** Connections that are open. */
  get open(): number {
    return this.#sockets.size;
  }

  status(): Promise<number> {
    return Promise.resolve(426);
  }

  readonly connect: Edge["connect"] = (_, { protocols }) => {
    const { choose = plain, isSilent, idle } = this.#server;
    const chosen = choose(protocols);
    const from = `guest-${++this.#names}`;
    const socket = new FakeSocket(chosen ?? "", {
      clock: this.clock,
      take: (text) => this.#take(from, text),
      gone: () => this.#sockets.delete(socket),
    });
    if (isSilent) return socket;
    this.clock.after(WAY_MS, () => {
      if (chosen === undefined) return socket.end(1006);
      this.#sockets.add(socket);
      socket.open();
    });
    if (idle) this.clock.after(10_000, () => socket.end(idle));
    return socket;
  };

  #take(from: string, text: string): void {
    const { relay = (frame) => frame } = this.#server;
    const frame = relay({ ...JSON.parse(text), from, offset: this.#offset++ });
    if (!frame) return;
    for (const socket of this.#sockets) socket.deliver(JSON.stringify(frame));
  }
}

const plain = (offers: readonly string[]) =>
  offers.length === 0 ? "" : offers.find((name) => name === "mux.plain");

interface Ends {
  readonly clock: FakeClock;
  readonly take: (text: string) => void;
  readonly gone: () => void;
}

class FakeSocket implements PeerSocket {
  readonly bufferedAmount = 0;
  readyState = 0;
  onopen: PeerSocket["onopen"] = null;
  onmessage: PeerSocket["onmessage"] = null;
  onclose: PeerSocket["onclose"] = null;
  onerror: PeerSocket["onerror"] = null;

  constructor(readonly protocol: string, readonly ends: Ends) {}

  open(): void {
    if (this.readyState !== 0) return;
    this.readyState = 1;
    this.onopen?.(undefined as never);
  }

  send(data: string | Uint8Array): void {
    this.ends.clock.after(WAY_MS, () => this.ends.take(String(data)));
  }

  deliver(text: string): void {
    this.ends.clock.after(WAY_MS, () => this.onmessage?.({ data: text } as never));
  }

  close(): void {
    this.ends.clock.after(WAY_MS, () => this.end(1000));
  }

  end(code: number): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.ends.gone();
    this.onclose?.({ code } as never);
  }
}

/** Plays the dialogues. Time passes, a millisecond at a time, whenever nothing else is left to do. */
async function play(world: World, options: RunOptions) {
  const verdicts: Verdict[] = [];
  let isOver = false;
  const all = async () => {
    for await (const verdict of run(new URL("ws://server.test"), world, options)) {
      verdicts.push(verdict);
    }
  };
  const done = all().catch((error) => {
    if (error instanceof UnreachableError) return error;
    throw error;
  }).finally(() => isOver = true);
  while (!isOver) {
    // More turns than any chain of promises between two events has.
    for (let turn = 0; turn < 30; turn++) await undefined;
    if (!isOver) world.clock.advance(1);
  }
  return { verdicts, error: await done, ms: world.clock.now() };
}

const saying = (verdicts: readonly Verdict[]) =>
  verdicts.map(({ outcome, rule, name }) => `${outcome} ${rule}: ${name}`);

Deno.test("conformance: what holds is said as it was found, and takes no longer than the way", async () => {
  const world = new World({});
  const { verdicts, ms } = await play(world, { only: ["P1", "P5"] });
  assertEquals(saying(verdicts), [
    "ok P1: a frame goes to everybody, the sender too",
    "ok P1: in the same order for all",
    "ok P5: who comes later gets nothing old",
    "skip P1: both wires share one room",
  ]);
  assertEquals([world.open, world.clock.waiting], [0, 0]);
  assert(ms < 100, `${ms} ms`);
});

Deno.test("conformance: a frame that does not come fails two seconds later, at its step", async () => {
  const world = new World({ relay: (frame) => frame["messageId"] === "a2" ? undefined : frame });
  const { verdicts, ms } = await play(world, { only: ["P1"] });
  assertEquals(verdicts.map(({ outcome }) => outcome), ["ok", "FAIL", "skip"]);
  const [, failed] = verdicts;
  if (failed?.outcome !== "FAIL") throw new Error("It did not fail");
  const { at, steps, expected, seen } = failed.failure;
  assertEquals(steps[at], { as: "B", expect: { messageId: "a2" } } as unknown);
  assertStringIncludes(expected, '"messageId":"a2"');
  assertStringIncludes(seen, 'nothing of the kind, and last {"channel":"chat","messageId":"a1"');
  assertEquals(Math.floor(ms / 1_000), 2);
  assertEquals(world.open, 0);
});

Deno.test("conformance: where nobody answers, it says so after ten seconds for each offer", async () => {
  const world = new World({ isSilent: true });
  const { verdicts, error, ms } = await play(world, {});
  assertEquals(verdicts, []);
  assertStringIncludes(error?.message ?? "", "Cannot reach ws://server.test/: ");
  assertEquals(Math.floor(ms / 1_000), 20);
});

Deno.test("conformance: a server that chooses nothing is tried without an offer", async () => {
  const world = new World({ choose: () => "" });
  const { verdicts } = await play(world, { only: ["P1", "N2"] });
  assertEquals(saying(verdicts), [
    "ok N2: no offer, and none is chosen",
    "FAIL N2: mux.plain is chosen where it is offered",
    "FAIL N2: among others too",
    "FAIL N2: if only others are offered, the upgrade is refused",
    "ok P1: a frame goes to everybody, the sender too",
    "ok P1: in the same order for all",
    "skip N2: mux.v1 is chosen where it is offered",
    "skip P1: both wires share one room",
    "skip N2: mux.v1 is chosen before mux.plain",
  ]);
});

Deno.test("conformance: what takes long is played when asked for, and waits for its close", async () => {
  const choose = (offers: readonly string[]) => offers[0] ?? "";
  const quick = await play(new World({ choose }), { only: ["L3", "H1"] });
  const skipped = quick.verdicts.filter(({ outcome }) => outcome === "skip");
  assertEquals(skipped.map((verdict) => verdict.outcome === "skip" && verdict.why), [SLOW, SLOW]);

  const idle = { only: ["H1"], slow: true };
  const isSlow = ({ name }: Verdict) => name.includes("10 s");
  const right = await play(new World({ choose, idle: 4408 }), idle);
  assertEquals(right.verdicts.find(isSlow)?.outcome, "ok");
  const wrong = (await play(new World({ choose, idle: 4400 }), idle)).verdicts.find(isSlow);
  assertEquals(wrong?.outcome, "FAIL");
});

Deno.test("conformance: what cannot be done here is skipped, with the reason", async () => {
  const world = new World({
    cannot: (task) => task === "origin" ? "a page has its own" : undefined,
  });
  const { verdicts } = await play(world, { only: ["N3", "N4"] });
  assertEquals(verdicts.map((verdict) => verdict.outcome === "skip" ? verdict.why : "ok"), [
    "a page has its own",
    "a page has its own",
    "ok",
  ]);
});

Deno.test("conformance: once it is stopped it says nothing more, and leaves no connection", async () => {
  const control = new AbortController();
  const relay = (frame: Record<string, unknown>) => {
    if (frame["messageId"] === "a1") control.abort();
    return frame;
  };
  const world = new World({ relay });
  const { verdicts } = await play(world, { only: ["P1", "P5"], signal: control.signal });
  assertEquals(saying(verdicts), ["ok P1: a frame goes to everybody, the sender too"]);
  assertEquals(world.open, 0);
});
