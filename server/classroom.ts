/**
 * A room with people: who belongs to it, what they may do, and what a teacher has said. It knows no
 * socket, no token and no disk. See part three of docs/PROTOCOL.md.
 *
 * @module
 */

import { CLASSROOM_CHANNELS, CONTROL } from "../lib/channels.ts";
import { systemClock } from "../lib/clock.ts";
import type { Command, LessonValues, Names, Repair } from "../lib/commands.ts";
import type { FaultRule } from "../lib/faults.ts";
import type { Clock } from "../lib/link.ts";
import type { Frame } from "../lib/protocol.ts";
import { Bulletin } from "./bulletin.ts";
import { TextDraft } from "./drafts.ts";
import { HubFaults } from "./hub_faults.ts";
import { MAX_PEOPLE } from "./limits.ts";
import type { Close, Pass, Person, Role } from "./person.ts";
import type { Refusal, Rejection } from "./refusal.ts";
import { EXPIRED, OVER, REMOVED, STRANGER } from "./rejections.ts";
import type { Room } from "./room.ts";
import { type Entry, personFrom, Roster, type SavedRoster } from "./roster.ts";

/** What a classroom is made of. */
export interface ClassroomOptions {
  /** The code that people type. */
  readonly code: string;
  /** Its logs and readers. It has the channels of a classroom. */
  readonly room: Room;
  /** What `save` was given last, in an earlier life of the process. */
  readonly saved?: string | undefined;
  /** Keeps what is to be known after a restart, beside the logs. */
  readonly save: (json: string) => void;
  /** The classroom is over: its data can go. Called once, after everybody was told. */
  readonly onEnd: () => void;
  /** A number from 0 up to 1, as `Math.random` gives it. */
  readonly random?: () => number;
  readonly clock?: Pick<Clock, "after">;
}

/** How the room is set: what the channel `room` says, beside the code (M4). */
interface Settings {
  readonly locked: boolean;
  readonly paused: boolean;
  readonly namesHidden: boolean;
  /** Where each channel was cleared last: what has a lower offset is gone (M13). */
  readonly cleared?: Readonly<Record<string, number>>;
  /** What the teacher's page says to all others (M17). */
  readonly lesson?: LessonValues;
  /** What the hub does to frames (M18). */
  readonly faults?: readonly FaultRule[];
}

interface Saved {
  readonly settings: Settings;
  readonly people: SavedRoster;
}

/** See the module's description. */
export class Classroom {
  readonly code: string;
  readonly room: Room;
  readonly #options: ClassroomOptions;
  readonly #roster: Roster;
  readonly #said: { readonly people: Bulletin; readonly room: Bulletin };
  /** Connections that are open, by person. */
  readonly #open = new Map<string, Set<Close>>();
  readonly #faults: HubFaults;
  #settings: Settings = { locked: false, paused: false, namesHidden: false };
  #isOver = false;

  /** @throws {SyntaxError} If what was saved is no JSON. */
  constructor(options: ClassroomOptions) {
    this.#options = options;
    this.code = options.code;
    this.room = options.room;
    const bulletin = (name: string) => new Bulletin(this.room.channel(name)!);
    this.#said = { people: bulletin("people"), room: bulletin("room") };
    const saved: Saved | undefined = options.saved && JSON.parse(options.saved);
    this.#roster = new Roster(saved?.people);
    if (saved) this.#settings = saved.settings;
    const { random = Math.random, clock = systemClock } = options;
    this.#faults = new HubFaults({ random, clock, say: (note) => this.#say(note) });
    this.#faults.rules = this.#settings.faults ?? [];
    this.#tellAll();
  }

  /** Whether it was ended. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** How many people belong here, whether they are connected or not. */
  get size(): number {
    return this.#roster.size;
  }

  /**
   * Takes in a new person.
   *
   * @param name As it was typed. It is cleaned and made unique; an empty one becomes the id.
   */
  admit(name: string, role: Role): Person | Refusal {
    const { locked } = this.#settings;
    if (this.#isOver) return OVER;
    if (locked && role === "student") return { rule: "M7", message: "the room is locked" };
    if (this.size >= MAX_PEOPLE) {
      return { rule: "M15", message: `the room is full, at most ${MAX_PEOPLE} people` };
    }
    const id = this.#roster.add(name, role, this.#options.random ?? Math.random);
    this.#tellPerson(id);
    this.#save();
    return personFrom(id, this.#roster.get(id)!, this.code);
  }

  /**
   * What a connection of this person may do, or why it may not be.
   *
   * @param person As a token says it, whose signature was checked.
   * @param until When the token is over, by the room's clock.
   */
  pass(person: Person, until = Infinity): Pass | Rejection {
    const { id } = person;
    const rejection = this.#rejectionOf(person) ?? (until <= this.room.now() ? EXPIRED : undefined);
    if (rejection) return rejection;
    const entry = this.#roster.get(id)!;
    return {
      get person() {
        return personFrom(id, entry, person.room);
      },
      until,
      newSender: () => this.#newSender(id, entry),
      check: (channel) => this.#check(entry, channel),
      command: (command, answer) => this.#command(entry, command, answer),
      through: (member, close) => this.#faults.through(member, close),
      enter: (close) => this.#enter(person, close),
    };
  }

  #rejectionOf({ id, role, room }: Person): Rejection | undefined {
    if (this.#isOver) return OVER;
    const entry = room === this.code ? this.#roster.recall(id) : undefined;
    if (entry?.removed) return REMOVED;
    return entry?.role === role ? undefined : STRANGER;
  }

  #newSender(id: string, entry: Entry): string {
    entry.senders++;
    this.#save();
    return entry.senders === 1 ? id : `${id}~${entry.senders}`;
  }

  #enter(person: Person, close: Close): () => void {
    const rejection = this.#rejectionOf(person);
    if (rejection) {
      close(rejection.code, rejection.message);
      return () => {};
    }
    const open = this.#open.get(person.id) ?? new Set();
    this.#open.set(person.id, open.add(close));
    return () => open.delete(close);
  }

