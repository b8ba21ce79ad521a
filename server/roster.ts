/**
 * Everybody who ever belonged to a classroom: ids are never given twice, and a name is one person's.
 *
 * @module
 */

import { freeName } from "./names.ts";
import type { Person, Role } from "./person.ts";
import { cleanName, freeLabel, nameKey } from "./person_names.ts";

/** What is kept of a person. */
export interface Entry {
  name: string;
  readonly role: Role;
  muted: boolean;
  /** For good: the entry stays, so that nobody else becomes this sender. */
  removed: boolean;
  /** How many senders this person has been (M2). */
  senders: number;
  /** When the person's token is over, by the room's clock. Absent: never, since it can be renewed. */
  readonly until?: number;
}

/** Who is to be taken in. */
export interface Newcomer {
  /** As it was typed. */
  readonly name: string;
  readonly role: Role;
  readonly until?: number | undefined;
}

/** Entries by id, as JSON keeps them. */
export type SavedRoster = Readonly<Record<string, Entry>>;

/** See the module's description. */
export class Roster {
  readonly #entries: Map<string, Entry>;
  readonly #now: () => number;

  constructor(saved: SavedRoster = {}, now: () => number = () => 0) {
    this.#entries = new Map(Object.entries(saved));
    this.#now = now;
  }

  /** How many belong here now: who was removed does not, nor whose token is over. */
  get size(): number {
    return this.#here().filter(([, entry]) => !this.#isOver(entry)).length;
  }

  /** Ids of all who ever belonged here. */
  ids(): Iterable<string> {
    return this.#entries.keys();
  }

  /** Somebody who belongs here. */
  get(id: string): Entry | undefined {
    const entry = this.#entries.get(id);
    return entry?.removed ? undefined : entry;
  }

  /** Also of somebody who was removed. */
  recall(id: string): Entry | undefined {
    return this.#entries.get(id);
  }

  /** A new person. Without a name that can be shown, the id is the name. */
  add({ name, role, until }: Newcomer, random: () => number): string {
    // Ids are not given twice, and are no name of somebody else.
    const id = freeName(this.#taken(), random);
    const entry = { name: id, role, muted: false, removed: false, senders: 0 };
    this.#entries.set(id, { ...entry, ...until !== undefined && { until } });
    this.rename(id, name);
    return id;
  }

  /** Gives another name, cleaned and unique. */
  rename(id: string, wish: string): void {
    const taken = this.#taken(id);
    this.#entries.get(id)!.name = freeLabel(cleanName(wish) || id, (key) => taken.has(key));
  }

  /** Lets a person go. What they said still has their name, which is free for others. */
  remove(id: string): void {
    this.#entries.get(id)!.removed = true;
  }

  /** Names of all who belong here, by id. */
  names(): Record<string, string> {
    return Object.fromEntries(this.#here().map(([id, { name }]) => [id, name]));
  }

  toJSON(): SavedRoster {
    return Object.fromEntries(this.#entries);
  }

  #here(): [string, Entry][] {
    return [...this.#entries].filter(([, { removed }]) => !removed);
  }

  /** Nobody can come as this person any more. What they said still has their name. */
  #isOver({ until = Infinity }: Entry): boolean {
    return until <= this.#now();
  }

  /** Keys of all names but one person's. Ids count: where there is no name, the id is shown. */
  #taken(except?: string): Set<string> {
    const others = [...this.#entries].filter(([id]) => id !== except);
    return new Set(others.flatMap(([id, entry]) =>
      // Tomorrow's Ana is not yesterday's, and is to be called Ana all the same.
      entry.removed || this.#isOver(entry) ? [id] : [id, nameKey(entry.name)]
    ));
  }
}

/** A person as others know them. */
export function personFrom(id: string, { name, role }: Entry, room: string): Person {
  return { id, name, role, room };
}
