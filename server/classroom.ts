/**
 * A room with people: who belongs to it, what they may do, and what a teacher has said. It knows no
 * socket, no token and no disk. See part three of docs/PROTOCOL.md.
 *
 * @module
 */

import { CONTROL } from "../lib/channels.ts";
import { systemClock } from "../lib/clock.ts";
import {
  type Answer,
  type Command,
  type Declare,
  isAboutChannels,
  personOf,
  type Repair,
  type Withdraw,
} from "../lib/commands.ts";
import type { FaultRule } from "../lib/faults.ts";
import type { Clock } from "../lib/link.ts";
import type { Frame } from "../lib/protocol.ts";
import { ClassState } from "./class_state.ts";
import { TextDraft } from "./drafts.ts";
import { unfit } from "./fit_names.ts";
import { HubFaults } from "./hub_faults.ts";
import { MAX_PEOPLE } from "./limits.ts";
import type { Close, Pass, Person, Role, Tell } from "./person.ts";
import type { Refusal, Rejection } from "./refusal.ts";
import { EXPIRED, OVER, REMOVED, STRANGER } from "./rejections.ts";
import type { Room } from "./room.ts";
import { Reports } from "./reports.ts";
import { type Entry, personFrom } from "./roster.ts";

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

/** See the module's description. */
export class Classroom {
  readonly code: string;
  readonly room: Room;
  readonly #options: ClassroomOptions;
  readonly #state: ClassState;
  /** Connections that are open, by person. */
  readonly #open = new Map<string, Map<Close, Tell>>();
  readonly #faults: HubFaults;
  readonly #reports = new Reports();
  #isOver = false;

