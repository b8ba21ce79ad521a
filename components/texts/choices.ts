/**
 * What is said of the settings, when somebody opens them.
 *
 * @module
 */

import { said } from "./speak.ts";

const choices = {
  colours: "Colours",
  theme: { system: "like the system", light: "light", dark: "dark" },
  words: "Words",
  motion: "Movement",
  speech: "Spoken to screen readers",
  options: {
    words: { standard: "standard (16+)", simple: "simple (11+)", engineer: "engineer" },
    motion: { system: "like the system", less: "none", full: "frames travel" },
    speech: {
      summary: "chat, and the wire summed up",
      each: "chat, and each message",
      off: "nothing by itself",
    },
  },
  hint: "Kept in this browser. What you step to is always spoken.",
};

/** See the module's description. */
export const choiceTexts = said({ choices });
