import { assertEquals } from "@std/assert";
import { split } from "../../lib/protocol.ts";
import { type Member, Room } from "../../server/room.ts";
import { frame, framesOf } from "../support/frames.ts";
import { FakeReader } from "../support/reader.ts";

function join(room: Room) {
  const reader = new FakeReader();
  return { reader, member: room.join(reader) };
}

function say(member: Member, data: string, messageId = `presence-${data}`): void {
  for (const frame of split({ channel: "presence", messageId, data }, 4)) member.publish(frame);
}

/** Sender and piece of each frame that a reader was told. */
const told = (reader: FakeReader) => reader.take().map(({ from, data }) => `${from}: ${data}`);

Deno.test("P6: who announces itself learns who is here already", () => {
  const room = new Room({ random: () => 0 });
  const [first, second, third] = [join(room), join(room), join(room)];
  say(first.member, "online");
  say(second.member, "away");
  const late = join(room);
  told(third.reader);
  say(late.member, "online");
  assertEquals(told(late.reader), [
    `${late.member.from}: onli`,
    `${first.member.from}: onli`,
    `${first.member.from}: ne`,
    `${second.member.from}: away`,
    `${late.member.from}: ne`,
  ]);
  // The others hear the newcomer and nothing that they heard before.
  assertEquals(told(third.reader), [`${late.member.from}: onli`, `${late.member.from}: ne`]);
});

Deno.test("P6: the latest presence counts, and its frames are those that were sent", () => {
  const room = new Room({ random: () => 0 });
  const first = join(room);
  say(first.member, "online");
  say(first.member, "away");
  const sent = first.reader.texts.at(-1);
  const late = join(room);
  say(late.member, "here");
  assertEquals(late.reader.texts[1], sent);
  assertEquals(late.reader.texts.length, 2);
});

Deno.test("P6: nobody is told again what it saw", () => {
  const room = new Room({ random: () => 0 });
  const [first, second] = [join(room), join(room)];
  say(first.member, "online");
  told(second.reader);
  say(second.member, "here");
  assertEquals(told(second.reader), [`${second.member.from}: here`]);
  const late = join(room);
  say(late.member, "here");
  told(late.reader);
  say(late.member, "away");
  assertEquals(told(late.reader), [`${late.member.from}: away`]);
});

Deno.test("P6: who never announces anything gets nothing but what is sent to all", () => {
  const room = new Room({ random: () => 0 });
  const first = join(room);
  say(first.member, "online");
  const course = join(room);
  course.member.publish(frame());
  assertEquals(told(course.reader), [`${course.member.from}: hi`]);
});

Deno.test("P6: who is gone is not introduced", () => {
  const room = new Room({ random: () => 0 });
  const first = join(room);
  say(first.member, "online");
  first.member.leave();
  const late = join(room);
  say(late.member, "here");
  assertEquals(told(late.reader), [`${late.member.from}: here`]);
});

Deno.test("P6: a message of 16 frames is kept, a longer one is not, not even in part", () => {
  for (const [total, kept] of [[16, 16], [17, 0]] as const) {
    const room = new Room({ random: () => 0 });
    const first = join(room);
    const frames = framesOf(total, { channel: "presence", messageId: "long" });
    for (const frame of frames) first.member.publish(frame);
    const late = join(room);
    say(late.member, "here");
    const introduced = late.reader.frames().filter(({ from }) => from === first.member.from);
    assertEquals(introduced.length, kept, `${total} frames`);
  }
});

Deno.test("P7: when somebody who announced itself ends, the room hears that it left", () => {
  const room = new Room({ random: () => 0 });
  const [first, second] = [join(room), join(room)];
  say(first.member, "here");
  told(second.reader);
  first.member.leave();
  assertEquals(second.reader.take(), [{
    channel: "presence",
    messageId: "left",
    sequence: 0,
    total: 1,
    data: "left",
    from: first.member.from,
    offset: 1,
  }]);
});

Deno.test("P7: who never announced itself leaves without a word", () => {
  const room = new Room({ random: () => 0 });
  const [first, second] = [join(room), join(room)];
  first.member.publish(frame());
  told(second.reader);
  first.member.leave();
  assertEquals(told(second.reader), []);
});
