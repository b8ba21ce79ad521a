/**
 * The course's four experiments. Each asks before it runs, and its answer is read off the frames
 * that really came.
 *
 * @module
 */

import type { Frame } from "../lib/protocol.ts";
import { ALL_THREE_TEXT, allThree, FAKE_FILE } from "./samples.ts";
import type { Message } from "./session.ts";
import { count } from "./words.ts";

/** What an experiment knows when it asks. */
export interface Situation {
  readonly chunkSize: number;
  readonly me: string;
  /** Everybody who announced themselves, this window too. */
  readonly here: number;
}

/** What came of a run. */
export interface Outcome {
  /** The option that turned out to be so. */
  readonly answer: string;
  /** Why, in a sentence or two, with what was counted. */
  readonly why: string;
}

/** One experiment. */
export interface Experiment {
  readonly title: string;
  readonly question: (situation: Situation) => string;
  readonly options: (situation: Situation) => readonly string[];
  /** The chunk size that it runs with, where it is not the page's. */
  readonly chunkSize?: number;
  readonly messages: (situation: Situation) => readonly Message[];
  /** Reads the answer off the frames of its own messages, as they came back and as they left. */
  readonly observe: (
    frames: readonly Frame[],
    situation: Situation,
    left: readonly Frame[],
  ) => Outcome;
}

const EVERY_WINDOW = "Every window, mine too";
const ONLY_OTHERS = "Every window but mine";
const ONLY_MINE = "Only mine";

const twoWindows: Experiment = {
  title: "Two windows, one room",
  question: ({ here }) =>
    (here < 2
      ? "You are alone here: open a second window first. "
      : `There are ${here} windows here. `) +
    "You send one chat message. Which windows get its frames?",
  options: () => [ONLY_OTHERS, EVERY_WINDOW, ONLY_MINE],
  messages: ({ me }) => [{ channel: "chat", data: `hello from ${me}` }],
  observe: (frames, { me, here }) => {
    if (frames.length === 0) {
      return { answer: ONLY_OTHERS, why: "No frame came back to this window." };
    }
    const came = `${count(frames.length, "frame")} came back to this window, each from "${me}".`;
    return here < 2 ? { answer: ONLY_MINE, why: `${came} Nobody else was here to get them.` } : {
      answer: EVERY_WINDOW,
      why: `${came} The server sends each to all ${here}: look at the other windows.`,
    };
  },
};

const fakeFile: Experiment = {
  title: "A file in frames",
  question: ({ chunkSize }) =>
    `The fake file is "${FAKE_FILE}". At chunk size ${chunkSize}, how many frames carry it?`,
  options: ({ chunkSize }) => {
    const likely = Math.ceil(FAKE_FILE.length / chunkSize);
    return [...new Set([1, 2, 4, 8, likely])].sort((a, b) => a - b).map(String);
  },
  messages: () => [{ channel: "file", data: FAKE_FILE }],
  observe: (frames) => ({
    answer: String(frames.length),
    why: `These came: ${frames.map(({ data }) => `"${data}"`).join(", ")}.`,
  }),
};

const IN_BLOCKS = "All of chat, then presence, then file";
const IN_TURN = "In turn: chat, presence, file, chat…";
const SHORTEST_FIRST = "The shortest message first";

const smallerChunks: Experiment = {
  title: "Smaller chunks",
  question: () =>
    `At chunk size 2, one click sends chat ("${ALL_THREE_TEXT}"), presence and file. In which order do the frames leave?`,
  options: () => [IN_BLOCKS, IN_TURN, SHORTEST_FIRST],
  chunkSize: 2,
  messages: () => allThree("online"),
  observe: (_, __, left) => {
    const order = left.map(({ channel }) => channel);
    const letters = order.map((channel) => channel.slice(0, 1).toUpperCase()).join(" ");
    return {
      answer: classify(order),
      why:
        `What left: ${letters}. Who waits gets a turn each round, so nobody waits for the end of a long message.`,
    };
  },
};

/** Channels that come in one piece each were not mixed; then the first one tells who was first. */
function classify(order: readonly string[]): string {
  const changes = order.filter((channel, n) => n > 0 && channel !== order[n - 1]).length;
  if (changes >= new Set(order).size) return IN_TURN;
  return order[0] === "chat" ? IN_BLOCKS : SHORTEST_FIRST;
}

const typingChannel: Experiment = {
  title: "A typing channel",
  question: ({ chunkSize }) =>
    `A new channel says that somebody is typing. Which payload needs the fewest frames at chunk size ${chunkSize}, and still tells who it is?`,
  options: payloads,
  messages: (situation) => payloads(situation).map((data) => ({ channel: "typing", data })),
  observe: (frames, { me }) => {
    const texts = new Map<string, string[]>();
    for (const { messageId, data } of frames) {
      texts.set(messageId, [...texts.get(messageId) ?? [], data]);
    }
    const counted = [...texts.values()].sort((a, b) => a.length - b.length);
    return {
      answer: counted[0]?.join("") ?? "",
      why: counted.map((pieces) => `"${pieces.join("")}": ${count(pieces.length, "frame")}`).join(
        "; ",
      ) +
        `. Every frame says from: "${me}" anyway, and 3 seconds later it is forgotten.`,
    };
  },
};

function payloads({ me }: Situation): string[] {
  return [`${me} is typing`, "on", "the text so far, as it grows"];
}

/** In the order of the course's page. */
export const EXPERIMENTS: readonly Experiment[] = [
  twoWindows,
  fakeFile,
  smallerChunks,
  typingChannel,
];
