/**
 * What a teacher reads, and a class that is asked.
 *
 * @module
 */

import { said } from "./speak.ts";

const people = (n: number) => `${n} ${n === 1 ? "person" : "people"}`;

const teaching = {
  powers: {
    title: "You are the teacher",
    lock: "Lock the room",
    pause: "Pause everybody",
    hide: "Hide names",
    clear: "Clear all that was said",
    end: "End the room for all",
    sure: "Sure? Do it",
    keep: "Keep it",
    mute: (name: string) => `Mute ${name}`,
    unmute: (name: string) => `Unmute ${name}`,
    remove: (name: string) => `Remove ${name}`,
    rename: (name: string) => `Rename ${name}`,
    newName: (name: string) => `New name for ${name}`,
    /** On buttons beside the name. */
    short: { mute: "Mute", unmute: "Unmute", remove: "Remove", rename: "Rename" },
  },
  teacher: {
    follow: "Everybody follows me",
    hold: "Hold all frames",
    step: "Step all: one frame each",
    projector: "Projector view",
    newWindow: "(new window)",
    more: "More for the class",
    panels: {
      knobs: "Knobs for all",
      faults: "Faults",
      bets: "Ask a bet",
      results: "Who did what",
    },
  },
  knobs: {
    title: "Knobs for all",
    led:
      "Turn one, and every page has it. Students cannot turn theirs, unless they choose not to follow you.",
    free: "Everybody turns their own. Turn one here, and all pages follow you.",
  },
  faults: {
    now: (faults: string) => `Asked for, and badged “injected” on every page: ${faults}.`,
    none: "No fault is asked for: every frame comes.",
    mend:
      "What was dropped is missing under “Demultiplexed channels”. Anybody can ask for it again there. Real files are left alone: send the fake one, or the sample text.",
  },
  bets: {
    title: "Ask a bet",
    which: "Which bet",
    other: "Other numbers",
    ask: "Ask the class",
    asked: "The class is asked:",
    close: "Take it back",
    soFar: "Bets so far",
    none: "Nobody has bet yet.",
    answered: (n: number, of: number) => `${n} of ${people(of)} have answered.`,
    onAllPages: "The answers are shown on all pages.",
  },
  results: {
    title: "Who did what",
    caption: "People of the class: who is here, what they have bet and done",
    columns: ["Person", "Here", "Bets", "Missions", "Done"],
    here: "here",
    gone: "not here",
    connected: (n: number, of: number) => `${n} of ${people(of)} connected`,
    missions: (done: number, of: number) => `${done} of ${of}`,
    save: "Take it home",
    vanish: "End the room, and it is gone with all its data.",
  },
  over: {
    title: "The room is over",
    here:
      "Nothing of it is left on the server. What came until now is in this page, until you leave it: “Keep this lesson”, under “More to try”, saves it as a file.",
    another: "Teach another class?",
  },
  card: {
    title: "Your teacher asks",
    asks: (question: string) => `Your teacher asks: ${question}`,
    go: "Your teacher asks: go there",
    bet: "Bet",
    again: "Bet on another",
    choose: "Choose an answer first",
    said: (option: string) => `You said: ${option}. Your teacher will show what the class says.`,
    right: "✓ As you said.",
    wrong: (option: string) => `✗ You said: ${option}.`,
    soIs: (answer: string) => `It is: ${answer}.`,
  },
};

/** See the module's description. */
export const classTexts = said({ teaching });
