import { assertEquals } from "@std/assert";
import { PIECE_BYTES, readRuns } from "../../lib/bulk.ts";
import type { MuxFrame } from "../../lib/batch.ts";
import { Intake } from "../../server/intake.ts";
import type { Retention } from "../../server/logs/log.ts";
import { MemoryLog } from "../../server/logs/memory.ts";
import { MemoryRoomStore } from "../../server/logs/memory_store.ts";
import { type CursorReader, Room } from "../../server/room.ts";
import { FakeClock } from "../support/clock.ts";
import { enter } from "../support/place.ts";

const READER: CursorReader = { turn() {}, close() {} };

function create(store = new MemoryRoomStore()) {
  const room = new Room({ random: () => 0, store });
  /** What a client with this session, or a new one, says. */
  const join = () => {
    const member = room.join(READER);
    const session = room.sessions.create(member.from);
    return {
      member,
      session,
      intake: new Intake(room, session, member, enter(), new FakeClock(), () => {}),
    };
  };
  return { room, join, file: room.channel("file")!.log };
}

function announce(messageId: string, number: number, total: number): MuxFrame {
  return { channel: "file", messageId, sequence: 0, total, data: "head,", number };
}

function pieces(message: number, sequence: number, count: number) {
  const payload = new Uint8Array(count * PIECE_BYTES);
  return { channel: 2, message, sequence, offset: 0, payload };
}

Deno.test("B3: a message in bytes is named by the offset of its first frame, also when it is announced again", () => {
  const { join, file } = create();
  const { intake } = join();
  intake.frame(announce("a", 7, 3));
  intake.run(pieces(7, 1, 2));
  intake.frame(announce("b", 8, 5));
  intake.run(pieces(8, 1, 2));
  // Whole or not, under the client's old number or a new one: the log has the first frame.
  for (const again of [announce("a", 9, 3), announce("b", 8, 5), announce("b", 10, 5)]) {
    assertEquals(intake.frame(again), undefined);
  }
  assertEquals(file.next, 6);
  intake.run(pieces(10, 3, 2));
  const numbers = [0, 1, 3, 4, 6].map((offset) => {
    const { encoded } = file.at(offset)!;
    if (encoded instanceof Uint8Array) return readRuns(encoded).runs[0]!.message;
    return JSON.parse(encoded.text).number;
  });
  assertEquals(numbers, [0, 0, 3, 3, 3]);
});

Deno.test("B5: where offsets do not fit a run's header any more, bytes are refused and text is not", () => {
  class FullLog extends MemoryLog {
    override get next(): number {
      return 4_000_000_000 + super.next;
    }
  }
  class FullStore extends MemoryRoomStore {
    override log(_: string, retention: Retention, now: () => number) {
      return new FullLog(retention, now);
    }
  }
  const { join } = create(new FullStore());
  const { intake, session } = join();
  assertEquals(intake.frame(announce("a", 7, 3))?.rule, "B5");
  const text = { channel: "file", messageId: "t", sequence: 0, total: 1, data: "data:,hi" };
  assertEquals(intake.frame(text), undefined);
  assertEquals(session.channels[2]!.accepted, 1);
});

Deno.test("R2: a name that is given again has said nothing yet, whatever its messages are called", () => {
  const { room, join } = create();
  const say = { channel: "chat", messageId: "chat-1", sequence: 0, total: 1, data: "hello" };
  const one = join();
  one.intake.frame(say);
  one.intake.frame(say);
  const chat = room.channel("chat")!.log;
  assertEquals(chat.next, 1);
  one.member.leave();
  const session = room.sessions.create(one.member.from);
  const member = room.join(READER, one.member.from);
  new Intake(room, session, member, enter(), new FakeClock(), () => {}).frame(say);
  assertEquals(chat.next, 2);
});
