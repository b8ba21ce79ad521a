import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { MemoryStore } from "../../server/logs/memory_store.ts";
import { isRefusal } from "../../server/refusal.ts";
import { type Created, Rooms } from "../../server/rooms.ts";

const DAY_MS = 24 * 3_600_000;

/** Rooms on a store, with a clock and with chance that a test sees through. */
function createRooms({ store = new MemoryStore(), rooms = 10, roomDays = 30 } = {}) {
  const clock = { now: 1_000 };
  let drawn = 0;
  const open = () =>
    new Rooms({
      store,
      limits: { rooms, roomDays, ownChannels: 4 },
      now: () => clock.now,
      random: (array) => array.map((_, n) => (++drawn * 7 + n) % 243),
    });
  return { store, clock, open, rooms: open() };
}

function create(rooms: Rooms, name = "Ms Lee"): Created {
  const created = rooms.create(name);
  assert(!isRefusal(created), JSON.stringify(created));
  return created;
}

/** A connection that does nothing. */
const reader = { send() {}, close() {} };

Deno.test("Rooms: a new one is found by its code, and its teacher by the key", () => {
  const { rooms } = createRooms();
  const { classroom, teacher, teacherKey } = create(rooms);
  assertEquals(rooms.find(classroom.code), classroom);
  assertEquals(rooms.findByKey(teacherKey), { classroom, teacher });
  assertEquals(teacher, { id: teacher.id, name: "Ms Lee", role: "teacher", room: classroom.code });
  assertEquals([rooms.find("222222"), rooms.findByKey("x"), rooms.findByKey("")], [
    undefined,
    undefined,
    undefined,
  ]);
});

Deno.test("Rooms: the teacher's key is nowhere on the disk", () => {
  const { rooms, store } = createRooms();
  const { classroom, teacherKey } = create(rooms);
  const kept = store.open(classroom.code).load()!;
  assert(teacherKey.length === 24 && !kept.includes(teacherKey));
  assertEquals(JSON.parse(kept).keyHash.length, 64);
});

Deno.test("Rooms: a code that is taken is not given again", () => {
  let calls = 0;
  const rooms = new Rooms({
    store: new MemoryStore(),
    limits: { rooms: 10, roomDays: 30, ownChannels: 4 },
    // The first three draws are the same: one room's key and code, and the next one's code.
    random: (array) => array.fill(calls++ < 4 ? 5 : 6),
  });
  assertNotEquals(create(rooms).classroom.code, create(rooms).classroom.code);
});

Deno.test("W5: there are as many rooms as the limit says, and one more when one ends", () => {
  const { rooms } = createRooms({ rooms: 2 });
  const { classroom } = create(rooms);
  create(rooms);
  const refusal = rooms.create("");
  assert(isRefusal(refusal) && refusal.rule === "W5");
  classroom.end();
  assertEquals(rooms.size, 1);
  create(rooms);
});

Deno.test("Rooms: one that has ended is gone, by code, by key and from the store", () => {
  const { rooms, store } = createRooms();
  const { classroom, teacherKey } = create(rooms);
  classroom.end();
  assertEquals([rooms.find(classroom.code), rooms.findByKey(teacherKey)], [undefined, undefined]);
  assertEquals([...store.rooms()], []);
});

Deno.test("Rooms: after a restart they are as they were, people and keys too", () => {
  const { rooms, open } = createRooms();
  const { classroom, teacher, teacherKey } = create(rooms);
  const ana = classroom.admit("Ana", "student");
  assert(!isRefusal(ana));
  const again = open();
  const found = again.find(classroom.code)!;
  assertNotEquals(found, classroom);
  assertEquals(again.findByKey(teacherKey)?.teacher, teacher);
  const pass = found.pass(ana);
  assert(!isRefusal(pass));
  assertEquals(pass.person, ana);
});

Deno.test("Rooms: what else lives in the store is no classroom", () => {
  const store = new MemoryStore();
  store.open("lobby").save("{}");
  store.open("222222");
  assertEquals(createRooms({ store }).rooms.size, 0);
});

Deno.test("Rooms: one that nobody enters for longer than the retention is ended", () => {
  const { rooms, clock } = createRooms({ roomDays: 30 });
  const { classroom: idle } = create(rooms);
  const { classroom: visited } = create(rooms);
  const { classroom: full } = create(rooms);
  full.room.join(reader);
  clock.now += 20 * DAY_MS;
  rooms.sweep();
  assertEquals(rooms.find(visited.code), visited);
  clock.now += 10 * DAY_MS;
  rooms.sweep();
  assertEquals([idle.isOver, visited.isOver, full.isOver], [false, false, false]);
  clock.now += 1;
  rooms.sweep();
  assertEquals([idle.isOver, visited.isOver, full.isOver], [true, false, false]);
});

Deno.test("Rooms: when a room was used is known after a restart, to the hour", () => {
  const { rooms, clock, open, store } = createRooms({ roomDays: 1 });
  const { classroom: { code } } = create(rooms);
  clock.now += DAY_MS - 1;
  rooms.find(code);
  rooms.sweep();
  const saved = store.open(code).load();
  clock.now += 3_600_000 - 1;
  rooms.find(code);
  rooms.sweep();
  assertEquals(store.open(code).load(), saved, "The disk is not asked for every visit");
  const again = open();
  clock.now += DAY_MS - 3_600_000;
  again.sweep();
  assertEquals(again.size, 1);
  clock.now += 3;
  again.sweep();
  assertEquals(again.size, 0);
});

Deno.test("P8: what cannot be kept is told to nobody as done", async () => {
  const store = new MemoryStore();
  const { rooms } = createRooms({ store });
  const { classroom } = create(rooms);
  assertEquals(await rooms.kept(classroom), undefined);
  const disk: { failure?: Error } = {};
  const { promise: pending, reject } = Promise.withResolvers<void>();
  Object.defineProperties(store.open(classroom.code), {
    pending: { get: () => pending },
    failure: { get: () => disk.failure },
  });
  const told = rooms.kept(classroom);
  disk.failure = new Error("the disk is full");
  reject(disk.failure);
  assertEquals((await told)?.rule, "P8");
});

Deno.test("Rooms: closing ends every connection, and no room", () => {
  const { rooms } = createRooms();
  const codes: number[] = [];
  create(rooms).classroom.room.join({ send() {}, close: (code) => codes.push(code) });
  rooms.close(1001, "Server is stopping");
  assertEquals([codes, rooms.size], [[1001], 1]);
});
