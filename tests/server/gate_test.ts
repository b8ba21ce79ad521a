import { assert, assertEquals } from "@std/assert";
import { Gate, type Place, type Visitor } from "../../server/gate.ts";
import { DEFAULT_LIMITS, type Limits } from "../../server/limit_table.ts";
import { FakeClock } from "../support/clock.ts";

function createGate(limits: Partial<Limits> = {}) {
  const clock = new FakeClock();
  return { clock, gate: new Gate({ ...DEFAULT_LIMITS, ...limits }, () => clock.now()) };
}

const admit = (gate: Gate, visitor: Partial<Visitor> = {}) =>
  gate.admit({ ip: "192.0.2.1", room: "lobby", ...visitor });

function enter(gate: Gate, visitor: Partial<Visitor> = {}): Place {
  const answer = admit(gate, visitor);
  assert(answer.ok, JSON.stringify(answer));
  return answer;
}

function refusal(gate: Gate, visitor: Partial<Visitor> = {}): string {
  const answer = admit(gate, visitor);
  assert(!answer.ok);
  return `${answer.limit} ${answer.retryAfter}`;
}

Deno.test("Gate: connections are counted by person, address, room and process", () => {
  const { gate } = createGate({
    connectionsPerPerson: 1,
    connectionsPerIp: 2,
    connectionsPerRoom: 3,
    connections: 4,
  });
  enter(gate, { person: "r/otter" });
  assertEquals(refusal(gate, { person: "r/otter" }), "connectionsPerPerson 10000");
  enter(gate, { person: "r/heron" });
  assertEquals(refusal(gate), "connectionsPerIp 10000");
  enter(gate, { ip: "192.0.2.2" });
  assertEquals(refusal(gate, { ip: "192.0.2.2" }), "connectionsPerRoom 10000");
  enter(gate, { ip: "192.0.2.2", room: "another" });
  assertEquals(refusal(gate, { ip: "192.0.2.3", room: "third" }), "connections 10000");
  assertEquals(gate.size, 4);
});

Deno.test("Gate: who leaves makes room, once", () => {
  const { gate } = createGate({ connectionsPerRoom: 2, connections: 2 });
  const first = enter(gate);
  enter(gate);
  assertEquals(refusal(gate), "connectionsPerRoom 10000");
  first.release();
  first.release();
  assertEquals(gate.size, 1);
  enter(gate);
  assertEquals(refusal(gate), "connectionsPerRoom 10000");
});

Deno.test("Gate: connections of a person share what it may send, and a new one gets no more", () => {
  const { clock, gate } = createGate({ framesAtOnce: 3, framesPerSecond: 1 });
  const one = enter(gate, { person: "r/otter" });
  const two = enter(gate, { person: "r/otter", ip: "192.0.2.9" });
  assertEquals([one, two, one].map(({ allowance }) => allowance.take(1)), Array(3).fill(undefined));
  assertEquals(two.allowance.take(1), { limit: "framesPerSecond", retryAfter: 1_000 });
  one.release();
  two.release();
  assertEquals(enter(gate, { person: "r/otter" }).allowance.take(1)?.retryAfter, 1_000);
  assertEquals(enter(gate, { person: "r/heron" }).allowance.take(1), undefined);
  clock.advance(1_000);
  assertEquals(enter(gate, { person: "r/otter" }).allowance.take(1), undefined);
});

Deno.test("Gate: an address has buckets of its own, over all of its people", () => {
  const { gate } = createGate({ ipBytesAtOnce: 1_000, ipBytesPerSecond: 100 });
  for (let n = 0; n < 10; n++) assertEquals(enter(gate).allowance.take(100), undefined);
  const excess = { limit: "ipBytesPerSecond", retryAfter: 1_000 } as const;
  assertEquals(enter(gate).allowance.take(100), excess);
  assertEquals(enter(gate, { ip: "192.0.2.2" }).allowance.take(100), undefined);
});

Deno.test("Gate: so many rooms an hour from one address", () => {
  const { clock, gate } = createGate({ ipRoomsPerHour: 2 });
  const make = () => gate.makeRoom("192.0.2.1")?.retryAfter;
  assertEquals([make(), make(), make()], [undefined, undefined, 1_800_000]);
  assertEquals(gate.makeRoom("192.0.2.2"), undefined);
  clock.advance(1_800_000);
  assertEquals([make(), make()], [undefined, 1_800_000]);
});

Deno.test("Gate: so many wrong codes a minute from one address, and right ones cost nothing", () => {
  const { clock, gate } = createGate({ ipWrongCodesPerMinute: 60, ipWrongCodesAtOnce: 10 });
  const may = (ip = "192.0.2.1") => gate.mayGuess(ip)?.retryAfter;
  for (let n = 0; n < 10; n++) {
    assertEquals([may(), may()], [undefined, undefined]);
    gate.guessedWrong("192.0.2.1");
  }
  assertEquals([may(), may("192.0.2.2")], [1_000, undefined]);
  clock.advance(1_000);
  assertEquals(may(), undefined);
});

Deno.test("Allowance: what is taken over the limit is a debt, and one refusal costs nothing else", () => {
  const { clock, gate } = createGate({ bytesAtOnce: 1_000, bytesPerSecond: 1_000 });
  const { allowance } = enter(gate);
  allowance.spend(3_000, 1);
  assertEquals(allowance.debt, 2_000);
  for (let n = 0; n < 5; n++) assertEquals(allowance.take(1_000)?.retryAfter, 3_000);
  clock.advance(3_000);
  assertEquals([allowance.debt, allowance.take(1_000)], [0, undefined]);
});

Deno.test("Allowance: who keeps on after 100 refusals was told often enough", () => {
  const { clock, gate } = createGate();
  const { allowance } = enter(gate);
  const refused = Array.from({ length: 101 }, () => allowance.refused());
  assertEquals(refused, [...Array(100).fill(false), true]);
  clock.advance(2_000);
  assertEquals([allowance.refused(), allowance.refused(), allowance.refused()], [
    false,
    false,
    true,
  ]);
});

Deno.test("W5: who owes more than a while makes up for waits outside, whatever the connection", () => {
  const { clock, gate } = createGate({ ipBytesAtOnce: 1_000, ipBytesPerSecond: 100 });
  const first = enter(gate);
  first.allowance.spend(1_000 + 100 * 30, 1);
  const second = enter(gate);
  second.allowance.spend(100, 1);
  first.release();
  second.release();
  assertEquals(refusal(gate), "ipBytesPerSecond 31000");
  assertEquals(gate.size, 0);
  enter(gate, { ip: "192.0.2.2" });
  clock.advance(1_000);
  enter(gate);
});
