/**
 * The words that the page can speak in: levels of English, and languages. What is not the standard is
 * loaded when it is chosen.
 *
 * @module
 */

import { type Choice, settings } from "./settings.ts";
import { type Pack, speak } from "./texts/speak.ts";

/** Names the words that there are. */
export type Level = Choice<"words">;

interface Words {
  /** What `<html lang>` says of them. */
  readonly lang: string;
  readonly load: () => Promise<{ readonly default: Pack }>;
}

const WORDS: Readonly<Record<Level, Words>> = {
  standard: { lang: "en", load: () => Promise.resolve({ default: {} }) },
  simple: { lang: "en", load: () => import("./texts/simple.ts") },
  engineer: { lang: "en", load: () => import("./texts/engineer.ts") },
};

let spoken: Level = "standard";

/**
 * Speaks in these words, and returns whether they are others than before. Where they cannot be loaded
 * it throws, and the setting is again what is spoken; what was chosen is tried again on the next page.
 */
export async function speakIn(level: Level): Promise<boolean> {
  if (level === spoken) return false;
  const { lang, load } = WORDS[level];
  try {
    const { default: pack } = await load();
    // Meanwhile others may have been chosen.
    if (settings.words.peek() !== level) return false;
    speak(pack);
    spoken = level;
    document.documentElement.lang = lang;
    return true;
  } catch (error) {
    settings.words.value = spoken;
    throw error;
  }
}
