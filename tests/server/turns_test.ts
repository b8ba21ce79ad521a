import { assert, assertEquals } from "@std/assert";
import { MAX_BATCH, MAX_BATCH_LENGTH, MAX_DATA_LENGTH } from "../../lib/limits.ts";
import { MemoryStore } from "../../server/logs/memory_store.ts";
import { plainOf, TextDraft } from "../../server/drafts.ts";
import { RETENTION, SLICE } from "../../server/limits.ts";
import type { TurnTaker } from "../../server/round.ts";
import type { RoomChannel, Turn } from "../../server/turn.ts";
import { Turns } from "../../server/turns.ts";
import { frame } from "../support/frames.ts";

class Taker implements TurnTaker {
  isBehind = false;
  readonly turns: Turn[] = [];
  readonly #onTurn: (taker: Taker) => void;

  constructor(onTurn: (taker: Taker) => void) {
    this.#onTurn = onTurn;
  }

  turn(turn: Turn): void {
    this.turns.push(turn);
    this.#onTurn(this);
  }
}

function create() {
  const log = new MemoryStore().open("").log("chat", RETENTION.interactive, () => 0);
  const chat: RoomChannel = { name: "chat", class: "interactive", number: 0, log };
  const tasks: (() => void)[] = [];
  const turns = new Turns([chat], (task) => tasks.push(task));
  log.subscribe((entry) => turns.grew(chat, entry));
  /** Who had a turn, in order, since this was looked at last. */
  const order: Taker[] = [];
  let said = 0;
  return {
    turns,
    tasks,
    order,
    say(data = "hi") {
      log.append(new TextDraft(plainOf(frame({ messageId: `${said++}`, data })), "otter", true));
    },
    pass: () => tasks.splice(0).forEach((task) => task()),
    come(count: number, isBehind = false) {
      return Array.from({ length: count }, () => {
        const taker = new Taker((taker) => order.push(taker));
        taker.isBehind = isBehind;
        turns.add(taker);
        return taker;
      });
    },
  };
}

/** Lets all have turns until nothing is due. */
function settle({ tasks, pass, order }: ReturnType<typeof create>): void {
  while (tasks.length > 0) pass();
  order.length = 0;
}

Deno.test("Turns: who has read everything has the turn in one go, however many they are", () => {
  const room = create();
  room.come(5 * SLICE);
  room.say();
  room.say();
  room.pass();
  assertEquals([room.order.length, room.tasks.length], [5 * SLICE, 0]);
  assertEquals(new Set(room.order.map(({ turns }) => turns[0]?.text)).size, 1, "the same text");
});

Deno.test("Turns: what is more than a message holds comes in turns of its own, the same text for all", () => {
  const room = create();
  const takers = room.come(3);
  settle(room);
  const data = "x".repeat(MAX_DATA_LENGTH);
  const count = Math.floor(2.5 * MAX_BATCH_LENGTH / MAX_DATA_LENGTH);
  for (let n = 0; n < count; n++) room.say(data);
  while (room.tasks.length > 0) room.pass();
  const turns = takers[0]!.turns;
  assertEquals(turns.map(({ text }) => JSON.parse(text!).length), [15, 15, 10]);
  assert(turns.every(({ text }) => text!.length <= MAX_BATCH_LENGTH));
  for (const { turns: others } of takers) {
    assertEquals(others.map(({ text }) => text), turns.map(({ text }) => text));
  }
  // Each begins where the one before it ended, in frames and in bytes.
  assertEquals(
    turns.map(({ before }) => before).slice(1),
    turns.map(({ after }) => after).slice(0, -1),
  );
  assertEquals(turns.map(({ after }) => after.next), [[15], [30], [40]]);
  const costs = turns.map(({ costs }) =>
    costs.map(({ bytes, frames }) => [bytes / frames, frames])
  );
  assertEquals(costs, [15, 15, 10].map((frames) => [[MAX_DATA_LENGTH, frames]]));
});

Deno.test("Turns: a message holds so many frames, and no more", () => {
  const room = create();
  const [taker] = room.come(1);
  for (let n = 0; n <= MAX_BATCH; n++) room.say();
  while (room.tasks.length > 0) room.pass();
  assertEquals(taker!.turns.map(({ text }) => [JSON.parse(text!)].flat().length), [MAX_BATCH, 1]);
});

Deno.test("Turns: who is behind comes after the others, in slices, and has every text", () => {
  const room = create();
  const late = room.come(2 * SLICE + 1, true);
  const prompt = room.come(3);
  room.say();
  settle(room);

  room.say();
  room.pass();
  assertEquals(room.order.slice(0, 3), prompt);
  const counts = [room.order.length];
  while (room.tasks.length > 0) {
    room.pass();
    counts.push(room.order.length);
  }
  assertEquals(counts, [3 + SLICE, 3 + 2 * SLICE, 3 + 2 * SLICE + 1]);
  assertEquals(new Set(late.map(({ turns }) => turns.at(-1)?.text)).size, 1, "the same text");
});

Deno.test("Turns: while those behind have theirs, what comes is for the others first", () => {
  const room = create();
  const late = room.come(3 * SLICE, true);
  const [prompt] = room.come(1);
  room.say();
  settle(room);

  room.say();
  room.pass();
  const had = prompt!.turns.length;
  room.say();
  room.pass();
  assertEquals(prompt!.turns.length, had + 1);
  assert(
    late.at(-1)!.turns.at(-1)!.after !== prompt!.turns.at(-1)!.after,
    "The last one waits yet",
  );
  settle(room);
  assertEquals(late.at(-1)!.turns.at(-1)!.after, prompt!.turns.at(-1)!.after);
});

Deno.test("Turns: who has caught up is among the first again", () => {
  const room = create();
  const [taker] = room.come(1, true);
  room.come(2 * SLICE, true);
  room.say();
  settle(room);
  taker!.isBehind = false;
  room.turns.ask(taker!);
  settle(room);
  room.say();
  room.pass();
  assertEquals(room.order[0], taker);
});

Deno.test("Turns: who leaves in its turn has no other, and who asks has one", () => {
  const room = create();
  const [taker, other] = room.come(2, true);
  room.say();
  settle(room);
  room.turns.delete(taker!);
  room.turns.ask(other!);
  room.pass();
  room.say();
  settle(room);
  assertEquals(taker!.turns.at(-1)!.after.next, [1]);
  assertEquals(other!.turns.at(-1)!.after.next, [2]);
});

Deno.test("Turns: a reader that left in its own turn is not kept for the other round", () => {
  const room = create();
  const [taker] = room.come(1);
  const leaving = new Taker((taker) => room.turns.delete(taker));
  leaving.isBehind = true;
  room.turns.add(leaving);
  room.say();
  settle(room);
  room.say();
  settle(room);
  assertEquals([taker!.turns.length, leaving.turns.length], [2, 1]);
});
