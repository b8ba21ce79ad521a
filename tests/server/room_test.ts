import { assert, assertEquals } from "@std/assert";
import { Room } from "../../server/room.ts";
import { frame } from "../support/frames.ts";
import { FakeReader } from "../support/reader.ts";

function create(count: number) {
  const room = new Room({ random: () => 0 });
  const readers = Array.from({ length: count }, () => new FakeReader());
  const members = readers.map((reader) => room.join(reader));
  return { room, readers, members };
}

Deno.test("P1: a frame goes to everybody, its sender too", () => {
  const { readers, members } = create(3);
  members[1]!.publish(frame());
  const [first, ...others] = readers.map((reader) => reader.texts);
  assertEquals(first?.length, 1);
  assertEquals(others, [first, first]);
});

Deno.test("P1: everybody gets the same frames in the same order", () => {
  const { readers, members } = create(3);
  members.forEach((member, n) => member.publish(frame({ data: `${n}` })));
  for (const reader of readers) {
    assertEquals(reader.texts, readers[0]!.texts);
    assertEquals(reader.frames().map(({ data }) => data), ["0", "1", "2"]);
  }
});

Deno.test("P2: the server adds from and offset, and takes nothing away", () => {
  const { readers, members } = create(1);
  const sent = { ...frame(), colour: "red", nested: { a: [1] } };
  members[0]!.publish(sent);
  assertEquals<unknown>(readers[0]!.frames(), [{ ...sent, from: members[0]!.from, offset: 0 }]);
});

Deno.test("P2: what a client says of from and offset is overwritten", () => {
  const { readers, members } = create(1);
  members[0]!.publish(frame({ from: "somebody else", offset: 99 }));
  const { from, offset } = readers[0]!.frames()[0]!;
  assertEquals([from, offset], [members[0]!.from, 0]);
});

Deno.test("P3: offsets count each channel's frames from 0 without gaps, whoever sends", () => {
  const { readers, members } = create(2);
  const channels = ["chat", "file", "chat", "typing", "chat", "file"];
  channels.forEach((channel, n) => members[n % 2]!.publish(frame({ channel, messageId: `${n}` })));
  const offsets = readers[0]!.frames().map(({ channel, offset }) => `${channel} ${offset}`);
  assertEquals(offsets, ["chat 0", "file 0", "chat 1", "typing 0", "chat 2", "file 1"]);
});

Deno.test("P3: two rooms do not count together", () => {
  for (const { readers, members } of [create(1), create(1)]) {
    members[0]!.publish(frame());
    assertEquals(readers[0]!.frames()[0]!.offset, 0);
  }
});

Deno.test("P5: who comes later gets what is sent from then on", () => {
  const { room, members } = create(1);
  members[0]!.publish(frame({ data: "before" }));
  const late = new FakeReader();
  room.join(late);
  members[0]!.publish(frame({ data: "after", messageId: "chat-2" }));
  assertEquals(late.frames().map(({ data }) => data), ["after"]);
});

Deno.test("P5: who left gets nothing more", () => {
  const { room, readers, members } = create(2);
  members[1]!.leave();
  members[0]!.publish(frame());
  assertEquals([readers[1]!.texts, room.size], [[], 1]);
});

Deno.test("A1: the names of those who are here are different, whatever chance says", () => {
  const { members } = create(300);
  const names = members.map(({ from }) => from);
  assertEquals(new Set(names).size, 300);
  assert(names.every((name) => /^[a-z]+(-\d+)?$/.test(name)), names.join());
});

Deno.test("Room: names go by chance", () => {
  const first = (random: number) => new Room({ random: () => random }).join(new FakeReader()).from;
  const names = [0, 0.25, 0.5, 0.75, 1 - Number.EPSILON].map(first);
  assertEquals(new Set(names).size, 5);
});

Deno.test("Room: leaving twice is leaving once, also when somebody else has the name by then", () => {
  const { room, readers, members } = create(2);
  members[1]!.publish(frame({ channel: "presence", data: "online" }));
  readers[0]!.take();
  members[1]!.leave();
  const next = room.join(new FakeReader());
  members[1]!.leave();
  assertEquals(room.size, 2);
  assertEquals(readers[0]!.take().map(({ data }) => data), ["left"]);
  next.leave();
  assertEquals(room.size, 1);
});

Deno.test("X1: closing tells everybody the same, and nobody of the others' leaving", () => {
  const { room, readers, members } = create(3);
  members.forEach((member) => member.publish(frame({ channel: "presence", messageId: "p" })));
  readers.forEach((reader) => reader.take());
  room.close(1001, "Server is stopping");
  members.forEach((member) => member.leave());
  assertEquals(room.size, 0);
  for (const reader of readers) {
    assertEquals(reader.closed, [{ code: 1001, reason: "Server is stopping" }]);
    assertEquals(reader.texts, []);
  }
});

Deno.test("A1: a name is not given again while frames of who had it may be remembered", () => {
  const { room, members } = create(1);
  members[0]!.leave();
  const later = Array.from({ length: 100 }, () => {
    const member = room.join(new FakeReader());
    member.leave();
    return member.from;
  });
  assertEquals(new Set([members[0]!.from, ...later]).size, 101);
});

Deno.test("Room: in the end a name is free again, so that names stay short", () => {
  const room = new Room({ random: () => 0 });
  const names = Array.from({ length: 10_000 }, () => {
    const member = room.join(new FakeReader());
    member.leave();
    return member.from;
  });
  assert(new Set(names).size < 300);
});
