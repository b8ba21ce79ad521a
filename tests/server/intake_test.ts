import { assertEquals } from "@std/assert";
import { PIECE_BYTES, readRuns } from "../../lib/bulk.ts";
import type { MuxFrame } from "../../lib/batch.ts";
import type { ErrorFrame } from "../../lib/control.ts";
import { Intake } from "../../server/intake.ts";
import type { Draft, Retention } from "../../server/logs/log.ts";
import { MemoryLog } from "../../server/logs/memory.ts";
import { MemoryRoomStore } from "../../server/logs/memory_store.ts";
import type { Refusal } from "../../server/refusal.ts";
import { type CursorReader, Room } from "../../server/room.ts";
import { FakeClock } from "../support/clock.ts";
import { enter } from "../support/place.ts";

const READER: CursorReader = { isBehind: false, turn() {}, close() {} };

function create(store = new MemoryRoomStore()) {
  const room = new Room({ random: () => 0, store });
  /** What a client with a new session says: of a sender that is new, or that was somebody before. */
  const join = (name?: string) => {
    const member = room.join(READER, name);
    const session = room.sessions.create(member.from);
    const refusals = new Map<string, Refusal>();
    const said: ErrorFrame[] = [];
    const say = (frame: ErrorFrame) => said.push(frame);
    const check = (channel: string) => refusals.get(channel);
    const place = enter();
    const clock = new FakeClock();
    const intake = new Intake({
      room,
      session,
      member,
      place,
      clock,
      check,
      say,
      lost() {},
      onTaken() {},
    });
    return { member, session, intake, refusals, said };
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
  const { intake, session, said } = join();
  assertEquals(intake.frame(announce("a", 7, 3)), undefined);
  assertEquals(said.map(({ rule, messageId }) => [rule, messageId]), [["B5", "a"]]);
  const text = { channel: "file", messageId: "t", sequence: 0, total: 1, data: "data:,hi" };
  assertEquals(intake.frame(text), undefined);
  assertEquals([said.length, session.channels[2]!.accepted], [1, 2]);
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
  join(one.member.from).intake.frame(say);
  assertEquals(chat.next, 2);
});

const PAUSED = { rule: "M8", message: "paused" };

Deno.test("E3, K1: what is refused is in no log, and counts for acks and for credit", () => {
  const { room, join, file } = create();
  const { intake, session, refusals, said } = join();
  const chat = (messageId: string) => (
    { channel: "chat", messageId, sequence: 0, total: 1, data: "hello" }
  );
  intake.frame(chat("chat-1"));
  refusals.set("chat", { ...PAUSED, retryAfter: 10 }).set("file", PAUSED);
  intake.frame(chat("chat-2"));
  assertEquals(intake.frame(announce("file-1", 7, 3)), undefined);
  // No stranger, although its first frame is in no log.
  assertEquals(intake.run(pieces(7, 1, 2)), undefined);
  refusals.clear();
  intake.frame(chat("chat-3"));
  const error = { channel: "$", type: "error", ...PAUSED } as const;
  assertEquals(said, [
    { ...error, retryAfter: 10, of: "chat", messageId: "chat-2" },
    { ...error, of: "file", messageId: "file-1" },
    { ...error, of: "file", messageId: "file-1" },
  ]);
  assertEquals([room.channel("chat")!.log.next, file.next], [2, 0]);
  assertEquals(intake.due(), [
    { channel: "$", type: "ack", of: "chat", frames: 3 },
    { channel: "$", type: "ack", of: "file", frames: 3 },
  ]);
  assertEquals(session.channels[0]!.credit.held, { bytes: 0, frames: 0 });
  assertEquals(session.kept.channels.get("chat"), {
    frames: 3,
    bytes: 15,
    refused: [{ from: 1, to: 2, ...PAUSED }],
  });
});

Deno.test("B3, E3: pieces of a message whose first frame was refused are refused, also when others are not any more", () => {
  const { join, file } = create();
  const [ana, ben] = [join(), join()];
  ana.intake.frame(announce("file-1", 7, 3));
  ben.refusals.set("file", PAUSED);
  ben.intake.frame(announce("file-1", 7, 3));
  ben.refusals.clear();
  // In the log they would be pieces of the file that begins at 0, which is Ana's.
  assertEquals(ben.intake.run(pieces(7, 1, 2)), undefined);
  assertEquals([file.next, ben.said.map(({ rule }) => rule)], [1, ["M8", "M8"]]);
  ben.intake.frame(announce("file-2", 8, 3));
  ben.intake.run(pieces(8, 1, 2));
  assertEquals([file.next, ben.said.length], [4, 2]);
});

Deno.test("K1: what is refused counts behind what is not durable yet", async () => {
  let commit = () => {};
  class SlowLog extends MemoryLog {
    override append(draft: Draft): Promise<void> {
      super.append(draft);
      return new Promise((resolve) => commit = resolve);
    }
  }
  class SlowStore extends MemoryRoomStore {
    override log(_: string, retention: Retention, now: () => number) {
      return new SlowLog(retention, now);
    }
  }
  const { join } = create(new SlowStore() as MemoryRoomStore);
  const { intake, session, refusals, said } = join();
  const chat = { channel: "chat", messageId: "1", sequence: 0, total: 1, data: "" };
  intake.frame(chat);
  refusals.set("chat", PAUSED);
  intake.frame({ ...chat, messageId: "2" });
  assertEquals([said.length, intake.due()], [1, []]);
  commit();
  await session.pending;
  assertEquals(intake.due(), [{ channel: "$", type: "ack", of: "chat", frames: 2 }]);
});