  #check({ role, muted }: Entry, name: string): Refusal | undefined {
    const channel = CLASSROOM_CHANNELS.get(name);
    if (channel?.by) return { rule: "M1", message: `only the server speaks on ${name}` };
    // Who is here is told by the clients themselves, and no way to disturb.
    if (role === "teacher" || channel?.class === "state") return undefined;
    if (this.#settings.paused) return { rule: "M8", message: "the teacher has paused the room" };
    if (muted) return { rule: "M9", message: "the teacher has muted you" };
  }

  #command({ role }: Entry, command: Command, answer: (names: Names) => void): Refusal | undefined {
    if (command.type === "repair") return this.#repair(command);
    if (role !== "teacher") return { rule: "M5", message: `${command.type} is for teachers` };
    const { type } = command;
    if (type === "lock") this.#set({ locked: command.on });
    else if (type === "pause") this.#set({ paused: command.on });
    else if (type === "hide") this.#hide(command.on);
    else if (type === "names") answer({ channel: CONTROL, type, names: this.#roster.names() });
    else if (type === "clear") this.#clear();
    else if (type === "lesson") this.#set({ lesson: command.values });
    else if (type === "faults") this.#inject(command.rules);
    else if (type === "end") this.end();
    else return this.#moderate(command);
  }

  #moderate(command: Command & { readonly who: string }): Refusal | undefined {
    const { type, who } = command;
    const entry = this.#roster.get(who);
    if (!entry) return { rule: "M6", message: "who is nobody here" };
    if (type === "rename") this.#roster.rename(who, command.name);
    else if (entry.role === "teacher") return { rule: "M6", message: `${who} is a teacher` };
    else if (type === "mute") entry.muted = command.on;
    else this.#remove(who);
    this.#tellPerson(who);
    this.#save();
  }

  /** A frame that was dropped on request goes on, as if it came now. */
  #repair(command: Repair): Refusal | undefined {
    if (this.#faults.repair(command)) return undefined;
    return { rule: "M19", message: "that frame was not dropped here, or is forgotten" };
  }

  #inject(rules: readonly FaultRule[]): void {
    this.#faults.rules = rules;
    this.#set({ faults: rules });
  }

  #remove(id: string): void {
    this.#roster.remove(id);
    for (const close of this.#open.get(id) ?? []) close(REMOVED.code, REMOVED.message);
    this.#open.delete(id);
  }

  #hide(on: boolean): void {
    this.#settings = { ...this.#settings, namesHidden: on };
    this.#tellAll();
    this.#save();
  }

  /** Of what people said nothing is kept: who is here, and how the room is set, is so all the same. */
  #clear(): void {
    const said = this.room.channels.filter((channel) => channel.class !== "state");
    for (const { log } of said) log.clear();
    const cleared = Object.fromEntries(said.map(({ name, log }) => [name, log.cleared]));
    this.#set({ cleared });
  }

  /** Ends it for everybody (M14). */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.room.close(OVER.code, OVER.message);
    // Those who have not said hello yet.
    for (const open of this.#open.values()) {
      for (const close of open) close(OVER.code, OVER.message);
    }
    this.#options.onEnd();
  }

  #set(change: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...change };
    this.#tellRoom();
    this.#save();
  }

  #save(): void {
    const saved: Saved = { settings: this.#settings, people: this.#roster.toJSON() };
    this.#options.save(JSON.stringify(saved));
  }

  // --- what everybody is told ---

  #say(note: Frame): void {
    this.room.channel(note.channel)!.log.append(new TextDraft(note, CONTROL, true));
  }

  #tellAll(): void {
    this.#tellRoom();
    for (const id of this.#roster.ids()) this.#tellPerson(id);
  }

  #tellRoom(): void {
    this.#said.room.say(CONTROL, { code: this.code, ...this.#settings });
  }

  #tellPerson(id: string): void {
    const { name, role, muted, removed } = this.#roster.recall(id)!;
    this.#said.people.say(id, {
      ...!removed && !this.#settings.namesHidden && { name },
      role,
      ...muted && { muted },
      ...removed && { removed },
    });
  }
}
