/**
 * What stands on the cards that are open from the start, and loaded when somebody comes near.
 *
 * @module
 */

import { count, duration } from "../words.ts";
import { said } from "./speak.ts";

/** Of the knobs, and of how long chat waits. */
const knobs = {
  led: "Your class's teacher has set these for all.",
  chunkSize: "Chunk size",
  slowed: "Your line was made slow for that, as it is with a phone far out.",
  unslow: "Put it back",
  noSize: (most: number) => `From 1 to ${most.toLocaleString("en")}, without a fraction.`,
  order: "Who goes next",
  pace: "Pace",
  full: "as fast as it goes",
  held: "by hand, step by step",
  bandwidth: "My line",
  unlimited: "as it is",
  delay: "Delay of my line",
  ms: (n: number) => n === 0 ? "none added" : `${n} ms`,
  waiting: (n: number) => n > 0 ? `${count(n, "frame")} waiting for a turn` : "",
  cut: (n: number) => `A message is cut every ${count(n, "character")}.`,
  question: "How long does chat wait?",
  alone: "Chat waits, with nothing beside it:",
  beside: "Chat waits, while a file is moving:",
  unknown: "not measured yet",
  soFar: (ms: number) => `${duration(ms)} so far`,
  before: (order: string, ms: string) => `${order}: ${ms}`,
  measure: "Send a file, and chat beside it",
  measured: "Measured on your own lines: from Enter until the room has the line.",
  lineAlone: "Nothing is beside this line.",
  line: "Does this line have to wait?",
  chart: "Show the waits of the last minute as a chart",
};

/** The course's experiments. */
const experiments = {
  intro: "Say first what you expect. The answer is counted from the frames that really come.",
  choose: "Choose an answer first",
  alone: "Open a second window first",
  run: "Run it",
  again: "Run it again",
  running: "Running…",
  right: "✓ As you said.",
  wrong: (guess: string) => `✗ You said: ${guess}.`,
  happened: "What happened:",
  twoWindows: {
    title: "Two windows, one room",
    question: (here: number) =>
      (here < 2
        ? "You are alone here: open a second window first. "
        : `There are ${here} windows here. `) +
      "You send one chat message. Which windows get its frames?",
    every: "Every window, mine too",
    others: "Every window but mine",
    mine: "Only mine",
    none: "No frame came back to this window.",
    came: (frames: number, me: string) =>
      `${count(frames, "frame")} came back to this window, each from "${me}".`,
    toAll: (here: number) => `The server sends each to all ${here}: look at the other windows.`,
  },
  fakeFile: {
    title: "A file in frames",
    question: (data: string, size: number) =>
      `The fake file is "${data}". At chunk size ${size}, how many frames carry it?`,
    why: (pieces: string) => `These came: ${pieces}.`,
  },
  smaller: {
    title: "Smaller chunks",
    question: (chat: string) =>
      `At chunk size 2, one click sends chat ("${chat}"), presence and file. In which order do the frames leave?`,
    blocks: "All of chat, then presence, then file",
    turns: "In turn: chat, presence, file, chat…",
    shortest: "The shortest message first",
    why: (letters: string) =>
      `What left: ${letters}. Who waits gets a turn each round, so nobody waits for the end of a long message.`,
  },
  typing: {
    title: "A typing channel",
    question: (size: number) =>
      `A new channel says that somebody is typing. Which payload needs the fewest frames at chunk size ${size}, and still tells who it is?`,
    payloads: (me: string) => [`${me} is typing`, "on", "the text so far, as it grows"],
    counted: (data: string, frames: number) => `"${data}": ${count(frames, "frame")}`,
    why: (counted: string, me: string) =>
      `${counted}. Every frame says from: "${me}" anyway, and 3 seconds later it is forgotten.`,
  },
};

/** See the module's description. */
export const nearTexts = said({ knobs, experiments });
