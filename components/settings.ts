/**
 * What somebody has chosen for this browser: the words, how much is spoken, and whether things move.
 *
 * @module
 */

import { signal } from "@preact/signals";

/** What may be chosen, the default first. */
export const CHOICES = {
  /** In which words the page explains itself. */
  words: ["standard", "simple", "engineer"],
  /** Of the wire, to a screen reader. */
  speech: ["summary", "each", "off"],
  motion: ["system", "less", "full"],
} as const;

/** What can be chosen. */
export type Setting = keyof typeof CHOICES;

/** One of the choices. */
export type Choice<S extends Setting> = typeof CHOICES[S][number];

/** What is chosen. */
export const settings = {
  words: signal<Choice<"words">>("standard"),
  speech: signal<Choice<"speech">>("summary"),
  motion: signal<Choice<"motion">>("system"),
};

const KEY = "mux-settings ";

/** Takes up what was chosen before. Not while the page is hydrated: the server knew nothing of it. */
export function recall(): void {
  for (const name of Object.keys(CHOICES) as Setting[]) {
    const kept = CHOICES[name].find((choice) => choice === storage()?.getItem(KEY + name));
    if (kept) set(name, kept);
  }
}

/** Chooses, for the next visit too. */
export function choose<S extends Setting>(name: S, choice: Choice<S>): void {
  set(name, choice);
  storage()?.setItem(KEY + name, choice);
}

/** Whether cells may travel now. Where nothing is chosen here, the system's wish for less holds. */
export function mayMove(): boolean {
  const chosen = settings.motion.peek();
  return chosen === "full" ||
    chosen === "system" && matchMedia("(prefers-reduced-motion: no-preference)").matches;
}

function set<S extends Setting>(name: S, choice: Choice<S>): void {
  (settings[name] as { value: Choice<S> }).value = choice;
}

/** Private windows and strict settings may have none. */
function storage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
