/**
 * The classrooms of this process, by their codes: made, found, kept over a restart, and ended when
 * nobody comes any more.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { CLASSROOM_CHANNELS } from "../lib/channels.ts";
import { Classroom } from "./classroom.ts";
import { makeCode, type RandomBytes, readCode } from "./codes.ts";
import { type Journal, NO_JOURNAL } from "./journal.ts";
import type { RoomStore, Store } from "./logs/store.ts";
import type { Person } from "./person.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import { Room } from "./room.ts";

/** How many rooms there may be, how long one is kept that nobody enters, and what is in one. */
export interface RoomsLimits {
  readonly rooms: number;
  readonly roomDays: number;
  readonly ownChannels: number;
}

/** What the rooms are made of. */
export interface RoomsOptions {
  readonly store: Store;
  readonly limits: RoomsLimits;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Nobody may be able to foretell it: codes and teachers' keys are made of it. */
  readonly random?: RandomBytes;
  readonly journal?: Journal;
}

/** A new classroom. */
export interface Created {
  readonly classroom: Classroom;
  readonly teacher: Person;
  /** Makes whoever has it the teacher. It is not kept here, so it is told this once. */
  readonly teacherKey: string;
}

/** Bytes of a teacher's key: nobody guesses 144 bits, and they are 24 characters without padding. */
const KEY_BYTES = 18;

const DAY_MS = 24 * 3_600_000;

/** A use is noted on the disk this much later than the one before, at the least, in milliseconds. */
const NOTE_EVERY_MS = 3_600_000;

/** What is kept of a classroom beside its logs. */
interface Kept {
  /** The SHA-256 of the teacher's key: who reads the disk cannot become the teacher. */
  readonly keyHash: string;
  /** The teacher's id. */
  teacher: string;
  usedAt: number;
  /** The classroom's own. */
  saved: string | undefined;
}

interface Entry {
  readonly classroom: Classroom;
  readonly kept: Kept;
  readonly store: RoomStore;
  /** When it was used last. */
  usedAt: number;
}

/** See the module's description. */
export class Rooms {
  readonly #store: Store;
  readonly #limits: RoomsLimits;
  readonly #now: () => number;
  readonly #random: RandomBytes;
  readonly #journal: Journal;
  readonly #byCode = new Map<string, Entry>();
  readonly #byKeyHash = new Map<string, Entry>();

  /** Opens what the store has. */
  constructor(options: RoomsOptions) {
    const { store, limits, now = Date.now, random = cryptoRandom, journal = NO_JOURNAL } = options;
    this.#store = store;
    this.#journal = journal;
    this.#limits = limits;
    this.#now = now;
    this.#random = random;
    for (const code of store.rooms()) {
      // Other rooms live in the same store, under names that are no codes.
      const json = readCode(code) === code ? store.open(code).load() : undefined;
      if (json !== undefined) this.#open(code, JSON.parse(json));
    }
  }

  /** Days that a room is kept which nobody enters. */
  get days(): number {
    return this.#limits.roomDays;
  }

  /** How many there are. */
  get size(): number {
    return this.#byCode.size;
  }

  /** Makes a classroom, with its teacher in it. */
  create(teacherName: string): Created | Refusal {
    if (this.size >= this.#limits.rooms) return FULL;
    const teacherKey = this.#newKey();
    const entry = this.#open(this.#freeCode(), {
      keyHash: hashOf(teacherKey),
      teacher: "",
      usedAt: this.#now(),
      saved: undefined,
    });
    const teacher = entry.classroom.admit(teacherName, "teacher");
    if (isRefusal(teacher)) throw new Error(`A new classroom is closed: ${teacher.message}`);
    entry.kept.teacher = teacher.id;
    save(entry);
    // Without its code: whoever reads the log could walk in.
    this.#journal.note("room-made", { rooms: this.size });
    return { classroom: entry.classroom, teacher, teacherKey };
  }

  /** The classroom with this code, as `readCode` gives it. That it was looked for counts as a use. */
  find(code: string): Classroom | undefined {
    return this.#use(this.#byCode.get(code));
  }

  /** The classroom that this key opens, and its teacher. */
  findByKey(teacherKey: string): { classroom: Classroom; teacher: Person } | undefined {
    const entry = this.#byKeyHash.get(hashOf(teacherKey));
    const classroom = this.#use(entry);
    if (!entry || !classroom) return undefined;
    const { code: room } = classroom;
    const pass = classroom.pass({ id: entry.kept.teacher, name: "", role: "teacher", room });
    return isRefusal(pass) ? undefined : { classroom, teacher: pass.person };
  }

  /**
   * Waits until what was done with a room up to now is kept: only then may anybody be told.
   *
   * @returns Why it never will be, if so.
   */
  async kept({ code, room }: Classroom): Promise<Refusal | undefined> {
    await this.#byCode.get(code)?.store.pending?.catch(() => {});
    return room.refusal;
  }

  /** To be called every hour or so: notes which rooms are in use, and ends those that nobody enters. */
  sweep(): void {
    const now = this.#now();
    for (const entry of [...this.#byCode.values()]) {
      if (entry.classroom.room.size > 0) entry.usedAt = now;
      if (now - entry.usedAt > this.#limits.roomDays * DAY_MS) entry.classroom.end();
      else if (entry.usedAt - entry.kept.usedAt >= NOTE_EVERY_MS) save(entry);
    }
  }

  /** Closes every connection of every room. The rooms stay. */
  close(code: number, reason: string): void {
    for (const { classroom } of this.#byCode.values()) classroom.room.close(code, reason);
  }

  #open(code: string, kept: Kept): Entry {
    const store = this.#store.open(code);
    const classroom = new Classroom({
      code,
      room: new Room({
        channels: CLASSROOM_CHANNELS,
        store,
        now: this.#now,
        ownChannels: this.#limits.ownChannels,
      }),
      saved: kept.saved,
      save: (json) => {
        kept.saved = json;
        save(entry);
      },
      onEnd: () => this.#forget(entry),
    });
    const entry: Entry = { classroom, kept, store, usedAt: kept.usedAt };
    this.#byCode.set(code, entry);
    this.#byKeyHash.set(kept.keyHash, entry);
    return entry;
  }

  #use(entry: Entry | undefined): Classroom | undefined {
    if (entry) entry.usedAt = this.#now();
    return entry?.classroom;
  }

  #forget({ classroom: { code }, kept }: Entry): void {
    this.#byCode.delete(code);
    this.#byKeyHash.delete(kept.keyHash);
    this.#store.remove(code);
    this.#journal.note("room-ended", { rooms: this.size });
  }

  #freeCode(): string {
    for (;;) {
      const code = makeCode(this.#random);
      if (!this.#byCode.has(code)) return code;
    }
  }

  #newKey(): string {
    return this.#random(new Uint8Array(KEY_BYTES)).toBase64({ alphabet: "base64url" });
  }
}

const FULL: Refusal = {
  rule: "W5",
  message: "this server has as many rooms as it may have",
  // When one of them ends, nobody knows.
  retryAfter: 600_000,
};

const cryptoRandom: RandomBytes = (array) => crypto.getRandomValues(array);

function save(entry: Entry): void {
  entry.kept.usedAt = entry.usedAt;
  entry.store.save(JSON.stringify(entry.kept));
}

function hashOf(teacherKey: string): string {
  return createHash("sha256").update(teacherKey).digest("hex");
}
