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
    const taken = { has: (id: string) => this.#entries.has(id) || this.#isTaken(nameKey(id)) };
    const id = freeName(taken, random);
    this.#entries.set(id, { name: id, role, muted: false, removed: false, senders: 0 });
    this.rename(id, wish);
    return id;
  }

  /** Gives another name, cleaned and unique. */
  rename(id: string, wish: string): void {
    const isTaken = (key: string) => this.#isTaken(key, id);
    this.#entries.get(id)!.name = freeLabel(cleanName(wish) || id, isTaken);
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

  /** Ids count as names: where there is no name, the id is shown. */
  #isTaken(key: string, except?: string): boolean {
    return [...this.#entries].some(([id, { name }]) =>
      id !== except && (id === key || nameKey(name) === key)
    );
  }
}

/** A person as others know them. */
export function personFrom(id: string, { name, role }: Entry, room: string): Person {
  return { id, name, role, room };
}
