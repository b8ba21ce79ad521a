/**
 * What is so in a classroom: how it is set, and who belongs to it. Every change is kept, and told.
 *
 * @module
 */

import { CONTROL } from "../lib/channels.ts";
import type { LessonValues } from "../lib/commands.ts";
import type { FaultRule } from "../lib/faults.ts";
import type { OwnChannel } from "../lib/own_channels.ts";
import { Bulletin } from "./bulletin.ts";
import type { Room } from "./room.ts";
import { Roster, type SavedRoster } from "./roster.ts";

/** How the room is set: what the channel `room` says, beside the code (M4). */
export interface Settings {
  readonly locked: boolean;
  readonly paused: boolean;
  readonly namesHidden: boolean;
  /** Where each channel was cleared last: what has a lower offset is gone (M13). */
  readonly cleared?: Readonly<Record<string, number>>;
  /** What the teacher's page says to all others (M17). */
  readonly lesson?: LessonValues;
  /** What the hub does to frames (M18). */
  readonly faults?: readonly FaultRule[];
  /** Those that people declared (M21). */
  readonly channels?: readonly OwnChannel[];
}

interface Saved {
  readonly settings: Settings;
  readonly people: SavedRoster;
}

/** See the module's description. */
export class ClassState {
  readonly roster: Roster;
  readonly #code: string;
  readonly #people: Bulletin;
  readonly #room: Bulletin;
  readonly #keep: (json: string) => void;
  #settings: Settings = { locked: false, paused: false, namesHidden: false };

  /**
   * Goes on from what was kept, and tells what was not told yet.
   *
   * @throws {SyntaxError} If what was kept is no JSON.
   */
  constructor(code: string, room: Room, keep: (json: string) => void, kept: string | undefined) {
    this.#code = code;
    this.#keep = keep;
    this.#people = new Bulletin(room.channel("people")!);
    this.#room = new Bulletin(room.channel("room")!);
    const saved: Saved | undefined = kept && JSON.parse(kept);
    this.roster = new Roster(saved?.people, room.now);
    if (saved) this.#settings = saved.settings;
    this.#tellAll();
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Sets the room otherwise. */
  set(change: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...change };
    this.#tellAll();
    this.save();
  }

  /** A person is new, or has changed. */
  changed(id: string): void {
    this.#tellPerson(id);
    this.save();
  }

  /** Keeps what nobody is told. */
  save(): void {
    const saved: Saved = { settings: this.#settings, people: this.roster.toJSON() };
    this.#keep(JSON.stringify(saved));
  }

  /** What was said already is not said again. */
  #tellAll(): void {
    this.#room.say(CONTROL, { code: this.#code, ...this.#settings });
    for (const id of this.roster.ids()) this.#tellPerson(id);
  }

  #tellPerson(id: string): void {
    const { name, role, muted, removed } = this.roster.recall(id)!;
    this.#people.say(id, {
      ...!this.#settings.namesHidden && { name },
      role,
      ...muted && { muted },
      ...removed && { removed },
    });
  }
}
