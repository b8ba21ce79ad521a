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
}

/** Entries by id, as JSON keeps them. */
export type SavedRoster = Readonly<Record<string, Entry>>;

/** See the module's description. */
export class Roster {
  readonly #entries: Map<string, Entry>;

  constructor(saved: SavedRoster = {}) {
    this.#entries = new Map(Object.entries(saved));
  }

  /** How many belong here now. */
  get size(): number {
    return this.#here().length;
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
  add(wish: string, role: Role, random: () => number): string {
    // Ids are not given twice, and are no name of somebody else.
    const id = freeName(this.#taken(), random);
    this.#entries.set(id, { name: id, role, muted: false, removed: false, senders: 0 });
    this.rename(id, wish);
    return id;
  }

  /** Gives another name, cleaned and unique. */
  rename(id: string, wish: string): void {
    const taken = this.#taken(id);
    this.#entries.get(id)!.name = freeLabel(cleanName(wish) || id, (key) => taken.has(key));
  }

  /** Lets a person go, and with them the name. */
  remove(id: string): void {
    Object.assign(this.#entries.get(id)!, { name: "", removed: true });
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

  /** Keys of all names but one person's. Ids count: where there is no name, the id is shown. */
  #taken(except?: string): Set<string> {
    const others = [...this.#entries].filter(([id]) => id !== except);
    return new Set(others.flatMap(([id, { name }]) => [id, nameKey(name)]));
  }
}

/** A person as others know them. */
export function personFrom(id: string, { name, role }: Entry, room: string): Person {
  return { id, name, role, room };
}