  /** @throws {SyntaxError} If what was saved is no JSON. */
  constructor(options: ClassroomOptions) {
    this.#options = options;
    this.code = options.code;
    this.room = options.room;
    const { code, room, save, saved } = options;
    this.#state = new ClassState(code, room, save, saved);
    room.own.tell = (channels) => this.#state.set({ channels });
    const { random = Math.random, clock = systemClock } = options;
    this.#faults = new HubFaults({
      random,
      clock,
      say: (note) => this.#say(note),
      onUsedUp: (faults) => this.#state.set({ faults }),
    });
    this.#faults.rules = this.#state.settings.faults ?? [];
  }

  /** Whether it was ended. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** How many people belong here, whether they are connected or not. */
  get size(): number {
    return this.#state.roster.size;
  }

  /** Why nobody new is taken in as this now, if so (M7, M14, M15). */
  closedTo(role: Role): Refusal | undefined {
    const { locked } = this.#state.settings;
    if (this.#isOver) return OVER;
    if (locked && role === "student") return { rule: "M7", message: "the room is locked" };
    if (this.size >= MAX_PEOPLE) {
      return { rule: "M15", message: `the room is full, at most ${MAX_PEOPLE} people` };
    }
  }

  /**
   * Takes in a new person.
   *
   * @param name As it was typed. It is cleaned and made unique; an empty one becomes the id. A student's
   * must be fit for a class (M11).
   * @param until When the token that they get is over, by the room's clock, if it cannot be renewed.
   */
  admit(name: string, role: Role, until?: number): Person | Refusal {
    const refusal = this.closedTo(role) ?? (role === "student" ? unfit(name) : undefined);
    if (refusal) return refusal;
    const id = this.#state.roster.add({ name, role, until }, this.#options.random ?? Math.random);
    this.#state.changed(id);
    return personFrom(id, this.#state.roster.get(id)!, this.code);
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
    const entry = this.#state.roster.get(id)!;
    return {
      get person() {
        return personFrom(id, entry, person.room);
      },
      until,
      newSender: () => this.#newSender(id, entry),
      check: (channel, isBegun) => this.#check(entry, channel, isBegun),
      command: (command, answer) => this.#command(id, entry, command, answer),
      through: (member, close) => this.#faults.through(member, close),
      enter: (close, tell) => this.#enter(person, close, tell),
      greeting: () => this.#hiddenName(id),
    };
  }

  #rejectionOf({ id, role, room }: Person): Rejection | undefined {
    if (this.#isOver) return OVER;
    const entry = room === this.code ? this.#state.roster.recall(id) : undefined;
    if (entry?.removed) return REMOVED;
    return entry?.role === role ? undefined : STRANGER;
  }

  #newSender(id: string, entry: Entry): string {
    entry.senders++;
    this.#state.save();
    return entry.senders === 1 ? id : `${id}~${entry.senders}`;
  }

  #enter(person: Person, close: Close, tell: Tell): () => void {
    const rejection = this.#rejectionOf(person);
    if (rejection) {
      close(rejection.code, rejection.message);
      return () => {};
    }
    const open = this.#open.get(person.id) ?? new Map();
    this.#open.set(person.id, open.set(close, tell));
    return () => open.delete(close);
  }

  #check(entry: Entry, name: string, isBegun?: boolean): Refusal | undefined {
    const refusal = this.room.check(name);
    // Who is here is told by the clients themselves, and no way to disturb.
    if (refusal || this.room.channel(name)?.class === "state") return refusal;
    return this.#silence(entry, isBegun);
  }

  /** Why this person may not speak now, if so. A pause lets end what has begun, a mute does not. */
  #silence({ role, muted }: Entry, isBegun = false): Refusal | undefined {
    if (role === "teacher") return undefined;
    if (this.#state.settings.paused && !isBegun) {
      return { rule: "M8", message: "the teacher has paused the room" };
    }
    if (muted) return { rule: "M9", message: "the teacher has muted you" };
  }

  #command(
    id: string,
    entry: Entry,
    command: Command,
    answer: Tell,
  ): Refusal | undefined {
    if (command.type === "repair") return this.#repair(entry, command);
    if (isAboutChannels(command)) return this.#aboutChannels(id, entry, command);
    if (command.type === "report") return this.#reports.take(id, command.values);
    if (entry.role !== "teacher") return { rule: "M5", message: `${command.type} is for teachers` };
    const { type } = command;
    if (type === "lock") this.#state.set({ locked: command.on });
    else if (type === "pause") this.#state.set({ paused: command.on });
    else if (type === "hide") this.#state.set({ namesHidden: command.on });
    else if (type === "names") {
      answer({ channel: CONTROL, type, names: this.#state.roster.names() });
    } else if (type === "reports") {
      answer({ channel: CONTROL, type, reports: this.#reports.toJSON() });
    } else if (type === "clear") this.#clear();
    else if (type === "lesson") this.#state.set({ lesson: command.values });
    else if (type === "faults") this.#inject(command.rules);
    else if (type === "end") this.end();
    else return this.#moderate(command);
  }

  /** Everybody who may speak may declare a channel; whoever did, and a teacher, takes it away. */
  #aboutChannels(id: string, entry: Entry, command: Declare | Withdraw): Refusal | undefined {
    const refusal = this.#silence(entry) ?? this.room.refusal;
    if (refusal) return refusal;
    return command.type === "declare"
      ? this.room.own.declare(id, command)
      : this.room.own.withdraw(command.name, (by) => by === id || entry.role === "teacher");
  }

  #moderate(command: Command & { readonly who: string }): Refusal | undefined {
    const { type, who } = command;
    const entry = this.#state.roster.get(who);
    if (!entry) return { rule: "M6", message: "who is nobody here" };
    if (type === "rename") this.#rename(who, command.name);
    else if (entry.role === "teacher") return { rule: "M6", message: `${who} is a teacher` };
    else if (type === "mute") entry.muted = command.on;
    else this.#remove(who);
    this.#state.changed(who);
  }

  #rename(id: string, wish: string): void {
    this.#state.roster.rename(id, wish);
    const words = this.#hiddenName(id);
    if (!words) return;
    for (const tell of this.#open.get(id)?.values() ?? []) tell(words);
  }

  /** One's own name one knows, also while `people` says none. */
  #hiddenName(id: string): Answer | undefined {
    const { roster, settings } = this.#state;
    if (!settings.namesHidden) return undefined;
    return { channel: CONTROL, type: "names", names: { [id]: roster.get(id)!.name } };
  }

  /** A frame that was dropped on request goes on, as if it came now: from who may say something now. */
  #repair(entry: Entry, command: Repair): Refusal | undefined {
    const refusal = this.#check(entry, command.of);
    if (refusal || this.#faults.repair(command)) return refusal;
    return { rule: "M19", message: "that frame was not dropped here, or is forgotten" };
  }

  #inject(rules: readonly FaultRule[]): void {
    this.#faults.rules = rules;
    this.#state.set({ faults: rules });
  }

  #remove(id: string): void {
    this.#state.roster.remove(id);
    this.#reports.forget(id);
    for (const close of this.#open.get(id)?.keys() ?? []) close(REMOVED.code, REMOVED.message);
    this.#open.delete(id);
    this.#faults.forget((sender) => personOf(sender) === id);
  }

  /** Of what people said nothing is kept: who is here, and how the room is set, is so all the same. */
  #clear(): void {
    const said = this.room.channels.filter((channel) => channel.class !== "state");
    for (const { log } of said) log.clear();
    this.#faults.forget();
    const cleared = Object.fromEntries(said.map(({ name, log }) => [name, log.cleared]));
    this.#state.set({ cleared });
  }

  /** Ends it for everybody (M14). */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#faults.stop();
    this.room.close(OVER.code, OVER.message);
    // Those who have not said hello yet.
    for (const open of this.#open.values()) {
      for (const close of open.keys()) close(OVER.code, OVER.message);
    }
    this.#options.onEnd();
  }

  #say(note: Frame): void {
    this.room.channel(note.channel)!.log.append(new TextDraft(note, CONTROL, true));
  }
}
